"""Days, places, parties and words of many reports as columns of numbers, compared all at a stroke.

Each class knows one of the questions of `tocsin.linking.features` and answers it for many pairs:
which of them a rule forbids, and the most that the answer can be worth. A class may overrate a
pair and never underrates one, so that names can stand as a few bits.
"""

from array import array
from collections.abc import Hashable, Iterable, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from tocsin.linking.bars import IN_ONE_TOWN, LOOSELY
from tocsin.linking.facts import Days, Facts, Grain, Name
from tocsin.linking.features import NEAR_KM, day_outcome, published_outcome, skeleton
from tocsin.linking.judgement import most_worth, worth_of
from tocsin.linking.words import code_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_GRAINS = tuple(Grain)
_FAR = 40  # days apart, beyond which nothing changes
_EARTH = 6371.0  # kilometres, its radius
_ROWS = 128  # reports whose words are laid out at once


def numbers_of(values: Iterable[Hashable]) -> Ints:
    """A number for each value, the same for the same; 0 for None and for what is empty."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(one, len(known) + 1) if one else 0 for one in values])


class DayColumns:
    """When each report's event may have been, and when its article was published."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.first = np.array([one.days.first for one in facts])
        self.last = np.array([one.days.last for one in facts])
        self.grain = np.array([_GRAINS.index(one.days.grain) for one in facts])
        self.dated = np.array([one.dated for one in facts], np.bool_)
        self.instead = np.array([one.instead for one in facts])
        self.published = np.array([one.story.published for one in facts])
        self.worths = np.zeros((len(_GRAINS), len(_GRAINS), _FAR + 1))
        for (ours, left), (theirs, right) in product(enumerate(_GRAINS), repeat=2):
            for gap in range(_FAR + 1):
                told = Days(1, 1, left), Days(1 + gap, 1 + gap, right)
                self.worths[ours, theirs, gap] = worth_of("day", day_outcome(*told))
        worths = [worth_of("published", published_outcome(gap)) for gap in range(_FAR + 1)]
        self.later = np.array(worths)

    def forbidden(self, left: Ints, right: Ints) -> Mask:
        """Pairs of other days."""
        gap = self._gap(left, right)
        day, range_ = _GRAINS.index(Grain.DAY), _GRAINS.index(Grain.RANGE)
        exact = np.isin(self.grain, (day, range_))
        within = np.where(self.dated[left] & self.dated[right], 0, 1)
        apart = gap > np.where(exact[left] & exact[right], within, LOOSELY)
        forbidden: Mask = apart & ~self._may_be_one(left, right)
        return forbidden

    def worth(self, left: Ints, right: Ints) -> Floats:
        """What the days, and those of publication, add to the odds."""
        gap = np.minimum(self._gap(left, right), _FAR)
        found: Floats = self.worths[self.grain[left], self.grain[right], gap]
        maybe = np.maximum(found, worth_of("day", "weekday"))
        found = np.where(self._may_be_one(left, right), maybe, found)
        ours, theirs = self.published[left], self.published[right]
        later = self.later[np.minimum(np.abs(ours - theirs), _FAR)]
        return found + np.where((ours > 0) & (theirs > 0), later, 0.0)

    def _may_be_one(self, left: Ints, right: Ints) -> Mask:
        """Pairs where a weekday of one may mean the day of the other."""
        ours = (self.instead[left] > 0) & (self.instead[left] == self.first[right])
        theirs = (self.instead[right] > 0) & (self.instead[right] == self.first[left])
        either: Mask = ours | theirs
        return either

    def _gap(self, left: Ints, right: Ints) -> Ints:
        between = np.maximum(self.first[left], self.first[right])
        between -= np.minimum(self.last[left], self.last[right])
        untold = _GRAINS.index(Grain.NONE)
        known = (self.grain[left] != untold) & (self.grain[right] != untold)
        return np.where(known, np.maximum(between, 0), 0)


_PLACES = ("untold", "one-untold", "country", "countries", "towns", "near", "city", "venue")


