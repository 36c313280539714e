"""The days on which reports say that something happened, laid out as columns of dots.

>>> [(column.label, column.gap) for column in columns(["2024-06-25", "2024-07-01", "2017"])]
[('2017', ''), ('25 Jun 2024', '7 years'), ('1 Jul 2024', '6 days')]

Days stand in order and not to scale: news tells of a few days that lie close together and of some
that lie years apart. How much lies between two columns is written there.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_OF_MONTH, _DAYS_OF_YEAR = 30.44, 365.25


@dataclass(frozen=True, slots=True)
class Column:
    """One day, month or year.

    Attributes:
        start: The ISO date or prefix of one that its reports have.
        label: The same as people write it.
        gap: How long after the column before it begins; empty for the first and for the next day.
    """

    start: str
    label: str
    gap: str


def columns(starts: Iterable[str]) -> Iterator[Column]:
    """Columns for the distinct dates, in their order.

    Args:
        starts: ISO dates, or prefixes of such: a month, a year. A month stands before its days.
    """
    before = None
    for start in sorted(set(starts)):
        first = _first_day(start)
        days = (first - before).days if before else 0
        yield Column(start, _label(start), _gap(days) if days > 1 else "")
        before = first


def _first_day(start: str) -> date:
    """First day of a date prefix: "2024-06" is the first of June."""
    year, month, day = (int(part) for part in f"{start}-01-01".split("-")[:3])
    last = monthrange(max(year, 1), month)[1]  # "31 June" is a mistake that an article may make
    return date(max(year, 1), month, min(day, last))


def _label(start: str) -> str:
    """A date prefix as people write it: "25 Jun 2024", "Jun 2024", "2024"."""
    year, *rest = start.split("-")
    parts = [str(int(rest[1]))] if len(rest) > 1 else []
    parts += [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*parts, year])


def _gap(days: int) -> str:
    """A stretch of time in its natural unit: "6 days", "3 months", "7 years"."""
    for unit, length in (("year", _DAYS_OF_YEAR), ("month", _DAYS_OF_MONTH)):
        count = round(days / length)
        if days >= 2 * length:
            return f"{count} {unit}s"
    return f"{days} days"
