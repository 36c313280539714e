"""What a date of the calendar is worth: "June 25", "May 2016", "Christmas", "the 1980s".

>>> from tocsin.text.times_rules import find_shapes
>>> from tocsin.text.times_words import read_words
>>> told = Told(published=date(2024, 7, 2))
>>> [read_dated(shape, told)[0].value for shape in find_shapes(read_words("He fell on June 25."))]
['2024-06-25']

A date whose year hangs on an unknown publication date keeps what is known ("XXXX-06-25"). An empty
tuple means: no time expression after all.
"""

import re
from dataclasses import replace
from datetime import date

from tocsin.text.times_calendar import days_in, first_day, is_prefix, shift
from tocsin.text.times_days import with_hour
from tocsin.text.times_names import happenings, holiday
from tocsin.text.times_rules import Kind, Reading, Readings, Shape, one
from tocsin.text.times_told import Told, lean

_YEAR = 4  # characters of an ISO year
_DAY = 10
_NUMERIC = re.compile(r"(\d{1,2})([/.])(\d{1,2})[/.](\d{2,4})")
# Words that are names or verbs as often as months: only after one of these do they count.
_VERBS = frozenset({"May", "March"})
_DOUBTFUL = frozenset({"May", "March", "April", "June", "August"})
_LEADS = (
    "IN", "BY", "SINCE", "FROM", "TO", "OF", "ON", "AND", "EARLY", "LATE", "MID", "LAST", "NEXT",
    "THIS", "THAT", "EACH", "PREVIOUS", "FOLLOWING", "AFTER", "BEFORE", "OR", "DASH", "AT",
)  # fmt: skip
_NEW_CENTURY = 50  # '49 is 2049 nowhere in news, but '30 may be a plan


def read_iso(shape: Shape, told: Told) -> Readings:
    """As in "2024-06-25", "25.6.2024", "6/25/24"."""
    word = shape.text("ISODATE")
    if not word:
        return _numeric(shape.text("NUMDATE"), told)
    value = word[:16] if "T" in word else word
    return one(Kind.TIME if "T" in word else Kind.DATE, value) if is_prefix(value[:_DAY]) else ()


def _numeric(word: str, told: Told) -> Readings:
    """Day first where dots or the numbers say so, else as in America, nearest to publication."""
    match = _NUMERIC.fullmatch(word)
    if match is None:
        return ()
    left, mark, right, year = int(match[1]), match[2], int(match[3]), match[4]
    full = year if len(year) == _YEAR else _full_year(year)
    orders = [(right, left)] if mark == "." else [(left, right), (right, left)]
    days = [day for month, dom in orders if is_prefix(day := f"{full}-{month:02d}-{dom:02d}")]
    if told.published and days:
        days.sort(key=lambda day: abs((first_day(day) - (told.published or date.min)).days))
    return one(Kind.DATE, days[0]) if days else ()


def _full_year(short: str) -> str:
    return ("20" if int(short) < _NEW_CENTURY else "19") + short


def read_named(shape: Shape, told: Told) -> Readings:
    """Reads "the 74th anniversary of the Korean War"; a bare name is a day only if dated."""
    happening = happenings().get(shape.text("NAMED"))
    if happening is None:
        return ()
    if not shape.has("ANNIVERSARY"):
        return one(Kind.DATE, happening.day) if happening.dated else ()
    count = shape.number("ORDINAL", "DAYNUM", "NUM", "NUMWORD", "YEARNUM")
    if count is not None:
        year = shift(happening.day, "Y", count)
        return one(Kind.DATE, f"{year}{happening.day[_YEAR:]}") if year else ()
    day = told.place_month(happening.day[_YEAR + 1 :], lean(shape))
    return one(Kind.DATE, day or f"XXXX{happening.day[_YEAR:]}", relative=True)


def read_days(shape: Shape, told: Told) -> Readings:
    """As in "June 25-27", "6-7 February 1920": two days, each with its own words."""
    month = shape.number("MONTH", "MABBR")
    days = [
        index
        for index in range(shape.first, shape.last)
        if shape.words.is_(index, "DAYNUM", "ORDINAL")
    ]
    year = shape.number("YEARNUM")
    readings = []
    for index, start, end in (
        (days[0], shape.first, days[0] + 1),
        (days[-1], days[-1], shape.last),
    ):
        rest = f"{month:02d}-{shape.words.values[index]:02d}"
        readings.append(_dated(shape, told, rest, year)._replace(first=start, last=end))
    return tuple(readings)


def _dated(shape: Shape, told: Told, rest: str, year: int | None) -> Reading:
    """A month, or month and day ("06-25"), with the year that was said or that fits."""
    if year is not None:
        return Reading(Kind.DATE, f"{year:04d}-{rest}")
    value = told.place_month(rest, lean(shape))
    return Reading(Kind.DATE, value or f"XXXX-{rest}", relative=True)


