"""What counted and repeated time is worth: durations, "two weeks ago", "every Friday", "recently".

>>> from datetime import date
>>> from tocsin.text.times_rules import find_shapes
>>> from tocsin.text.times_words import read_words
>>> told = Told(published=date(2024, 7, 2))
>>> [read_ago(shape, told)[0].value for shape in find_shapes(read_words("They met two weeks ago."))]
['2024-06-18']

An empty tuple means that the words are no time expression after all.
"""

from tocsin.text.times_calendar import same_day, shift
from tocsin.text.times_rules import UNITS, Kind, Reading, Readings, Shape, one
from tocsin.text.times_told import Told

_NUMBERS = ("NUM", "DAYNUM", "NUMWORD", "YEARNUM", "TENS")
_DAY = 10  # characters of an ISO day
_THOUSANDS = ("thousand", "million", "billion", "trillion")
_MANY = 100_000  # units; a longer time is a slip or a number of something else


def _amount(shape: Shape) -> float | None:
    """How many units: "two", "a", "2.5"; None for "several" and for a bare plural."""
    if shape.has("VAGUE", "TENS"):
        return 2.0 if _couple(shape) else None
    last = _last_number(shape)
    value = shape.get(*_NUMBERS) if last is None else shape.words.values[last]
    if shape.has("AND") and shape.has("HALF") and value is None:
        return 1.5  # "a minute and a half"
    if isinstance(value, int | float):
        return float(value) + (0.5 if shape.has("HALF") else 0.0)
    if shape.has("HALF"):
        return 0.5
    return 1.0 if shape.has("A") else None


def _last_number(shape: Shape) -> int | None:
    """Index of the second number of "two to six days"; None where there is but one."""
    for index in range(shape.first, shape.last - 2):
        joined = shape.words.is_(index + 1, "DASH", "TO", "OR")
        if joined and all(shape.words.is_(at, *_NUMBERS) for at in (index, index + 2)):
            return index + 2
    return None


def _couple(shape: Shape) -> bool:
    index = shape.index("VAGUE")
    return index is not None and shape.words.word(index).lower() == "couple"


def duration(unit: str, count: float | None) -> str:
    """TIMEX3 duration: P3D, PT4H, P2.5Y, PXM."""
    if unit == "F":
        unit, count = "W", None if count is None else 2 * count
    if unit == "Q" and count is not None:
        unit, count = "M", 3 * count
    number = "X" if count is None else f"{count:g}"
    if number.startswith("0."):
        number = number[1:]
    return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"


def read_span(shape: Shape, told: Told) -> Readings:
    """A stretch of time: "nearly two years", "a 30-day truce", "for centuries"."""
    unit, count = shape.text(*UNITS), _amount(shape)
    if shape.after("ENDED") and shape.has("THE") and count is None:
        return one(Kind.DURATION, "P1Y")
    if count is None and not shape.has("VAGUE", "TENS") and not _bare_plural(shape):
        return ()
    age = shape.has("OLD") and not told.narrative and unit == "Y"
    if age or _is_no_span(shape, unit) or (count is not None and count > _MANY):
        return ()
    if unit == "TH" and count == 24 and not told.narrative:  # noqa: PLR2004
        unit, count = "D", 1.0
    if _is_some_day(shape):
        return one(Kind.DATE, "FUTURE_REF")
    return _lengths(shape, unit, count)


def _lengths(shape: Shape, unit: str, count: float | None) -> Readings:
    """A length, or both of "two to six days"."""
    last = _last_number(shape)
    if last is None:
        return one(Kind.DURATION, duration(unit, count))
    low = shape.words.values[last - 2]
    least = duration(unit, float(low)) if isinstance(low, int | float) else None
    return (
        Reading(Kind.DURATION, least, last=last - 1),
        Reading(Kind.DURATION, duration(unit, count), first=last),
    )


