"""What a unit of the calendar is worth: "last week", "this summer", "the third quarter".

>>> from datetime import date
>>> from tocsin.text.times_rules import find_shapes
>>> from tocsin.text.times_words import read_words
>>> told = Told(published=date(2024, 7, 2))
>>> [read_unit(shape, told)[0].value for shape in find_shapes(read_words("They met last week."))]
['2024-W26']

Quarters lean on one another as reports on results tell them: "the year-ago quarter" is the one told
last, a year before. An empty tuple means: no time expression after all.
"""

from tocsin.text.times_calendar import first_day, shift
from tocsin.text.times_dates import point_year
from tocsin.text.times_rules import UNITS, Kind, Readings, Shape, one
from tocsin.text.times_spans import duration, year_before
from tocsin.text.times_told import Told, lean

_YEAR = 4  # characters of an ISO year
_DAY = 10
_SUNDAY = 7
# Characters of an ISO prefix that a date must have to count such a unit from it.
_FINENESS = {"D": _DAY, "W": _DAY, "F": _DAY, "WE": _DAY, "M": 7, "Q": 7}
_POINTERS = (
    "LAST", "NEXT", "THIS", "CURRENT", "PREVIOUS", "FOLLOWING", "LATEST", "THAT", "SAME", "EARLIER",
    "LATER",
)  # fmt: skip


def read_quarter(shape: Shape, told: Told) -> Readings:
    """As in "The third quarter of 1990", "the latest quarter", "the year-ago period"."""
    ordinal = shape.number("ORDINAL")
    if ordinal is None and shape.has("LAST"):
        ordinal = 2 if shape.has("HALF") else 4
    named = shape.has("ORDINAL") or (shape.has("LAST") and shape.has("HALF"))
    if not named:
        return _quarter_told(shape, told)
    letter = "H" if shape.has("HALF") else "Q"
    if ordinal is None or not 1 <= ordinal <= (2 if letter == "H" else 4):
        return ()
    year = shape.number("YEARNUM")
    if year is not None:
        return one(Kind.DATE, f"{year:04d}-{letter}{ordinal}")
    if shape.has("YEARW") and not shape.has("AGO", "EARLIER"):
        near = point_year(shape, told)
        return one(Kind.DATE, f"{near or 'XXXX'}-{letter}{ordinal}", relative=True)
    near = _quarter_near(shape, told, ordinal * (6 if letter == "H" else 3))
    if near and shape.has("AGO", "EARLIER"):
        near = shift(near, "Y", -1)
    return one(Kind.DATE, f"{near or 'XXXX'}-{letter}{ordinal}", relative=True)


def _quarter_near(shape: Shape, told: Told, last_month: int) -> str | None:
    """The year in which a quarter ends nearest to publication; results look back."""
    if told.now is None:
        return None
    now = first_day(told.now)
    back = 1.0 if lean(shape) > 0 else 2.0

    def cost(year: int) -> float:
        months = (year - now.year) * 12 + last_month - now.month
        return months * back if months > 0 else -months

    return f"{min((now.year - 1, now.year, now.year + 1), key=cost):04d}"


def _quarter_told(shape: Shape, told: Told) -> Readings:
    """A quarter without its number: the one told last, or the one that publication gives."""
    period = shape.has("PERIOD")
    if period and not shape.has("LATEST", "COMPARABLE", "AGO", "EARLIER", "YEARNUM"):
        return ()
    if shape.has("THIS", "CURRENT") and not period and told.now and not shape.has("YEARW"):
        return one(Kind.DATE, shift(told.now, "Q", 0), relative=True)
    quarter = told.first_quarter if shape.has("LATEST") else told.quarter or told.first_quarter
    if quarter is None or (shape.has("LAST") and not shape.has("YEARW")):
        quarter = shift(told.now, "Q", -1) if told.now else None
    if quarter is None:
        return one(Kind.DATE, "XXXX-QX", relative=True)
    if (year := shape.number("YEARNUM")) is not None:
        return one(Kind.DATE, f"{year:04d}{quarter[_YEAR:]}")
    if shape.has("AGO", "EARLIER", "COMPARABLE") or (shape.has("LAST") and shape.has("YEARW")):
        return one(Kind.DATE, year_before(quarter), relative=True)
    return one(Kind.DATE, quarter, relative=True)


def read_yearago(_shape: Shape, told: Told) -> Readings:
    """As in "Year-earlier", "the year-ago quarter"."""
    if told.quarter:
        return one(Kind.DATE, year_before(told.quarter), relative=True)
    return one(Kind.DATE, shift(told.now, "Y", -1) if told.now else "XXXX", relative=True)


def read_seasonal(shape: Shape, told: Told) -> Readings:
    """Reads "the summer of 1955", "this fall"; "spring" alone is more often a verb."""
    season, year = shape.text("SEASON"), shape.number("YEARNUM", "NUM")
    single = shape.last - shape.first == 1
    if shape.after("OF") and shape.words.word(shape.last - 1).lower() == "fall":
        return ()
    if shape.has("EACH"):
        return one(Kind.SET, f"XXXX-{season}")
    if single and not (told.narrative and _is_season(shape)):
        return ()
    if year is not None:
        return one(Kind.DATE, f"{'BC' if shape.has('BC') else ''}{year:04d}-{season}")
    if shape.has("YEARW"):
        return one(Kind.DATE, f"{point_year(shape, told) or 'XXXX'}-{season}", relative=True)
    return one(Kind.DATE, _season_near(shape, told, season), relative=True)


