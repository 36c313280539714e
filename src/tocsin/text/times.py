"""Time expressions: the words of a text that tell when, and the calendar days that they mean.

>>> text = "Residents rallied on Tuesday, June 25, and again last week."
>>> [(text[slice(*time.span)], time.value) for time in find_times(text, date(2024, 7, 2))]
[('Tuesday, June 25', '2024-06-25'), ('last week', '2024-W26')]
>>> [(time.value, time.resolution.value) for time in find_times("They met on Wednesday.")]
[('XXXX-WXX-3', 'needs-publication')]

Words get a class (`times_words`), runs of classes have a shape (`times_rules`), and each rule has a
function that says what its shapes are worth (`times_dates`, `times_days`, `times_units`,
`times_spans`), leaning on publication and on what was told before (`times_told`). Nothing is
guessed: without a publication date "Wednesday" stays a Wednesday.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from tocsin.text import times_dates, times_days, times_spans, times_units
from tocsin.text.span import Span
from tocsin.text.times_calendar import calendar_range
from tocsin.text.times_names import join_names
from tocsin.text.times_rules import Kind, Reading, Shape, find_shapes
from tocsin.text.times_told import Told
from tocsin.text.times_words import read_words


class Resolution(StrEnum):
    """How a day came about, or why there is none."""

    DATED = "dated"  # the words name the day themselves
    RELATIVE = "relative"  # counted from the publication date, the dateline or a date told before
    NOT_TOLD = "not-told"  # the text has no words for it
    NEEDS_PUBLICATION = "needs-publication"  # "Wednesday", and nobody knows when it was published
    VAGUE = "vague"  # "recently"
    CARRIED = "carried"  # told in another sentence, for what this one goes on about


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell when, and what they mean.

    Attributes:
        span: The words, without the preposition before them: "last Wednesday".
        kind: What TIMEX3 calls it: a date, a time of day, a duration or a set.
        value: TIMEX3 value ("2024-W26", "P3D", "XXXX-WXX-3"); None where there is none.
        start: First day of the value as an ISO prefix ("2024-06-24", "2024-06"); None for a
            duration, a set, a vague word, or a day that could not be resolved.
        end: Last day, inclusive, in the same form.
        relative: Whether the value needed the publication date or an earlier date.
        resolution: How the value came about, or why it has no days.
    """

    span: Span
    kind: Kind
    value: str | None
    start: str | None
    end: str | None
    relative: bool
    resolution: Resolution


_Reader = Callable[[Shape, Told], tuple[Reading, ...]]
_READERS: Mapping[str, _Reader] = MappingProxyType(
    {
        "iso": times_dates.read_iso,
        "named": times_dates.read_named,
        "days": times_dates.read_days,
        "dated": times_dates.read_dated,
        "monthyear": times_dates.read_monthyear,
        "holiday": times_dates.read_holiday,
        "month": times_dates.read_month,
        "weekday": times_days.read_weekday,
        "deictic": times_days.read_deictic,
        "ofmonth": times_days.read_ofmonth,
        "years": times_dates.read_years,
        "year": times_dates.read_year,
        "bcrange": times_dates.read_bcrange,
        "decade": times_dates.read_decade,
        "century": times_dates.read_century,
        "clock": times_days.read_clock,
        "part": times_days.read_part,
        "quarter": times_units.read_quarter,
        "yearago": times_units.read_yearago,
        "ago": times_spans.read_ago,
        "seasonal": times_units.read_seasonal,
        "spanref": times_spans.read_spanref,
        "unit": times_units.read_unit,
        "ahead": times_spans.read_ahead,
        "each": times_spans.read_each,
        "span": times_spans.read_span,
        "now": times_spans.read_now,
    }
)


def find_times(
    text: str, published: date | None = None, *, narrative: bool = False
) -> tuple[TimeExpression, ...]:
    """Find every time expression of a text and resolve it.

    Args:
        text: An article or a part of it; any string is accepted.
        published: Publication day, from which "Friday" and "last week" are counted; without it
            they keep a value with unknown parts and have no days.
        narrative: Read a history, whose dates follow from one another: "in April" is the April
            after the date told before, and "today" is no day of the calendar.

    Returns:
        The expressions in the order of the text; no two overlap. Whether a day is that of an
        event is not decided here (see `tocsin.fields.when`).
    """
    words = read_words(text)
    join_names(words)
    told = Told(published, narrative)
    found: list[TimeExpression] = []
    for shape in find_shapes(words):
        for reading in _READERS[shape.rule](shape, told):
            first = shape.first if reading.first is None else reading.first
            last = shape.last if reading.last is None else reading.last
            found.append(_expression(words.span(first, last), reading))
            if reading.value and _is_told(shape, reading):
                told.note(reading.value)
            elif reading.value:
                told.note_duration(reading.value)
    return tuple(found)


def _is_told(shape: Shape, reading: Reading) -> bool:
    """Whether later words may lean on a reading; nothing leans on a mere comparison."""
    compared = shape.has("AGO", "EARLIER", "COMPARABLE") and reading.kind is not Kind.TIME
    return reading.kind in (Kind.DATE, Kind.TIME) and not compared


def _expression(span: Span, reading: Reading) -> TimeExpression:
    """The record of a reading."""
    start, end = calendar_range(reading.value) if reading.value else (None, None)
    if reading.kind in (Kind.DURATION, Kind.SET):
        start, end = None, None
    resolution = Resolution.RELATIVE if reading.relative else Resolution.DATED
    if start is None:
        needs = reading.relative and (reading.value or "XXXX").startswith("XXXX")
        resolution = Resolution.NEEDS_PUBLICATION if needs else Resolution.VAGUE
    return TimeExpression(
        span, reading.kind, reading.value, start, end, reading.relative, resolution
    )
