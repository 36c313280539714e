"""Rows of the Georeferenced Event Dataset of the Uppsala Conflict Data Program.

>>> row = Row(2, {"id": "1", "type_of_violence": "1", "date_prec": "4",
...     "date_start": "2020-05-01 00:00:00.000", "date_end": "2020-05-31", "country": "Yemen",
...     "where_prec": "4", "best": "12", "low": "10", "high": "15", "side_a": "Side A"})
>>> event = read(row)
>>> event.days.precision.value, str(event.killed), event.place.precision.value, event.mode
('month', '10 to 15', 'admin', 'clash')

Its numbers are the dead; nobody counts a crowd in it.
"""

from tocsin.dataset.foreign.countries import Key, country_of
from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, Place
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.values import place_in, ranged, span
from tocsin.dataset.foreign.vocabulary import kind_of
from tocsin.fields.scene import Precision

# 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more than a month.
_DAYS = {
    "2": DayPrecision.WEEK,
    "3": DayPrecision.WEEK,
    "4": DayPrecision.MONTH,
    "5": DayPrecision.YEAR,
}
# 1 the place, 2 within 25 km of it, 3 district, 4 province, 5 a line or an area, 6 country, 7 sea.
_PLACES = {
    "3": Precision.ADMIN,
    "4": Precision.ADMIN,
    "5": Precision.ADMIN,
    "6": Precision.COUNTRY,
    "7": Precision.NONE,
}


def read(row: Row) -> CodedEvent:
    """A row of UCDP GED."""
    violence = row.code("type_of_violence")
    type_, mode = kind_of("ucdp-ged", violence)
    precision = _DAYS.get(row.code("date_prec"), DayPrecision.DAY)
    return CodedEvent(
        scheme="ucdp-ged",
        id=row.text("id") or f"line {row.line}",
        line=row.line,
        days=span(row, row.day("date_start"), row.day("date_end"), precision),
        place=_place(row),
        type=type_,
        mode=mode,
        words=f"type of violence {violence}" if violence else "",
        killed=ranged(row, "low", "best", "high"),
        actors=row.texts(("side_a",)),
        recipients=row.texts(("side_b",)),
        sources=row.texts(("source_original", "source_article")),
        reports=row.count("number_of_sources"),
        faults=tuple(row.faults),
        row=row.cells,
    )


def _place(row: Row) -> Place:
    country = country_of(row.text("country_id") or "", Key.GW)
    precision = _PLACES.get(row.code("where_prec"), Precision.CITY)
    exact = precision is Precision.CITY
    return place_in(
        row,
        country or country_of(row.text("country") or "", Key.NAME),
        row.text("where_coordinates") if exact else None,
        point=("latitude", "longitude"),
        precision=precision,
        admin=row.text("adm_1"),
        venue=row.text("where_description") if exact else None,
    )
