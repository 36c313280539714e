"""One value where reports differ: every reading with its speakers, three ways to choose, a figure.

An event keeps all readings. Where one value is needed, a preset chooses it, by the rules that the
R package `eventreport` (van Baalen and Hoglund, 2025) aggregates by and in its terms: the least
that is certain, the most that is told, or what most reports tell. It differs from them where they
would make a value that nobody told, or a range that ends before it begins; silence is no value.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tocsin.drafts import Count
from tocsin.errors import InvalidValueError
from tocsin.fields.where import Where
from tocsin.linking.events import Event
from tocsin.linking.facts import days_of
from tocsin.reports import Report

Value = str | int


class Preset(StrEnum):
    """How one value is made of many."""

    # The smallest number, the widest days, the place as far as the least exact report tells it;
    # of words the one that most reports tell, and none where two are told as often.
    CONSERVATIVE = "conservative"
    # The largest number, the narrowest days, the most exact place; of words the commonest.
    INFORMATIVE = "informative"
    # The number, day, place or word that most reports tell, of several the smallest or the first.
    REPRESENTATIVE = "representative"


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells for a field.

    Attributes:
        report: Id of the report.
        value: The value; for a count the number, or None where there are only words.
        words: The value as worded, where the field has words of its own.
        speakers: Who says so, nearest the event first; empty where the article just asserts it.
    """

    report: str
    value: Value | None
    words: str
    speakers: tuple[str, ...]


FIELDS = (
    "mode", "form", "status", "side", "start", "end", "venue", "city", "admin", "country",
    "size", "killed", "injured", "arrested",
)  # fmt: skip
COUNTS = frozenset({"size", "killed", "injured", "arrested"})


def readings_of(event: Event, field: str) -> tuple[Told, ...]:
    """What each report tells for a field, in the order of the reports; silence is left out.

    Args:
        event: The event.
        field: One of `FIELDS`.

    Raises:
        InvalidValueError: There is no such field.
    """
    if field not in FIELDS:
        raise InvalidValueError(f"no field {field!r}; there are {', '.join(FIELDS)}")
    if field in COUNTS:
        return tuple(told for report in event.reports for told in _counted(report, field))
    return tuple(
        Told(report.id, value, str(value), tuple(source.text for source in report.sources))
        for report in event.reports
        if (value := _VALUES[field](report)) is not None
    )


def settle(event: Event, field: str, preset: Preset) -> Value | None:
    """One value for a field; None where no report tells one, or where the preset finds none.

    Args:
        event: The event.
        field: One of `FIELDS`.
        preset: How to choose. A tie of words goes to the report that comes first; the conservative
            preset leaves it open.

    Raises:
        InvalidValueError: There is no such field.
    """
    if field in COUNTS:
        told = [one.value for one in readings_of(event, field) if isinstance(one.value, int)]
        return _NUMBERS[preset](told) if told else None
    if field in _DAYS:
        return _settled_day(event, field, preset)
    if field in _PLACES:
        return _settled_place(event, field, preset)
    words = [one.value for one in readings_of(event, field)]
    return _commonest(words, or_none=preset is Preset.CONSERVATIVE)


def discrepancy(event: Event, field: str) -> float:
    """How far the reports differ: 0 where all tell one value, towards 1 the more they differ.

    For numbers it is the part of the largest by which the smallest falls short; for words the part
    of the readings that do not tell the commonest, which is `eventreport`'s disagreement of one
    event. Fewer than two readings give 0.
    """
    told = [one.value for one in readings_of(event, field) if one.value is not None]
    if not told:
        return 0.0
    if field in COUNTS:
        numbers = [value for value in told if isinstance(value, int)]
        return round(1 - min(numbers) / max(numbers), 3) if max(numbers) else 0.0
    return round(1 - max(Counter(told).values()) / len(told), 3)


