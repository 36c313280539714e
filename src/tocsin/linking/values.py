"""One value where reports differ: every reading with its speakers, three ways to choose, a figure.

An event keeps all readings. Where one value is needed, a preset chooses it, in the terms that the
R package `eventreport` (van Baalen and Hoglund, 2025) gave the field: the least that is certain,
the most that is told, or what most reports tell.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median_low

from tocsin.drafts import Count
from tocsin.errors import InvalidValueError
from tocsin.linking.events import Event
from tocsin.reports import Report

Value = str | int


class Preset(StrEnum):
    """How one value is made of many."""

    CONSERVATIVE = "conservative"  # the smallest number; a word only where no report differs
    INFORMATIVE = "informative"  # the largest number; the most detailed word
    REPRESENTATIVE = "representative"  # the middle number; the word that most reports tell


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

    A tie of the representative word goes to the report that comes first.
    """
    told = [one.value for one in readings_of(event, field) if one.value is not None]
    if not told:
        return None
    if field in COUNTS:
        return _NUMBERS[preset](sorted(value for value in told if isinstance(value, int)))
    return _WORDS[preset](told)


def discrepancy(event: Event, field: str) -> float:
    """How far the reports differ: 0 where all tell one value, towards 1 the more they differ.

    For numbers it is the part of the largest by which the smallest falls short; for words the
    chance that two of the readings, drawn at random, differ. Fewer than two readings give 0.
    """
    told = [one.value for one in readings_of(event, field) if one.value is not None]
    if len(told) < 2:  # noqa: PLR2004
        return 0.0
    if field in COUNTS:
        numbers = [value for value in told if isinstance(value, int)]
        return round(1 - min(numbers) / max(numbers), 3) if max(numbers) else 0.0
    pairs = len(told) * (len(told) - 1)
    same = sum(count * (count - 1) for count in Counter(told).values())
    return round(1 - same / pairs, 3)


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
_NUMBERS: Mapping[Preset, Callable[[list[int]], int]] = {
    Preset.CONSERVATIVE: min,
    Preset.INFORMATIVE: max,
    Preset.REPRESENTATIVE: median_low,
}


def _agreed(told: list[Value]) -> Value | None:
    """The value on which all agree; of dates the part that they share: "2024-06"."""
    words = [str(value) for value in told]
    shortest = min(words, key=len)
    return shortest if all(word.startswith(shortest) for word in words) else None


_WORDS: Mapping[Preset, Callable[[list[Value]], Value | None]] = {
    Preset.CONSERVATIVE: _agreed,
    Preset.INFORMATIVE: lambda told: max(told, key=lambda value: len(str(value))),
    Preset.REPRESENTATIVE: lambda told: Counter(told).most_common(1)[0][0],
}
