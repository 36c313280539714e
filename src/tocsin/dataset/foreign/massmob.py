"""Rows of the Mass Mobilization Protest Data of Clark and Regan.

>>> row = Row(2, {"country": "Kenya", "ccode": "501", "protest": "1", "startday": "3",
...     "startmonth": "4", "startyear": "2012", "endday": "5", "endmonth": "4", "endyear": "2012",
...     "location": "Nairobi", "participants": "1000s", "participants_category": "1000-1999"})
>>> event = read(row)
>>> str(event.days), event.place.country, str(event.size), event.side.value
('2012-04-03 to 2012-04-05', 'KEN', '1,000 to 1,999', 'anti')

Only demands on the protesters' own state are in it, so every side is anti. A row of a year without
a protest tells no event.
"""

from datetime import date

from tocsin.dataset.foreign.countries import Key, country_of
from tocsin.dataset.foreign.crowds import read_people
from tocsin.dataset.foreign.days import last_of_month
from tocsin.dataset.foreign.records import (
    CodedEvent,
    DayPrecision,
    Days,
    People,
    Place,
    RowReason,
    UnreadRow,
)
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.values import place_in, span
from tocsin.fields.scene import Precision
from tocsin.fields.stance import Side
from tocsin.fields.what import EventType

_NATIONAL = frozenset(("national", "nationwide", "countrywide", "country wide", "nation wide"))
_MONTHS = 12


def read(row: Row) -> CodedEvent | UnreadRow:
    """A row of Mass Mobilization."""
    if row.code("protest") == "0":
        note = f"{row.text('country')}, {row.text('year')}: no protest"
        return UnreadRow(row.line, RowReason.NO_EVENT, note)
    return CodedEvent(
        scheme="massmob",
        id=row.text("id") or f"line {row.line}",
        line=row.line,
        days=_days(row),
        place=_place(row),
        type=EventType.PROTEST,
        side=Side.ANTI,
        size=_size(row),
        actors=row.texts(("protesteridentity",)),
        sources=row.texts(("sources",), ";"),
        faults=tuple(row.faults),
        row=row.cells,
    )


def _days(row: Row) -> Days | None:
    """The days from three columns each; without a day it is some day of the month or the year."""
    year, month = row.count("startyear"), row.count("startmonth")
    day = row.count("startday")
    start = _date(row, year, month, day)
    if start is not None:
        parts = [row.count(name) for name in ("endyear", "endmonth", "endday")]
        return span(row, start, _date(row, *parts), DayPrecision.DAY)
    if year is None or not 1800 <= year <= 2100:  # noqa: PLR2004 -- as for every day
        return None
    if month is None or not 1 <= month <= _MONTHS:
        return Days(date(year, 1, 1), date(year, _MONTHS, 31), DayPrecision.YEAR)
    return Days(date(year, month, 1), last_of_month(year, month), DayPrecision.MONTH)


def _date(row: Row, year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        row.faults.append(f"{year}-{month}-{day} is no day")
        return None


def _place(row: Row) -> Place:
    name = row.text("location")
    national = (name or "").lower().strip(" .") in _NATIONAL
    country = country_of(row.text("ccode") or "", Key.COW)
    return place_in(
        row,
        country or country_of(row.text("country") or "", Key.NAME),
        name,
        point=("latitude", "longitude"),
        precision=Precision.COUNTRY if national else Precision.CITY,
    )


def _size(row: Row) -> People | None:
    """The participants as worded; where that is no number, the bounds of their category."""
    words, category = row.text("participants") or "", row.text("participants_category") or ""
    told, bounds = read_people(words), read_people(category)
    if told is not None and told.number is not None:
        return told
    if bounds is None:
        return told
    return People(bounds.low, bounds.high, words=words or category)