def divergence(event: Event, field: str) -> int:
    """How many values are told beside the first: `eventreport`'s discrepancy score of one event."""
    told = {one.value for one in readings_of(event, field) if one.value is not None}
    return max(0, len(told) - 1)


def _counted(report: Report, field: str) -> Iterable[Told]:
    """One reading for each figure of a count; a range stands with its lower bound."""
    count: Count | None = getattr(report, field)
    for reading in count.readings if count else ():
        low, high = reading.figure.low, reading.figure.high
        speakers = tuple(source.text for source in reading.sources or report.sources)
        yield Told(report.id, low if low is not None else high, reading.words, speakers)


_VALUES: Mapping[str, Callable[[Report], Value | None]] = {
    "mode": lambda report: report.what.mode,
    "form": lambda report: report.what.form.value if report.what.form else None,
    "status": lambda report: report.what.status.value,
    "side": lambda report: report.stance.side.value if report.stance else None,
    "start": lambda report: report.when.start,
    "end": lambda report: report.when.end,
    "venue": lambda report: report.where.venue,
    "city": lambda report: report.where.city,
    "admin": lambda report: report.where.admin,
    "country": lambda report: report.where.country,
}


def _commonest(told: Sequence[Value | None], *, or_none: bool = False) -> Value | None:
    """The value told most often; of several the first, or none."""
    ranked = Counter(told).most_common(2)
    if not ranked or (or_none and len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _commonest_number(told: Sequence[int]) -> int:
    """The number told most often, of several the smallest."""
    counts = Counter(told)
    return min(counts, key=lambda number: (-counts[number], number))


_NUMBERS: Mapping[Preset, Callable[[Sequence[int]], int]] = {
    Preset.CONSERVATIVE: min,
    Preset.INFORMATIVE: max,
    Preset.REPRESENTATIVE: _commonest_number,
}
_DAYS = ("start", "end")
_PLACES = ("venue", "city", "admin", "country")  # the finest first


def _settled_day(event: Event, field: str, preset: Preset) -> str | None:
    """A first or last day; each preset takes both from reports that agree on how exact to be."""
    told = [report.when for report in event.reports if getattr(report.when, field) is not None]
    if not told:
        return None
    edges = {when: days_of(when.start, when.end) for when in told}
    if preset is Preset.CONSERVATIVE:
        chosen = (
            min(told, key=lambda when: (edges[when].first, -edges[when].last))
            if field == "start"
            else max(told, key=lambda when: (edges[when].last, -edges[when].first))
        )
        return str(getattr(chosen, field))
    if preset is Preset.INFORMATIVE:
        width = min(edges[when].last - edges[when].first for when in told)
        told = [when for when in told if edges[when].last - edges[when].first == width]
    days = Counter((when.start, when.end) for when in told)
    most = max(days.values())
    often = [when for when in told if days[when.start, when.end] == most]
    return str(getattr(min(often, key=lambda when: edges[when]), field))


def _settled_place(event: Event, field: str, preset: Preset) -> str | None:
    """A part of the place; the less exact presets leave out what the less exact reports do."""
    places = [report.where for report in event.reports if _exactness(report.where)]
    if preset is not Preset.REPRESENTATIVE and field != "country":
        wanted = (min if preset is Preset.CONSERVATIVE else max)(map(_exactness, places), default=0)
        found = _commonest(
            [getattr(place, field) for place in places if _exactness(place) == wanted],
            or_none=preset is Preset.CONSERVATIVE,
        )
    else:
        told = [getattr(place, field) for place in places if getattr(place, field) is not None]
        found = _commonest(told, or_none=preset is Preset.CONSERVATIVE)
    return None if found is None else str(found)


def _exactness(where: Where) -> int:
    """How finely a report tells the place: 4 for a venue, 1 for a country, 0 where it does not."""
    for exactness, part in zip((4, 3, 2, 1), _PLACES, strict=True):
        if getattr(where, part):
            return exactness
    return 0
