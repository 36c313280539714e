"""Rows of the Mass Mobilization in Autocracies Database: its reports and its events.

>>> row = Row(2, {"cowcode": "731", "location": "1871859", "asciiname": "Pyongyang",
...     "event_date": "2017-08-09", "side": "0", "numreports": "3",
...     "mean_avg_numparticipants": "NA"})
>>> event = read_event(row)
>>> event.id, event.place.country, event.side.value, event.size, event.reports
('731-1871859-2017-08-09-0', 'PRK', 'pro', None, 3)

An event of MMAD is a town, a day and a side, and has no id of its own. Everything in it is a
protest: of which kind, no column tells.
"""

from tocsin.dataset.foreign.countries import Key, country_of
from tocsin.dataset.foreign.crowds import read_people
from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, People, Place
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.values import counted, place_in, span
from tocsin.fields.stance import Side
from tocsin.fields.what import EventType

_SIDES = {"0": Side.PRO, "1": Side.ANTI, "3": Side.OTHER}
_KEYS = ("cowcode", "location", "event_date", "side")


def read_event(row: Row) -> CodedEvent:
    """A row of MMAD's events."""
    return CodedEvent(
        scheme="mmad-events",
        id="-".join(filter(None, map(row.text, _KEYS))),
        line=row.line,
        days=span(row, row.day("event_date"), None, DayPrecision.DAY),
        place=_place(row),
        type=EventType.PROTEST,
        side=_side(row),
        size=counted(row, "mean_avg_numparticipants"),
        reports=row.count("numreports"),
        faults=tuple(row.faults),
        row=row.cells,
    )


def read_report(row: Row) -> CodedEvent:
    """A row of MMAD's reports, with the participants as its coder worded them."""
    return CodedEvent(
        scheme="mmad-reports",
        id=row.text("id") or f"line {row.line}",
        line=row.line,
        days=span(row, row.day("event_date"), None, DayPrecision.DAY),
        place=_place(row),
        type=EventType.PROTEST,
        side=_side(row),
        size=_size(row),
        actors=row.texts(("actors",), ";"),
        sources=row.texts(("source",)),
        reports=1,
        faults=tuple(row.faults),
        row=row.cells,
    )


def _place(row: Row) -> Place:
    return place_in(
        row,
        country_of(row.text("cowcode") or "", Key.COW),
        row.text("asciiname"),
        point=("latitude", "longitude"),
        geonameid="location",
    )


def _side(row: Row) -> Side | None:
    return _SIDES.get(row.code("side"))


def _size(row: Row) -> People | None:
    """The words' own bounds, with the average that MMAD made of them."""
    told = read_people(row.text("numparticipants") or "")
    average = row.number("avg_numparticipants")
    if average is not None and average < 0:
        average = None
    if told is None:
        return counted(row, "avg_numparticipants")
    return People(told.low, told.high, average, told.words)