class PlaceColumns:
    """Where each report's event was."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        spots = [one.spot for one in facts]
        self.city = numbers_of(spot.city for spot in spots)
        self.skeleton = numbers_of(skeleton(spot.city) for spot in spots)
        self.country = numbers_of(spot.country for spot in spots)
        self.venue = np.array([bool(spot.venue) for spot in spots], np.bool_)
        self.told = np.array([spot.told for spot in spots], np.bool_)
        self.north = np.radians([_or_nan(spot.latitude) for spot in spots])
        self.east = np.radians([_or_nan(spot.longitude) for spot in spots])
        self.in_one_town = bool(facts) and facts[0].type in IN_ONE_TOWN
        worths = {name: worth_of("place", name) for name in _PLACES}
        self.worths = np.array([worths[name] for name in _PLACES])
        self.at_most = self.worths.copy()  # where both tell a venue, which may be the same
        for name in ("country", "city"):
            self.at_most[_PLACES.index(name)] = max(worths[name], worths["venue"])

    def forbidden(self, left: Ints, right: Ints) -> Mask:
        """Pairs in two towns or two countries, of what is done in one."""
        if not self.in_one_town:
            return np.zeros(len(left), np.bool_)
        found = self._outcomes(left, right)
        told = self.told[left] & self.told[right]
        abroad = (found == _PLACES.index("countries")) & told
        forbidden: Mask = abroad | (found == _PLACES.index("towns"))
        return forbidden

    def worth(self, left: Ints, right: Ints) -> Floats:
        """The most that the places can add to the odds."""
        found = self._outcomes(left, right)
        venues = self.venue[left] & self.venue[right]
        return np.where(venues, self.at_most[found], self.worths[found])

    def _outcomes(self, left: Ints, right: Ints) -> Ints:
        """Positions in `_PLACES`; a venue is not looked at."""
        ours, theirs = self.country[left], self.country[right]
        both, abroad = (ours > 0) & (theirs > 0), (ours != theirs)
        told = np.minimum(ours + self.city[left], 1) + np.minimum(theirs + self.city[right], 1)
        found = np.where(both & abroad, _PLACES.index("countries"), told)
        cities = (self.city[left] > 0) & (self.city[right] > 0)
        same = self.city[left] == self.city[right]
        skeletons = self.skeleton[left]
        same |= (skeletons > 0) & (skeletons == self.skeleton[right])
        same &= ~(both & abroad)
        apart = np.where(self._near(left, right), _PLACES.index("near"), _PLACES.index("towns"))
        return np.where(cities, np.where(same, _PLACES.index("city"), apart), found)

    def _near(self, left: Ints, right: Ints) -> Mask:
        """Pairs whose places lie within reach; never those without coordinates."""
        north, south = self.north[left], self.north[right]
        half = np.sin((north - south) / 2) ** 2
        east = self.east[left] - self.east[right]
        half += np.cos(north) * np.cos(south) * np.sin(east / 2) ** 2
        reach = (NEAR_KM + 0.01) / (2 * _EARTH)
        near: Mask = np.nan_to_num(half, nan=1.0) <= np.sin(reach) ** 2
        return near


class PartyColumns:
    """Who acted, or to whom, as bits: two lists without a bit in common share no name."""

    def __init__(self, feature: str, parties: Sequence[tuple[Name, ...]]) -> None:
        self.told = np.array([bool(names) for names in parties], np.bool_)
        self.names = np.array([_bits(*_stems(names)) for names in parties], np.uint64)
        self.kinds = np.array([_bits(*_kinds(names)) for names in parties], np.uint64)
        self.rest = most_worth(feature, "country", "sector", "differ")
        self.kind = max(self.rest, worth_of(feature, "kind"))
        self.name = max(self.kind, worth_of(feature, "name"))
        self.untold = np.array([worth_of(feature, "untold"), worth_of(feature, "one-untold")])

    def worth(self, left: Ints, right: Ints) -> Floats:
        """The most that the parties can add to the odds."""
        ours, theirs = self.told[left], self.told[right]
        found = np.where((self.kinds[left] & self.kinds[right]) > 0, self.kind, self.rest)
        found = np.where((self.names[left] & self.names[right]) > 0, self.name, found)
        return np.where(ours & theirs, found, self.untold[(ours ^ theirs).astype(np.int64)])


def _stems(names: tuple[Name, ...]) -> set[str]:
    return {stem for name in names for stem in name.stems}


def _kinds(names: tuple[Name, ...]) -> set[str]:
    return {f"{name.country} {name.sector.value}" for name in names if name.country}


def _bits(*words: str) -> int:
    bits = 0
    for word in words:
        bits |= 1 << (code_of(word) & 63)
    return bits


class WordColumns:
    """The words of each report's sentence."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        known: dict[str | int, int] = {}
        words, weights = array("i"), array("f")
        for one in facts:
            words.extend(known.setdefault(term, len(known)) for term in one.words.terms)
            weights.extend(one.words.weights)
        self.words, self.weights = np.array(words, np.int32), np.array(weights, np.float32)
        ends = np.cumsum([len(one.words.terms) for one in facts], dtype=np.int64)
        self.starts, self.ends = np.concatenate([[0], ends[:-1]]), ends
        self.column = np.zeros(len(known), np.int32)  # where each word stands at the moment

    def worth(self, left: Ints, right: Ints) -> Floats:
        """What the words that two sentences share add to the odds; pairs in the order of `left`."""
        rows, row = np.unique(left, return_inverse=True)
        found = np.zeros(len(left))
        for start in range(0, len(rows), _ROWS):
            first, last = np.searchsorted(row, (start, start + _ROWS))
            some = slice(first, last)
            part = rows[start : start + _ROWS]
            found[some] = self._cosines(part, row[some] - start, right[some])
        return found * worth_of("words", "shared")

    def _cosines(self, rows: Ints, row: Ints, right: Ints) -> Floats:
        """Cosines of pairs: the words of `rows` are laid out, each pair's other looks them up."""
        which, held = self._standing(rows)
        words, column = np.unique(self.words[held], return_inverse=True)
        laid = np.zeros((len(rows), len(words) + 1), np.float32)
        laid[which, column + 1] = self.weights[held]
        self.column[words] = np.arange(1, len(words) + 1)
        pair, asked = self._standing(right)
        shared = laid[row[pair], self.column[self.words[asked]]] * self.weights[asked]
        self.column[words] = 0
        found: Floats = np.bincount(pair, shared, len(right)).astype(np.float64)
        return found

    def _standing(self, reports: Ints) -> tuple[Ints, Ints]:
        """Every word of some reports: which of them holds it, and where it stands."""
        lengths = self.ends[reports] - self.starts[reports]
        which = np.repeat(np.arange(len(reports)), lengths)
        before = np.cumsum(lengths) - lengths
        return which, np.arange(len(which)) - before[which] + self.starts[reports][which]


def _or_nan(degrees: float | None) -> float:
    return float("nan") if degrees is None else degrees
