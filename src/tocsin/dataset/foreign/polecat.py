"""Rows of POLECAT, the machine-coded dataset in PLOVER's terms.

>>> row = Row(2, {"Event ID": "20240625-1", "Event Date": "2024-06-25", "Event Type": "PROTEST",
...     "Event Mode": "demo", "Country": "PRK", "City": "Hyesan", "Latitude": "41.4",
...     "Longitude": "128.18", "Actor Name": "None", "Source": "Daily Bugle"})
>>> event = read(row)
>>> event.type.value, event.mode, event.place.name, event.actors, event.sources
('PROTEST', 'demonstrate', 'Hyesan', (), ('Daily Bugle',))
"""

from tocsin.dataset.foreign.countries import Key, country_of
from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, Place
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.values import place_in, span
from tocsin.dataset.foreign.vocabulary import kind_of
from tocsin.fields.scene import Precision


def read(row: Row) -> CodedEvent:
    """A row of POLECAT."""
    words, mode_words = row.text("Event Type") or "", row.text("Event Mode") or ""
    type_, mode = kind_of("plover", f"{words}/{mode_words}", words)
    return CodedEvent(
        scheme="polecat",
        id=row.text("Event ID") or f"line {row.line}",
        line=row.line,
        days=span(row, row.day("Event Date"), None, DayPrecision.DAY),
        place=_place(row),
        type=type_,
        mode=mode,
        words=": ".join(part for part in (words, mode_words) if part),
        actors=_names(row, "Actor Name", "Actor Name Raw"),
        recipients=_names(row, "Recipient Name", "Recipient Name Raw"),
        sources=row.texts(("Source",)),
        faults=tuple(row.faults),
        row=row.cells,
    )


def _names(row: Row, *columns: str) -> tuple[str, ...]:
    """The names of the first column that has any."""
    return next((names for column in columns if (names := row.texts((column,), ";"))), ())


def _place(row: Row) -> Place:
    city, admin = row.text("City"), row.text("Province", "District")
    precision = Precision.CITY if city else Precision.ADMIN if admin else Precision.COUNTRY
    return place_in(
        row,
        country_of(row.text("Country") or "", Key.NAME),
        city,
        point=("Latitude", "Longitude"),
        precision=precision,
        admin=admin,
        venue=_venue(row, city),
        geonameid="GeoNames ID",
    )


def _venue(row: Row, city: str | None) -> str | None:
    name = row.text("Placename")
    return name if city and name and name.lower() != city.lower() else None