def _is_season(shape: Shape) -> bool:
    """Whether a bare word is a season: "winter", or "spring" after "in" or "and"."""
    word = shape.words.word(shape.first).lower()
    led = shape.before("IN", "AND", "BY", "DASH", "A")
    return word in ("winter", "summer", "autumn") or led


def _season_near(shape: Shape, told: Told, season: str) -> str:
    """The season by its pointing word, else the nearest one."""
    base = told.now
    if base is None:
        return f"XXXX-{season}"
    if shape.has("THAT", "SAME"):
        return f"{(told.recent or base)[:_YEAR]}-{season}"
    month = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[season]
    if shape.has("THIS") and season != "WI":
        return f"{base[:_YEAR]}-{season}"
    leaning = -1 if shape.has("LAST", "PREVIOUS") else lean(shape)
    if shape.has("NEXT", "FOLLOWING"):
        leaning = 1
    if told.narrative and len(base) == _YEAR:
        return f"{base}-{season}"
    near = told.place_month(f"{month:02d}", leaning)
    this_one = near is not None and near[:7] == base[:7]
    if near and this_one and shape.has("LAST", "PREVIOUS"):
        near = shift(near, "Y", -1)
    return f"{(near or 'XXXX')[:_YEAR]}-{season}"


def read_unit(shape: Shape, told: Told) -> Readings:
    """Reads "last week", "this year", "the next day", "later that month", "the end of the year"."""
    unit = shape.text(*UNITS)
    if unit.startswith("T") or unit == "H" or _is_title(shape):
        return ()
    if not shape.has(*_POINTERS):
        return _bare_unit(shape, told, unit)
    step = _step(shape)
    if _is_plural(shape) and (step or unit == "D"):
        return _plural_unit(shape, unit, step)
    base = _base(shape, told, unit)
    if unit == "D" and shape.has("THIS", "LATEST", "CURRENT", "LAST"):
        return ()
    if base is None or len(base) < _FINENESS.get(unit, _YEAR):
        return one(Kind.DATE, None, relative=True)
    if unit == "W" and first_day(base).isoweekday() == _SUNDAY:
        step += 1  # the week of American news begins on Sunday
    this_weekend = unit == "WE" and shape.has("THIS")
    value = _weekend(shape, base) if this_weekend else shift(base, unit, step)
    return one(Kind.DATE, value, relative=True)


def _base(shape: Shape, told: Told, unit: str) -> str | None:
    """What "that year" or "last year" is counted from."""
    if not _from_told(shape, told):
        return told.now
    older = unit in ("Y", "DE", "CE") and not shape.has("NEXT", "LATER")
    return told.last if older and told.last else told.recent


def _is_title(shape: Shape) -> bool:
    """Whether capitals and a quotation mark make a name: ABC's "This Week"."""
    words = shape.words
    capitals = all(words.word(index)[0].isupper() for index in range(shape.first, shape.last))
    return shape.before("QUOTE") and shape.has("THIS") and capitals


def _plural_unit(shape: Shape, unit: str, step: int) -> Readings:
    """Reads "these days", "past years", "coming weeks"."""
    if unit == "D" and not step:
        return one(Kind.DATE, "PRESENT_REF") if shape.has("THIS") else ()
    past = unit == "Y" and step < 0
    return one(Kind.DURATION, "PAST_REF" if past else duration(unit, None))


def _weekend(shape: Shape, base: str) -> str | None:
    """The weekend just past, unless the tense or the day of publication says the coming one."""
    today = first_day(base).isoweekday()
    coming = lean(shape) > 0 or today == _SUNDAY or (shape.has("THIS") and today > 3)  # noqa: PLR2004
    return shift(base, "WE", 0 if coming else -1)


def _is_plural(shape: Shape) -> bool:
    return shape.words.word(shape.last - 1).endswith("s")


def _step(shape: Shape) -> int:
    """How many units from the base: "last" -1, "this" 0, "next" 1."""
    if shape.has("LAST", "PREVIOUS"):
        return -1
    if shape.has("NEXT", "FOLLOWING"):
        return 1
    if shape.index("LATER", "EARLIER") == shape.last - 1:
        return 1 if shape.has("LATER") else -1
    return 0


def _from_told(shape: Shape, told: Told) -> bool:
    """Whether the words point at the date told before: "that year", "the next day"."""
    if told.narrative or shape.has("THAT", "SAME", "PREVIOUS", "FOLLOWING"):
        return True
    if shape.has("LATER"):
        return not shape.has("THIS")
    return shape.has("THE") and shape.has("NEXT") and shape.text(*UNITS) == "D"


def _bare_unit(shape: Shape, told: Told, unit: str) -> Readings:
    """As in "The year", "the weekend", "the end of the month", "year-end"."""
    whole = not shape.has("BOUND", "MID", "WEEKEND")
    base = told.now if not told.narrative else told.recent
    if whole and _is_plural(shape):
        over = unit == "Y" and shape.before("ABOUT")  # "over the years"
        return one(Kind.DURATION, "PXY") if over else ()
    if whole and (shape.before("OF") or shape.after("OLD", "OF") or unit in ("W", "M")):
        return ()
    if whole and unit == "Y" and not shape.before("FOR", "IN"):
        return ()
    if base is None or (unit in ("W", "WE") and len(base) < _DAY):
        return one(Kind.DATE, None, relative=True)
    if unit == "WE":
        return one(Kind.DATE, _weekend(shape, base), relative=True)
    return one(Kind.DATE, shift(base, unit, 0), relative=True)
