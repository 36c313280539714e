"""Arithmetic on dates as articles tell them: a day, a month or a year, never more than was said.

>>> shift("2024-01", "M", -2), shift("2024-07-03", "W", -1), shift("2024", "Y", 5)
('2023-11', '2024-W26', '2029')
>>> calendar_range("2024-W26"), calendar_range("2024-Q1"), calendar_range("P3D")
(('2024-06-24', '2024-06-30'), ('2024-01', '2024-03'), (None, None))

Dates are ISO 8601 prefixes, values are those of TIMEX3: "2024-W26-WE", "2024-SU", "199", "20".
Seasons have no range here, for their months differ by hemisphere: the range is their year.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?(?:T.*)?")
_PART = re.compile(r"(\d{4})-(?:Q([1-4])|H([12]))")
_COARSE = re.compile(
    r"(\d{4}-(?:0[1-9]|1[0-2]))(?:-XX.*)?|(\d{4})(?:-(?:SP|SU|FA|WI|XX|WXX|QX).*)?"
)
_DAYS_PER = {"D": 1, "W": 7, "F": 14}
_YEARS_PER = {"Y": 1, "DE": 10, "CE": 100}


def first_day(prefix: str) -> date:
    """The first day of a day, month or year.

    Raises:
        ValueError: There is no such day.
    """
    year, month, day = [*(int(part) for part in prefix.split("-")), 1, 1][:3]
    return date(year, month, day)


def days_in(month: int) -> int:
    """Days of a month in its longest year."""
    return monthrange(2000, month)[1]


def is_prefix(prefix: str) -> bool:
    """Whether an ISO prefix names a day, month or year that exists."""
    try:
        first_day(prefix)
    except ValueError:
        return False
    return True


def shift(prefix: str, unit: str, count: int) -> str | None:
    """The day, week, month, quarter or year that lies `count` units after `prefix`.

    The answer is as fine as the unit: a day counted in years gives a year.

    Returns:
        A TIMEX3 value; None outside the years 1 to 9999, or for a unit of no calendar ("TH").
    """
    try:
        return _shift(first_day(prefix), unit, count)
    except (ValueError, OverflowError):
        return None


def _shift(start: date, unit: str, count: int) -> str | None:
    if unit in ("D", "F"):
        return (start + timedelta(days=count * _DAYS_PER[unit])).isoformat()
    if unit in ("W", "WE"):
        year, week, _ = (start + timedelta(weeks=count)).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit in ("M", "Q"):
        months = start.year * 12 + start.month - 1 + count * (3 if unit == "Q" else 1)
        year, month = divmod(months, 12)
        day = date(year, month + 1, 1)
        return f"{day.isoformat()[:4]}-Q{month // 3 + 1}" if unit == "Q" else day.isoformat()[:7]
    if unit in _YEARS_PER:
        then = date(start.year + count * _YEARS_PER[unit], 1, 1).isoformat()
        return then[: {"DE": 3, "CE": 2}.get(unit, 4)]
    return None


def same_day(prefix: str, unit: str, count: int) -> str | None:
    """The very day `count` weeks, months or years after a day ("two weeks ago")."""
    start = first_day(prefix)
    try:
        if unit in _DAYS_PER:
            return (start + timedelta(days=count * _DAYS_PER[unit])).isoformat()
        months = count * {"M": 1, "Q": 3, "Y": 12}.get(unit, 0)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        day = min(start.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day).isoformat()
    except (ValueError, OverflowError):
        return None


def weekday_near(start: date, weekday: int, direction: int) -> date:
    """The last (-1) or next (1) such weekday, `start` itself allowed; 0 within the same week."""
    if direction < 0:
        return start - timedelta(days=(start.isoweekday() - weekday) % 7)
    if direction > 0:
        return start + timedelta(days=(weekday - start.isoweekday()) % 7)
    return start + timedelta(days=weekday - start.isoweekday())


def easter(year: int) -> date:
    """Easter Sunday of the Western churches, by the Gregorian computus of Gauss and Lichtenberg."""
    golden, century = year % 19, year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    age = (19 * golden + moon) % 30
    limit = 21 + age - (age + golden // 11) // 29
    sunday = 7 - (year + year // 4 + 2 - (3 * century + 3) // 4) % 7
    march = limit + 7 - (limit - sunday) % 7
    return date(year, 3, 1) + timedelta(days=march - 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches: the Julian computus, as a day of our calendar.

    Raises:
        ValueError: The year is not one of 1900 to 2099, in which the calendars lie 13 days apart.
    """
    if not 1900 <= year < 2100:  # noqa: PLR2004
        raise ValueError(f"the Julian calendar is not known to lie 13 days back in {year}")
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def calendar_range(value: str) -> tuple[str | None, str | None]:
    """First and last day of a TIMEX3 value as ISO prefixes; twice None for what is no date.

    Both ends are as fine as the value tells: the range of a month is that month, twice.
    """
    try:
        return _calendar_range(value)
    except ValueError:
        return None, None


def _calendar_range(value: str) -> tuple[str | None, str | None]:
    if match := _DAY.fullmatch(value):
        date(*(int(part) for part in match.groups()))
        return value[:10], value[:10]
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        first = monday + timedelta(days=5 if match[3] else 0)
        return first.isoformat(), (monday + timedelta(days=6)).isoformat()
    if match := _PART.fullmatch(value):
        months = 3 if match[2] else 6
        last = int(match[2] or match[3]) * months
        return f"{match[1]}-{last - months + 1:02d}", f"{match[1]}-{last:02d}"
    if match := _COARSE.fullmatch(value):
        prefix = match[1] or match[2]
        return prefix, prefix
    if re.fullmatch(r"\d{2,3}", value):
        return value.ljust(4, "0"), value.ljust(4, "9")
    return None, None
