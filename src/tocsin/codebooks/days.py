"""Facts about when: a codebook's day is a day that was told, never the first of a month."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from tocsin.codebooks.asking import Fact
from tocsin.codebooks.case import Case, LossReason
from tocsin.fields.when import When

_DAY = 10  # characters of "2024-06-25"
_NAMES = {7: "month", 4: "year"}  # by the characters of "2024-06" and of "2024"
_WEEK = 7  # days


def _when(case: Case) -> When | None:
    """The days of the report that tells the settled first day; of the last day where none does."""
    start = case.settled("start")
    told = [report.when for report in case.reports]
    if start is not None:
        return next(when for when in told if when.start == start)
    end = case.settled("end")
    return next((when for when in told if end is not None and when.end == end), None)


def _start(case: Case) -> str | None:
    when = _when(case)
    return when.start if when else None


def _end(case: Case) -> str | None:
    when = _when(case)
    return when.end if when else None


def _precision(case: Case) -> str | None:
    """How long the time is in which it happened: day, week, month, year or longer."""
    start, end = _start(case), _end(case)
    if start is None:
        return None
    first, last = _first(start), _last(end or start)
    span = (last - first).days + 1
    limits = ((1, "day"), (_WEEK, "week"), (31, "month"), (366, "year"))
    return next((name for days, name in limits if span <= days), "longer")


def _day(read: Callable[[Case], str | None]) -> Callable[[Case], str | None]:
    """A whole day; less is noted as lost."""

    def whole(case: Case) -> str | None:
        told = read(case)
        if told is not None and len(told) < _DAY:
            case.lose("start", LossReason.IMPRECISE, _NAMES[len(told)])
            return None
        return told

    return whole


def _first_day(case: Case) -> str | None:
    """The first day of the time in which it happened, where a scheme must have one."""
    start = _start(case)
    if start is None:
        return None
    _day(_start)(case)
    return _first(start).isoformat()


def _first(told: str) -> date:
    return date.fromisoformat(told + "-01-01"[len(told) - 4 :])


def _last(told: str) -> date:
    if len(told) == _DAY:
        return date.fromisoformat(told)
    year, month = int(told[:4]), int(told[5:7] or 12)
    return date(year, month, monthrange(year, month)[1])


def _part(read: Callable[[Case], str | None], start: int, end: int) -> Callable[[Case], int | None]:
    """Year, month or day of a date; None where it is not told."""

    def part(case: Case) -> int | None:
        told = read(case)
        if told is None:
            return None
        if len(told) < end:
            case.lose("start", LossReason.IMPRECISE, _NAMES[len(told)])
            return None
        return int(told[start:end])

    return part


FACTS = (
    Fact("start", "start", "first day, as precise as told: 2024-06-25, 2024-06, 2024", _start),
    Fact("end", "end", "last day in the same form; none while it goes on", _end),
    Fact("day", "start", "first day, where a whole day is told", _day(_start)),
    Fact("end_day", "end", "last day, where a whole day is told", _day(_end)),
    Fact("first_day", "start", "first day of the month or year where no day is told", _first_day),
    Fact("year", "start", "year of the first day", _part(_start, 0, 4)),
    Fact("start_month", "start", "month of the first day, 1 to 12", _part(_start, 5, 7)),
    Fact("start_day", "start", "day of the month of the first day", _part(_start, 8, 10)),
    Fact("end_year", "end", "year of the last day", _part(_end, 0, 4)),
    Fact("end_month", "end", "month of the last day, 1 to 12", _part(_end, 5, 7)),
    Fact("end_day_of_month", "end", "day of the month of the last day", _part(_end, 8, 10)),
    Fact(
        "date_precision",
        "precision of the day",
        "time in which it happened: day, week, month, year, longer",
        _precision,
    ),
)