def read_dated(shape: Shape, told: Told) -> Readings:
    """A day of a month, with whatever stands around it: weekday, year, hour, part of the day."""
    month, day = shape.number("MONTH", "MABBR"), _day_of_month(shape)
    if month is None or day is None or not 1 <= day <= 31:  # noqa: PLR2004
        return ()
    if day > days_in(month):
        return ()
    year = shape.number("YEARNUM")
    if shape.text("SHORTYEAR"):
        year = int(_full_year(shape.text("SHORTYEAR")))
    if shape.has("YEARW") and told.recent:
        year = int(told.recent[:_YEAR])
    if shape.has("BC"):
        return one(Kind.DATE, f"BC{year:04d}-{month:02d}-{day:02d}")
    if year is None and not told.narrative and (named := shape.number("WEEKDAY", "WABBR")):
        year = _year_of_weekday(told, f"{month:02d}-{day:02d}", named)
    reading = _dated(shape, told, f"{month:02d}-{day:02d}", year)
    return (with_hour(shape, reading),)


def _year_of_weekday(told: Told, rest: str, weekday: int) -> int | None:
    """The year near publication in which a day falls on a weekday: "Tuesday, June 25"."""
    if told.published is None:
        return None
    years = sorted(
        range(told.published.year - 3, told.published.year + 3),
        key=lambda year: abs(year - (told.published or date.min).year),
    )
    for year in years:
        day = f"{year:04d}-{rest}"
        if is_prefix(day) and first_day(day).isoweekday() == weekday:
            return year
    return None


def _day_of_month(shape: Shape) -> int | None:
    """The number beside the month; a number before "p.m." is an hour."""
    month = shape.index("MONTH", "MABBR")
    if month is None:
        return None
    after = range(month + 1, min(month + 3, shape.last))
    for index in (*after, *range(month - 1, shape.first - 1, -1)):
        if shape.words.is_(index, "DAYNUM", "ORDINAL"):
            value = shape.words.values[index]
            return value if isinstance(value, int) else None
    return None


def read_monthyear(shape: Shape, told: Told) -> Readings:
    """As in "February of 1940", "August of that year", "January this year"."""
    month = shape.number("MONTH", "MABBR")
    if shape.has("BC"):
        return one(Kind.DATE, f"BC{shape.number('YEARNUM', 'NUM') or 0:04d}-{month:02d}")
    year = shape.number("YEARNUM")
    if shape.text("SHORTYEAR"):
        year = int(_full_year(shape.text("SHORTYEAR")))
    if year is not None:
        return one(Kind.DATE, f"{year:04d}-{month:02d}")
    near = point_year(shape, told)
    return one(Kind.DATE, f"{near or 'XXXX'}-{month:02d}", relative=True)


def point_year(shape: Shape, told: Told) -> str | None:
    """The year of "this year", "last year", "that year"."""
    if shape.has("THAT", "SAME"):
        return told.recent[:_YEAR] if told.recent else None
    step = -1 if shape.has("LAST", "PREVIOUS") else 1 if shape.has("NEXT", "FOLLOWING") else 0
    base = told.recent if shape.has("PREVIOUS", "FOLLOWING") else told.now
    return shift(base, "Y", step) if base else None


def read_month(shape: Shape, told: Told) -> Readings:
    """A month without a year: "last May", "early November", "December"."""
    month = shape.number("MONTH", "MABBR")
    word = shape.words.word(shape.index("MONTH", "MABBR") or 0)
    if month is None or _is_no_month(shape, word):
        return ()
    if shape.has("EACH"):
        return one(Kind.SET, f"XXXX-{month:02d}")
    if shape.has("PART"):
        return ()
    value = _month_near(shape, told, month)
    return one(Kind.DATE, value or f"XXXX-{month:02d}", relative=True)


def _is_no_month(shape: Shape, word: str) -> bool:
    """Whether a month's word is a name or a verb here ("April Jones", "March on!")."""
    if word not in _DOUBTFUL:
        return False
    bare = shape.last - shape.first == 1 or (
        shape.last - shape.first == 2 and shape.has("THE")  # noqa: PLR2004
    )
    if bare and shape.before("A", "ITS") and word not in _VERBS:
        return shape.after("CAPITAL")
    return bare and not shape.before(*_LEADS)


def _month_near(shape: Shape, told: Told, month: int) -> str | None:
    """A month by its pointing word, else by the tense around it."""
    base = told.now
    if base and shape.has("LAST", "PREVIOUS"):
        year = int(base[:_YEAR]) - (1 if len(base) == _YEAR or month >= int(base[5:7]) else 0)
        return f"{year:04d}-{month:02d}"
    if base and shape.has("NEXT", "FOLLOWING"):
        year = int(base[:_YEAR]) + (0 if len(base) > _YEAR and month > int(base[5:7]) else 1)
        return f"{year:04d}-{month:02d}"
    said = _year_ahead(shape)
    if said is not None:
        return f"{said:04d}-{month:02d}"
    return told.place_month(f"{month:02d}", lean(shape))


