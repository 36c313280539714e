"""Records of PLOVER, as JSON objects.

>>> event = read({"id": "a1", "date": "2017-08-09", "event": ["PROTEST"], "mode": ["demo"],
...     "actor": [{"code": "PRK", "entity_text": "residents"}], "size": {"dead": 2},
...     "event_loc": {"city": "Pyongyang", "country_code": "PRK", "resolution": 4}}, 1)
>>> event.type.value, event.mode, event.actors, str(event.killed), event.place.name
('PROTEST', 'demonstrate', ('residents',), '2', 'Pyongyang')

Objects come from many hands, so a field may hold one thing where PLOVER has a list of them. The
first event type counts, with the first mode that belongs to it; the words of all are kept.
"""

from collections.abc import Mapping
from typing import Any

from tocsin.dataset.foreign.countries import Key, country_of
from tocsin.dataset.foreign.crowds import read_people
from tocsin.dataset.foreign.records import (
    CodedEvent,
    DayPrecision,
    People,
    Place,
    RowReason,
    UnreadRow,
)
from tocsin.dataset.foreign.rows import Row, is_missing
from tocsin.dataset.foreign.values import place_in, span
from tocsin.dataset.foreign.vocabulary import kind_of
from tocsin.fields.scene import Precision

Object = Mapping[str, Any]
# From the finest: something in a town, a town, a district, a province, a country.
_LEVELS = {
    "5": Precision.VENUE,
    "4": Precision.CITY,
    "3": Precision.ADMIN,
    "2": Precision.ADMIN,
    "1": Precision.COUNTRY,
}
_LONGEST = 500  # characters of a name that is kept
_MOST = 50  # parties of an event


def is_plover(found: Object) -> bool:
    """Whether an object is a record of PLOVER."""
    return "event" in found and "date" in found and ("actor" in found or "has_event" in found)


def read(found: Object, line: int) -> CodedEvent | UnreadRow:
    """A record of PLOVER; one that says that there is no event is none."""
    if found.get("has_event") in (False, "false", "False", 0):
        return UnreadRow(line, RowReason.NO_EVENT, "has_event is false")
    row = Row(line, {name: text for name, value in found.items() if (text := as_text(value))})
    types, modes = _texts(found.get("event")), _texts(found.get("mode"))
    names = [words.upper() for words in types]
    type_, mode = kind_of("plover", *(f"{name}/{one}" for name in names[:1] for one in modes))
    if type_ is None:
        type_, mode = kind_of("plover", *names)
    size = _object(found.get("size"))
    days = span(row, row.day("date"), row.day("enddate"), DayPrecision.DAY)
    if days is None:
        return UnreadRow(line, RowReason.NO_DAY, "; ".join(row.faults)[:200])
    return CodedEvent(
        scheme="plover",
        id=row.text("id") or f"line {line}",
        line=line,
        days=days,
        place=_place(row, _object(found.get("event_loc"))),
        type=type_,
        mode=mode,
        words=": ".join((*types, *modes))[:_LONGEST],
        killed=_people(size.get("dead")),
        injured=_people(size.get("injured")),
        arrested=_people(size.get("arrested")),
        actors=_parties(found.get("actor")),
        recipients=_parties(found.get("recipient")),
        sources=_sources(_object(found.get("cite_info"))),
        faults=tuple(row.faults),
        row=row.cells,
    )


def as_text(value: object) -> str:
    """A value of JSON as a cell: text as it is, numbers in digits, None and trees as nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)


def _place(row: Row, found: Object) -> Place:
    cells = {name: text for name, value in found.items() if (text := as_text(value))}
    inner = Row(row.line, cells)
    country = country_of(inner.text("country_code") or "", Key.ALPHA3)
    name = inner.text("city", "resolved_place", "extracted_place")
    level = _LEVELS.get(inner.code("resolution"), Precision.CITY)
    exact = level in (Precision.CITY, Precision.VENUE)
    place = place_in(
        inner,
        country or country_of(inner.text("country") or "", Key.NAME),
        name if exact else None,
        point=("lat", "lon"),
        precision=level,
        admin=inner.text("province", "district"),
        venue=inner.text("resolved_place") if level is Precision.VENUE else None,
        geonameid="geonameid",
    )
    row.faults.extend(inner.faults)
    return place


def _people(value: object) -> People | None:
    return read_people(as_text(value))


def _parties(value: object) -> tuple[str, ...]:
    """The parties as worded; one without words by its code."""
    found: dict[str, None] = {}
    for one in (value if isinstance(value, list) else [value])[:_MOST]:
        fields = _object(one)
        words = (as_text(fields.get("entity_text")), as_text(fields.get("code")), as_text(one))
        if name := next((word.strip() for word in words if not is_missing(word)), ""):
            found.setdefault(name[:_LONGEST])
    return tuple(found)


def _sources(cite: Object) -> tuple[str, ...]:
    words = (as_text(cite.get(name)) for name in ("publication", "url"))
    return tuple(word[:_LONGEST] for word in words if not is_missing(word))


def _texts(value: object) -> list[str]:
    """The words of a list, or of one word that stands where a list belongs."""
    values = value if isinstance(value, list) else [value]
    return [text.strip() for one in values[:_MOST] if (text := as_text(one).strip())]


def _object(value: object) -> Object:
    return value if isinstance(value, dict) else {}
