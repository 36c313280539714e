"""What a day near publication is worth: "last Friday", "tonight", "on the 23rd", "at 10 p.m.".

>>> from tocsin.text.times_rules import find_shapes
>>> from tocsin.text.times_words import read_words
>>> told = Told(published=date(2024, 7, 2))
>>> [read_weekday(shape, told)[0].value for shape in find_shapes(read_words("Only on Friday."))]
['2024-06-28']

A day that hangs on an unknown publication date keeps what is known ("XXXX-WXX-5"). An empty tuple
means: no time expression after all.
"""

from datetime import date, timedelta

from tocsin.text.times_calendar import first_day, is_prefix, shift, weekday_near
from tocsin.text.times_rules import Kind, Reading, Readings, Shape, one
from tocsin.text.times_told import Told, lean

_YEAR = 4  # characters of an ISO year
_DAY = 10


def with_hour(shape: Shape, reading: Reading) -> Reading:
    """A day with the hour or part of the day that the shape tells: "T22:00", "TMO"."""
    if reading.value is None:
        return reading
    hour = hour_of(shape)
    if hour is not None and not reading.value.endswith("REF"):
        return reading._replace(kind=Kind.TIME, value=f"{reading.value}T{hour}")
    part = shape.text("PART", "TONIGHT", "OVERNIGHT")
    if part and not reading.value.endswith("REF"):
        return reading._replace(kind=Kind.TIME, value=f"{reading.value}T{part}")
    return reading


def hour_of(shape: Shape) -> str | None:
    """Hour and minute by the 24-hour clock: "10 p.m." is 22:00, midnight is 24:00."""
    noon = shape.number("NOON")
    if noon is not None:
        return f"{noon:02d}:00"
    clock = shape.text("CLOCK")
    marked = shape.index("AMPM", "OCLOCK")
    if not clock and marked is None:
        return None
    if clock:
        hour, minute = (int(part) for part in clock.split(":")[:2])
    else:
        number = shape.words.values[(marked or 1) - 1]
        hour, minute = (number, 0) if isinstance(number, int) else (99, 0)
    if shape.text("AMPM") == "pm" and hour < 12:  # noqa: PLR2004
        hour += 12
    if shape.text("AMPM") == "am" and hour == 12:  # noqa: PLR2004
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None  # noqa: PLR2004


def read_weekday(shape: Shape, told: Told) -> Readings:
    """A day of the week, by its pointing word or by the tense around it."""
    weekday = shape.number("WEEKDAY", "WABBR")
    word = shape.words.word(shape.index("WEEKDAY", "WABBR") or 0)
    if weekday is None or (shape.has("WABBR") and not shape.has("DOT")):
        return ()
    nights = shape.words.word(shape.last - 1).endswith("s") and shape.has("PART")
    if word.endswith("days") or nights or shape.has("EACH"):
        return (with_hour(shape, Reading(Kind.SET, f"XXXX-WXX-{weekday}")),)
    base = told.recent if shape.has("PREVIOUS", "FOLLOWING", "THAT", "SAME") else told.now
    if base is None or len(base) < _DAY:
        return (with_hour(shape, Reading(Kind.DATE, f"XXXX-WXX-{weekday}", relative=True)),)
    day = _weekday(shape, first_day(base), weekday)
    return (with_hour(shape, Reading(Kind.DATE, day.isoformat(), relative=True)),)


def _weekday(shape: Shape, base: date, weekday: int) -> date:
    """The weekday before or after a day; without a pointing word the day itself may be meant."""
    if shape.has("LAST"):  # "last Monday" on a Tuesday is not yesterday
        return weekday_near(base - timedelta(days=2), weekday, -1)
    if shape.has("PREVIOUS"):
        return weekday_near(base - timedelta(days=1), weekday, -1)
    if shape.has("NEXT", "FOLLOWING"):
        return weekday_near(base + timedelta(days=1), weekday, 1)
    if shape.has("THIS"):
        return weekday_near(base, weekday, lean(shape))
    tomorrow = (base + timedelta(days=1)).isoweekday() == weekday
    if tomorrow and (shape.has("EARLY") or shape.text("PART") == "MO"):
        return base + timedelta(days=1)  # "fired early Tuesday", told on Monday across the Pacific
    return weekday_near(base, weekday, 1 if lean(shape) > 0 else -1)


def read_deictic(shape: Shape, told: Told) -> Readings:
    """As in "Yesterday", "tonight", "this morning", "last night"."""
    if shape.has("DEICTIC"):
        step = shape.number("DEICTIC") or 0
        if shape.text("DEICTIC") == "-1":
            step = -1
    else:
        step = -1 if shape.has("LAST", "PREVIOUS", "OVERNIGHT") else 0
        if shape.has("NEXT", "FOLLOWING"):
            step = 1
    that = shape.has("THAT", "SAME", "NEXT", "FOLLOWING", "PREVIOUS")
    base = told.recent if that else told.now
    if told.narrative and shape.has("DEICTIC") and step == 0:
        return one(Kind.DATE, "PRESENT_REF")
    if shape.has("OVERNIGHT"):
        step = 0
    day = shift(base, "D", step) if base and len(base) == _DAY else None
    return (with_hour(shape, Reading(Kind.DATE, day or "XXXX-XX-XX", relative=True)),)


def read_ofmonth(shape: Shape, told: Told) -> Readings:
    """As in "On the 23rd": a day of the month told last."""
    index = shape.index("ORDINAL") or 0
    lead = shape.before("ON", "SINCE", "BY", "TO", "FROM", "OF", "AND")
    day = shape.words.values[index]
    digits = shape.words.word(index)[0].isdecimal()
    if not (lead and digits and isinstance(day, int) and 1 <= day <= 31):  # noqa: PLR2004
        return ()
    if told.recent is None or len(told.recent) == _YEAR:
        return one(Kind.DATE, f"XXXX-XX-{day:02d}", relative=True)
    value = f"{told.recent[:7]}-{day:02d}"
    if told.published and value > told.published.isoformat() and lean(shape) <= 0:
        value = f"{shift(value[:7], 'M', -1)}-{day:02d}"
    return one(Kind.DATE, value, relative=True) if is_prefix(value) else ()


def read_clock(shape: Shape, told: Told) -> Readings:
    """An hour on its own belongs to the day told last."""
    hour = hour_of(shape)
    if hour is None or (shape.has("NOON") and shape.last - shape.first == 1):
        return ()
    day = told.recent if told.recent and len(told.recent) == _DAY else "XXXX-XX-XX"
    return one(Kind.TIME, f"{day}T{hour}", relative=True)


def read_part(shape: Shape, told: Told) -> Readings:
    """As in "That afternoon", "the following morning"; a bare "night" tells no day."""
    part, base = shape.text("PART"), told.recent
    step = 1 if shape.has("NEXT", "FOLLOWING") else 0
    same = shape.has("MID") or (shape.before("IN") and shape.has("THE") and part != "NI")
    if not same and not shape.has("THAT", "FOLLOWING", "NEXT") and not told.narrative:
        return ()
    if not shape.has("THAT", "FOLLOWING", "NEXT", "THE", "MID"):
        return one(Kind.TIME, f"XXXX-XX-XXT{part}") if part == "NI" else ()
    day = shift(base, "D", step) if base and len(base) == _DAY else None
    return one(Kind.TIME, f"{day or 'XXXX-XX-XX'}T{part}", relative=True)
