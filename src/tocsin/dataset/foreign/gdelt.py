"""Rows of GDELT 2.0: its events, and the mentions of them.

>>> row = Row(1, {"GLOBALEVENTID": "1", "SQLDATE": "20170809", "EventCode": "141",
...     "ActionGeo_Type": "4", "ActionGeo_FullName": "Pyongyang, P'yongyang-si, North Korea",
...     "ActionGeo_CountryCode": "KN", "ActionGeo_Lat": "39.0", "ActionGeo_Long": "125.75"})
>>> event = read_event(row)
>>> event.type.value, event.place.country, event.place.name, event.place.precision.value
('PROTEST', 'PRK', 'Pyongyang', 'city')

Its places have country codes of FIPS 10-4, in which "CH" is China and "SZ" is Switzerland. A row
is what articles said on one day of two actors, and many rows may tell of one event.
"""

from tocsin.dataset.foreign.countries import Key, country_of
from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, Place
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.values import place_in, span
from tocsin.dataset.foreign.vocabulary import kind_of_code
from tocsin.fields.scene import Precision

# 1 country, 2 state of the US, 3 town of the US, 4 town elsewhere, 5 province elsewhere.
_PLACES = {
    "1": Precision.COUNTRY,
    "2": Precision.ADMIN,
    "3": Precision.CITY,
    "4": Precision.CITY,
    "5": Precision.ADMIN,
}


def read_event(row: Row) -> CodedEvent:
    """A row of GDELT's events; the place is that of the action, never that of an actor."""
    code = row.text("EventCode") or ""
    type_, mode = kind_of_code("gdelt", code)
    return CodedEvent(
        scheme="gdelt-events",
        id=row.text("GLOBALEVENTID") or f"line {row.line}",
        line=row.line,
        days=span(row, row.day("SQLDATE"), None, DayPrecision.DAY),
        place=_place(row),
        type=type_,
        mode=mode,
        words=f"CAMEO {code}" if code else "",
        actors=row.texts(("Actor1Name",)),
        recipients=row.texts(("Actor2Name",)),
        sources=row.texts(("SOURCEURL",)),
        reports=row.count("NumArticles"),
        faults=tuple(row.faults),
        row=row.cells,
    )


def read_mention(row: Row) -> CodedEvent:
    """A row of GDELT's mentions: an article that mentions an event, by the event's id."""
    return CodedEvent(
        scheme="gdelt-mentions",
        id=row.text("GLOBALEVENTID") or f"line {row.line}",
        line=row.line,
        days=span(row, row.day("EventTimeDate"), None, DayPrecision.DAY),
        place=Place(),
        sources=row.texts(("MentionSourceName", "MentionIdentifier")),
        reports=1,
        faults=tuple(row.faults),
        row=row.cells,
    )


def _place(row: Row) -> Place:
    precision = _PLACES.get(row.code("ActionGeo_Type"), Precision.NONE)
    name, _, rest = (row.text("ActionGeo_FullName") or "").partition(",")
    exact = precision is Precision.CITY
    return place_in(
        row,
        country_of(row.text("ActionGeo_CountryCode") or "", Key.FIPS),
        name.strip() or None if exact else None,
        point=("ActionGeo_Lat", "ActionGeo_Long"),
        precision=precision,
        admin=_admin(name, rest, precision),
    )


def _admin(name: str, rest: str, precision: Precision) -> str | None:
    """The province: between town and country ("Quito, Pichincha, Ecuador"), or the name itself."""
    if precision is Precision.ADMIN:
        return name.strip() or None
    if precision is Precision.CITY and "," in rest:
        return rest.partition(",")[0].strip() or None
    return None