def _is_some_day(shape: Shape) -> bool:
    """Reads "will one day": a day to come, and no length."""
    words = shape.words.text[slice(*shape.words.span(shape.first, shape.last))].lower()
    return words == "one day" and shape.before("WILL")


def _bare_plural(shape: Shape) -> bool:
    """As in "Within weeks", "for months", "days of talks": a bare plural that tells a duration."""
    index = shape.index(*UNITS) or 0
    plural = shape.words.word(index).endswith("s")
    if plural and shape.after("OF") and shape.has("DAYW", "WEEKW", "MONTHW", "YEARW", "DECADEW"):
        return True  # "months of talks"
    return (
        plural
        and shape.before("IN", "FOR", "AFTER", "ABOUT", "OR", "AND", "OTHER")
        and (not shape.before("OTHER", "AND") or shape.before("AND", "OR"))
    )


def _is_no_span(shape: Shape, unit: str) -> bool:
    """Whether unit words mean something else: "a quarter of", "a second attempt", "$2 a day"."""
    if unit == "Q" and not shape.has("STRAIGHT", "VAGUE"):
        return True
    if shape.last - shape.first == 2 and shape.has("A") and _is_rate(shape):  # noqa: PLR2004
        return True
    single = shape.last - shape.first == 1
    return single and unit in ("TS", "H")


def _is_rate(shape: Shape) -> bool:
    """Whether an amount stands before "a year": "$2 million a year", "four flights a week"."""
    words, before = shape.words, shape.first - 1
    if words.is_(before, "MONEY", *_NUMBERS):
        return True
    if not words.is_(before, "OTHER") or not words.is_(before - 1, "MONEY", *_NUMBERS):
        return False
    return words.word(before).endswith("s") or words.word(before) in _THOUSANDS


def read_ahead(shape: Shape, _told: Told) -> Readings:
    """As in "The weeks ahead", "the years to come"."""
    plural = shape.words.word(shape.index(*UNITS) or 0).endswith("s")
    return one(Kind.DURATION, duration(shape.text(*UNITS), None)) if plural else ()


def read_spanref(shape: Shape, _told: Told) -> Readings:
    """As in "The past three months", "the next few days": a duration up to now or from now on."""
    unit, count = shape.text(*UNITS), _amount(shape)
    if unit == "TH" and count == 24:  # noqa: PLR2004
        unit, count = "D", 1.0
    return one(Kind.DURATION, duration(unit, count), relative=True)


def read_ago(shape: Shape, told: Told) -> Readings:
    """As in "Two weeks ago", "a year earlier", "three days later"."""
    unit, count = shape.text(*UNITS), _amount(shape)
    ahead = shape.has("LATER", "AFTER")
    if shape.has("AFTER", "BEFORE") and not shape.after("DOT", "COMMA", "COLON", "BREAK"):
        return read_span(shape, told)
    if count is None:
        return one(Kind.DATE, "FUTURE_REF" if ahead else "PAST_REF", relative=True)
    base = told.now if shape.has("AGO") else told.recent
    if unit == "Y" and count == 1 and not ahead and not told.narrative and told.quarter:
        return one(Kind.DATE, year_before(told.quarter), relative=True)
    if base is None or count != int(count) or unit.startswith("T"):
        return one(Kind.DURATION, duration(unit, count), relative=True)
    step = int(count) if ahead else -int(count)
    if unit in ("W", "F") and len(base) == _DAY:
        return one(Kind.DATE, same_day(base, unit, step), relative=True)
    return one(Kind.DATE, shift(base, unit, step), relative=True)


def read_each(shape: Shape, _told: Told) -> Readings:
    """As in "Every year", "daily", "per month"."""
    word = shape.text("SETWORD")
    if word:
        return () if _is_measure(shape) else one(Kind.SET, word)
    unit = shape.text(*UNITS)
    if shape.has("PART"):
        return one(Kind.SET, f"XXXX-XX-XXT{shape.text('PART')}")
    if unit in ("", "TS", "WE"):
        return ()
    daily = unit == "D" and shape.has("EACH")
    return one(Kind.SET, "XXXX-XX-XX" if daily else duration(unit, 1.0))


