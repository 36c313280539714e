"""Days as datasets write them, in the forms that files have by the time somebody compares them.

>>> [read_day(words) for words in ("20170809", "9 August 2017", "2017-08-09 00:00:00.000")]
[datetime.date(2017, 8, 9), datetime.date(2017, 8, 9), datetime.date(2017, 8, 9)]
>>> read_day("8/9/2017") is None, read_day("8/9/2017", Order.MONTH_FIRST).isoformat()
(True, '2017-08-09')

Spreadsheets turn "2017-08-09" into "8/9/2017" or "9/8/2017", by where they were bought. Which of
the two a file means is asked of the whole file (`order_in`), never guessed from a single day.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A time of day may follow: "T00:00:00Z", " 00:00:00.000". Nothing else may.
_TIME = r"(?:[T ]\d{1,2}:\d{2}[\d:.]{0,16}(?:Z| ?[AP]M|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?", re.ASCII)
_NUMBERS = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4}|\d{2})", re.ASCII)
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.ASCII)
# Each form with the groups of its year, its month and its day.
_FORMS = ((_ISO, 1, 3, 4), (_COMPACT, 1, 2, 3), (_DAY_MONTH, 3, 2, 1), (_MONTH_DAY, 3, 1, 2))
_LONGEST = 40  # characters of a day with its time
_FIRST_YEAR, _LAST_YEAR = 1800, 2100  # beyond, it is a typing error and no day
_YEARS_OF_TWO = 70  # "69" is 2069, "70" is 1970, as in POSIX
_MOST_MONTHS = 12


class Order(StrEnum):
    """Which number of "8/9/2017" is the month."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"
    UNKNOWN = "unknown"


def read_day(words: str, order: Order = Order.UNKNOWN) -> date | None:
    """The day that words name.

    Args:
        words: Any string.
        order: Which number is the month where the words alone do not tell.

    Returns:
        The day; None where it is no day, or may be two.
    """
    words = words.strip()
    if len(words) > _LONGEST:
        return None
    for pattern, year, month, day in _FORMS:
        if match := pattern.fullmatch(words):
            return _day(match[year], _month(match[month]), match[day])
    match = _NUMBERS.fullmatch(words)
    return _in_order(match, order) if match else None


def order_in(days: Iterable[str]) -> Order:
    """The order that days of one file share; unknown where none tells, or where they differ.

    >>> order_in(["4/5/2017", "4/25/2017"]).value, order_in(["4/5/2017"]).value
    ('month-first', 'unknown')
    """
    found: set[Order] = set()
    for words in days:
        match = _NUMBERS.fullmatch(words.strip()[:_LONGEST])
        if match and int(match[1]) > _MOST_MONTHS:
            found.add(Order.DAY_FIRST)
        elif match and int(match[2]) > _MOST_MONTHS:
            found.add(Order.MONTH_FIRST)
    return found.pop() if len(found) == 1 else Order.UNKNOWN


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _in_order(match: re.Match[str], order: Order) -> date | None:
    first, second = int(match[1]), int(match[2])
    if order is Order.UNKNOWN and first != second:
        if first <= _MOST_MONTHS and second <= _MOST_MONTHS:
            return None
        order = Order.DAY_FIRST if first > _MOST_MONTHS else Order.MONTH_FIRST
    month, day = (second, first) if order is Order.DAY_FIRST else (first, second)
    return _day(match[3], month, day)


def _month(name: str) -> int:
    """Number of a month by its number or its name; 0 for a word that is none."""
    if name.isdecimal():
        return int(name)
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _day(year: str, month: int, day: str | int) -> date | None:
    number = int(year)
    if len(year) == 2:  # noqa: PLR2004
        number += 1900 if number >= _YEARS_OF_TWO else 2000
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    try:
        return date(number, month, int(day))
    except ValueError:
        return None
