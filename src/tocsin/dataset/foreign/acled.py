"""Rows of ACLED: CSV exports and answers of its API, of today and from before 2023.

>>> row = Row(2, {"event_id_cnty": "KEN1", "event_date": "02 August 2019", "time_precision": "1",
...     "event_type": "Protests", "sub_event_type": "Peaceful protest", "iso": "404",
...     "location": "Garissa", "notes": "Residents marched. [size=about 50]", "fatalities": "0"})
>>> event = read(row)
>>> str(event.days), event.type.value, event.mode, str(event.size), event.place.country
('2019-08-02', 'PROTEST', 'demonstrate', '50', 'KEN')

The crowd stands in words, among the tags or, in older rows, at the end of the notes.
"""

from tocsin.dataset.foreign.countries import Key, country_of
from tocsin.dataset.foreign.crowds import read_people, size_in_notes, size_in_tags
from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, Days, People, Place
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.values import around, counted, place_in
from tocsin.dataset.foreign.vocabulary import Kind, kind_of
from tocsin.fields.scene import Precision

_DAYS = {"1": DayPrecision.DAY, "2": DayPrecision.WEEK, "3": DayPrecision.MONTH}
# 1 is the town; 2 the nearest town of a small area; 3 a province, drawn at its capital.
_PLACES = {"1": Precision.CITY, "2": Precision.CITY, "3": Precision.ADMIN}


def read(row: Row) -> CodedEvent:
    """A row of ACLED."""
    type_, mode = _kind(row)
    return CodedEvent(
        scheme="acled",
        id=row.text("event_id_cnty") or f"line {row.line}",
        line=row.line,
        days=_days(row),
        place=_place(row),
        type=type_,
        mode=mode,
        words=": ".join(row.texts(("event_type", "sub_event_type"))),
        size=_size(row),
        killed=counted(row, "fatalities"),
        actors=row.texts(("actor1", "assoc_actor_1"), ";"),
        recipients=row.texts(("actor2", "assoc_actor_2"), ";"),
        sources=row.texts(("source",), ";"),
        faults=tuple(row.faults),
        row=row.cells,
    )


def _kind(row: Row) -> Kind:
    type_, sub = row.text("event_type") or "", row.text("sub_event_type") or ""
    return kind_of("acled", f"{type_}/{sub}", type_)


def _days(row: Row) -> Days | None:
    day = row.day("event_date")
    precision = _DAYS.get(row.code("time_precision"), DayPrecision.DAY)
    return around(day, precision) if day else None


def _place(row: Row) -> Place:
    country = country_of(row.text("iso") or "", Key.NUMERIC)
    return place_in(
        row,
        country or country_of(row.text("country") or "", Key.NAME),
        row.text("location"),
        point=("latitude", "longitude"),
        precision=_PLACES.get(row.code("geo_precision"), Precision.CITY),
        admin=row.text("admin1"),
    )


def _size(row: Row) -> People | None:
    words = size_in_tags(row.text("tags") or "") or size_in_notes(row.text("notes") or "")
    return read_people(words) if words else None