def _year_ahead(shape: Shape) -> int | None:
    """The year of the month that follows: "October and November 1919", "May-August 1950"."""
    words, index = shape.words, shape.last
    if words.is_(index, "DASH", "TO", "AND") and words.is_(index + 1, "MONTH", "MABBR"):
        index += 3 if words.is_(index + 2, "DOT") else 2
        if words.is_(index, "YEARNUM"):
            value = words.values[index]
            return value if isinstance(value, int) else None
    return None


def read_holiday(shape: Shape, told: Told) -> Readings:
    """As in "Christmas", "Easter 1972", "last Thanksgiving"."""
    name = shape.text("HOLIDAY")
    year = shape.number("YEARNUM")
    if shape.has("EACH"):
        return ()
    if year is None and told.now:
        year = _holiday_year(name, told.now, -1 if shape.has("LAST") else lean(shape))
    day = holiday(name, year) if year else None
    reading = Reading(Kind.DATE, day or "XXXX-XX-XX", relative=not shape.has("YEARNUM"))
    return (with_hour(shape, reading),)


def _holiday_year(name: str, base: str, leaning: int) -> int | None:
    """The year whose holiday lies nearest, on the side that the tense asks for."""
    middle = first_day(base)
    best: tuple[float, int] | None = None
    for year in (middle.year - 1, middle.year, middle.year + 1):
        day = holiday(name, year)
        if day:
            days = (first_day(day) - middle).days
            cost = abs(days) * (4.0 if leaning and days * leaning < 0 else 1.0)
            best = min(best or (cost, year), (cost, year))
    return best[1] if best else None


def read_years(shape: Shape, told: Told) -> Readings:
    """As in "1995-96": two years; anything else with a dash is left alone."""
    first, second = shape.number("YEARNUM"), shape.words.values[shape.last - 1]
    tail = int(second) if isinstance(second, int | str) else -1
    if first is None or not first % 100 < tail < 100:  # noqa: PLR2004
        return read_year(replace(shape, last=shape.first + 1), told)
    return (
        Reading(Kind.DATE, f"{first:04d}", first=shape.first, last=shape.first + 1),
        Reading(Kind.DATE, f"{first // 100:02d}{tail:02d}", first=shape.last - 1, last=shape.last),
    )


def read_year(shape: Shape, told: Told) -> Readings:
    """A year on its own; a number that counts something else is left alone."""
    number = shape.number("YEARNUM", "NUM", "DAYNUM")
    if shape.has("BC"):
        return one(Kind.DATE, f"BC{number or 0:04d}")
    short = shape.text("SHORTYEAR")
    if short:
        led = shape.before(*_LEADS) and not shape.after("QUOTE")
        return one(Kind.DATE, _full_year(short)) if led else ()
    if number is None or _is_count(shape, told):
        return ()
    return one(Kind.DATE, f"{number:04d}")


def _is_count(shape: Shape, told: Told) -> bool:
    """Whether four digits count things ("2000 soldiers") or number something ("Route 1950")."""
    if shape.last - shape.first > 1 or shape.after("POSS"):
        return False
    if shape.before(*_LEADS, "THE", "POSS", "THIS", "ITS"):
        return False
    number = shape.number("YEARNUM") or 0
    if not told.narrative and not 1700 <= number <= 2060:  # noqa: PLR2004
        return True
    if shape.before("MORE", "THAN", "SOME", "MONEY", "VAGUE"):
        return True
    following = shape.words.word(shape.last) if shape.last < len(shape.words.classes) else ""
    counted = following.endswith("s") and following.islower()
    about = shape.before("ABOUT") and shape.after("OTHER", "CAPITAL")
    return counted or about or shape.after("NUM", "UNIT")


def read_bcrange(shape: Shape, _told: Told) -> Readings:
    """As in "479" in "479-478 BC"."""
    return one(Kind.DATE, f"BC{shape.number('NUM', 'DAYNUM') or 0:04d}")


def read_decade(shape: Shape, _told: Told) -> Readings:
    """As in "The late 1980s", "the '90s", "the nineties"."""
    digits = re.sub(r"\D", "", shape.text("DECADE"))
    if shape.has("DECADES"):
        digits = f"19{shape.number('DECADES')}0"
        if not shape.has("THE"):
            return ()
    if len(digits) == 2:  # noqa: PLR2004
        digits = _full_year(digits)
    if shape.has("BC"):
        return one(Kind.DATE, f"BC{digits[:-1]:0>3}")
    return one(Kind.DATE, digits[:-1])


def read_century(shape: Shape, _told: Told) -> Readings:
    """As in "The 20th century" is 19, as its years begin."""
    number = shape.number("ORDINAL") or 0
    if shape.has("BC"):
        return one(Kind.DATE, f"BC{number - 1:02d}")
    return one(Kind.DATE, f"{number - 1:02d}") if 1 <= number <= 21 else ()  # noqa: PLR2004
