"""Which row of one dataset tells of the same event as which row of another, one to one.

Rows are looked up by country, day and either a band of latitude or the name of a town, so that two
datasets of a hundred thousand rows are compared without a look at each pair.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from tocsin.dataset.foreign.assignment import assign
from tocsin.dataset.foreign.likeness import FINE, Window, likeness, names_of
from tocsin.dataset.foreign.records import CodedEvent, Place

_KM_OF_DEGREE = 110.0  # of latitude, a little less than it is
_LONG = 31  # days from which on an event is kept apart, and looked at for every day
_MOST_LOOKED_AT = 1_000  # rows of one place and day that are weighed against a row
_MOST_KEPT = 12  # partners of a row that are kept for the assignment, the best
_ANYWHERE = "?"


@dataclass(frozen=True, slots=True)
class Pairs:
    """What fits what.

    Attributes:
        both: Positions in the two lists, in the order of the first.
        cut: How many rows had so many possible partners that not all were weighed.
    """

    both: tuple[tuple[int, int], ...]
    cut: int


def pair(theirs: Sequence[CodedEvent], ours: Sequence[CodedEvent], window: Window) -> Pairs:
    """Pair the rows of two datasets.

    Args:
        theirs: Rows of the one.
        ours: Rows of the other.
        window: How far the rows of a pair may lie apart.

    Returns:
        The pairs; each row is in one at most, and the pairs as a whole fit best.
    """
    index = _Index(ours, window)
    scores = [index.scores(event, position) for position, event in enumerate(theirs)]
    return Pairs(tuple(sorted(assign(scores).items())), index.cut)


class _Index:
    """Rows by where and when they may be looked for."""

    def __init__(self, rows: Sequence[CodedEvent], window: Window) -> None:
        self._rows = rows
        self._window = window
        self._band = max(window.km, 1.0) / _KM_OF_DEGREE
        self._shelves: dict[Hashable, list[int]] = defaultdict(list)
        self.cut = 0
        for position, row in enumerate(rows):
            for key in self._keys(row):
                self._shelves[key].append(position)

    def scores(self, event: CodedEvent, position: int) -> dict[int, float]:
        """The best partners of a row, each with its score; ties go to the nearest position."""
        found = list(islice(dict.fromkeys(self._near(event)), _MOST_LOOKED_AT + 1))
        self.cut += len(found) > _MOST_LOOKED_AT
        scored = [
            (score, one)
            for one in found[:_MOST_LOOKED_AT]
            if (score := likeness(event, self._rows[one], self._window)) is not None
        ]
        scored.sort(key=lambda pair: (-pair[0], abs(pair[1] - position), pair[1]))
        return {one: score for score, one in scored[:_MOST_KEPT]}

    def _keys(self, row: CodedEvent) -> Iterator[Hashable]:
        """The shelves on which a row stands."""
        if row.days is None:
            return
        long = (row.days.end - row.days.start).days > _LONG
        days: Sequence[date | None] = [None] if long else _span(row.days.start, row.days.end)
        for country in {row.place.country or _ANYWHERE, "*"}:
            for day in days:
                for where in self._stands(row.place):
                    yield country, day, where

    def _near(self, event: CodedEvent) -> Iterator[int]:
        """The rows on all shelves where a partner of a row may stand."""
        if event.days is None:
            return
        reach = timedelta(days=self._window.days)
        days = _span(_earlier(event.days.start, reach), _later(event.days.end, reach))
        country = event.place.country
        for day in (*days, None):
            for name in (country, _ANYWHERE) if country else ("*",):
                for where in self._looks(event.place):
                    yield from self._shelves.get((name, day, where), ())

    def _stands(self, place: Place) -> Iterator[Hashable]:
        """The shelves of a place: by its point, by its names, and by what it does not tell."""
        yield "all"
        yield self._band_of(place) if _is_pinned(place) else "unpinned"
        if not place.name or place.precision not in FINE:
            yield "vague"
        for name in names_of(place.name or ""):
            yield "name", name

    def _looks(self, place: Place) -> Iterator[Hashable]:
        """The shelves of the places that may be a place."""
        names = [("name", name) for name in sorted(names_of(place.name or ""))]
        vague = not place.name or place.precision not in FINE
        if _is_pinned(place):
            _, band = self._band_of(place)
            yield from (("band", one) for one in (band, band - 1, band + 1))
            yield from ["unpinned"] if vague else [*names, "vague"]
        else:
            yield from ["all"] if vague else [*names, "vague"]

    def _band_of(self, place: Place) -> tuple[str, int]:
        return "band", int((place.latitude or 0.0) // self._band)


def _is_pinned(place: Place) -> bool:
    return place.is_point and place.latitude is not None


def _span(start: date, end: date) -> list[date]:
    """Every day from one to the other; of a long span the first days of two years."""
    length = min((end - start).days, 2 * 366)
    return [start + timedelta(days=day) for day in range(length + 1)]


def _earlier(day: date, reach: timedelta) -> date:
    return day - reach if day - date.min > reach else date.min


def _later(day: date, reach: timedelta) -> date:
    return day + reach if date.max - day > reach else date.max