def _is_measure(shape: Shape) -> bool:
    """Whether "daily" belongs to a measure: "the average daily volume"."""
    words, before = shape.words, shape.first - 1
    averaged = words.is_(before, "OTHER", "CAPITAL") and words.word(before).lower() == "average"
    return averaged and words.word(shape.first).lower() == "daily"


def read_now(shape: Shape, told: Told) -> Readings:
    """As in "Now", "recently", "in recent weeks", "the near future", "in the past"."""
    if shape.has("NOWWORD"):
        return _adverb(shape, told)
    if shape.has("RECENT"):
        unit = shape.text(*UNITS)
        if unit in ("", "Y"):
            return one(Kind.DATE, "PAST_REF")
        return one(Kind.DURATION, duration(unit, None))
    if shape.has("CURRENT") or (shape.has("AT") and shape.has("TIME")):
        return one(Kind.DATE, "PRESENT_REF")
    return _narrated(shape) if told.narrative else _future_or_past(shape)


def _narrated(shape: Shape) -> Readings:
    """Reads words that are times in a history only: "former", "this period"."""
    if shape.has("THIS"):
        return one(Kind.DATE, None)
    if shape.has("FORMER"):
        return one(Kind.DATE, "PAST_REF")
    return one(Kind.DATE, "FUTURE_REF") if shape.has("FUTURE") else _future_or_past(shape)


def _future_or_past(shape: Shape) -> Readings:
    """Reads "the future" and "in the past", but neither "foreseeable future" nor "the past war"."""
    if shape.has("TERM"):
        named = shape.words.word(shape.first + 1).lower() in ("near", "short")
        return one(Kind.DATE, "FUTURE_REF") if named and not _goes_on(shape) else ()
    if shape.has("DATE"):
        if shape.has("LATER"):
            return one(Kind.DATE, "FUTURE_REF")
        verb = shape.after("A", "THE", "ITS", "WHO") or shape.before("MORE", "WILL")
        return () if verb else one(Kind.DATE, "PRESENT_REF")
    if shape.has("FUTURE"):
        known = shape.has("THE") and not shape.before("FORESEEABLE")
        return one(Kind.DATE, "FUTURE_REF") if known else ()
    word = shape.words.word(shape.last - 1).lower()
    ends = shape.after("AND", "IN", "FOR") if shape.before("IN") else shape.after("AND")
    ends = ends or not _goes_on(shape)
    return one(Kind.DATE, "PAST_REF") if word == "past" and ends else ()


def _goes_on(shape: Shape) -> bool:
    """Whether a noun may follow: "the past war", "the near term outlook"."""
    return not shape.after(
        "DOT", "COMMA", "QUOTE", "BREAK", "WHO", "COLON", "THAT", "TO", "BY", "DID", "WILL", "BE"
    )


def _adverb(shape: Shape, told: Told) -> Readings:
    """As in "Now", "recently", "soon": not "as soon as", and in a narrative "soon" is no future."""
    word = shape.words.word(shape.first).lower()
    if word in ("soon", "shortly") and (told.narrative or word == "shortly" or _is_linked(shape)):
        return ()
    return one(Kind.DATE, shape.text("NOWWORD"))


def _is_linked(shape: Shape) -> bool:
    """Whether "soon" begins "soon after" or ends "as soon as"."""
    follows = shape.last < len(shape.words.classes)
    return follows and shape.words.word(shape.last).lower() in ("as", "after")


def year_before(quarter: str) -> str:
    """The same quarter a year before: "1989-Q3" gives "1988-Q3"; of an unknown year, "XXXX-Q3"."""
    if not quarter[:4].isdigit():
        return quarter
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"
