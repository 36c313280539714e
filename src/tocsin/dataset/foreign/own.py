"""Our own events: rows of the CSV bundle and of GeoJSON, records of JSON Lines and datasets.

>>> row = Row(2, {"event_id": "e1", "event_type": "PROTEST", "mode": "demonstrate", "side": "pro",
...     "event_date": "2024-06", "iso3": "PRK", "city": "Hyesan", "geo_prec": "city",
...     "size_low": "80000", "size_high": "80000", "sources": "a resident > Radio"})
>>> event = read_event(row)
>>> str(event.days), event.days.precision.value, str(event.size), event.sources
('2024-06-01 to 2024-06-30', 'month', '80,000', ('a resident', 'Radio'))

Where the reports of an event differ, the preset chooses, as it does at export.
"""

from collections.abc import Iterable
from datetime import date

from tocsin.dataset.foreign.days import last_of_month
from tocsin.dataset.foreign.records import CodedEvent, DayPrecision, Days, People, Place
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.values import place_in, ranged
from tocsin.fields.scene import Precision, Where
from tocsin.fields.stance import Side
from tocsin.fields.what import MODES, EventType
from tocsin.linking.events import Event
from tocsin.linking.values import Preset, Value, readings_of, settle

_YEAR, _MONTH = len("2024"), len("2024-06")


def read_event(row: Row) -> CodedEvent:
    """A row of our events table."""
    return _read(row, "tocsin-events", row.text("event_id"))


def read_report(row: Row) -> CodedEvent:
    """A row of our reports table."""
    return _read(row, "tocsin-reports", row.text("report_id"))


def coded(event: Event, line: int, preset: Preset = Preset.REPRESENTATIVE) -> CodedEvent:
    """An event of a dataset, one value a field.

    Args:
        event: The event.
        line: Its number in the dataset.
        preset: Which value is chosen where its reports differ.
    """
    reports = event.reports
    start, end = settle(event, "start", preset), settle(event, "end", preset)
    side = settle(event, "side", preset)
    mode = settle(event, "mode", preset)
    return CodedEvent(
        scheme="tocsin-events",
        id=event.id,
        line=line,
        days=days_between(_word(start), _word(end)),
        place=_place(event, preset),
        type=reports[0].what.type,
        mode=_word(mode),
        words=reports[0].what.type.value,
        side=Side(str(side)) if side else None,
        size=_people(event, "size", preset),
        killed=_people(event, "killed", preset),
        injured=_people(event, "injured", preset),
        arrested=_people(event, "arrested", preset),
        actors=_each(party.text for report in reports for party in report.actors),
        recipients=_each(party.text for report in reports for party in report.recipients),
        sources=_each(source.text for report in reports for source in report.sources),
        reports=len(reports),
        row={"sentence": reports[0].sentence.words},
    )


def days_between(start: str | None, end: str | None) -> Days | None:
    """The days of two ISO prefixes; an open end is the first day's own.

    >>> str(days_between("2024-06-25", "2024-07")), str(days_between("2024", None))
    ('2024-06-25 to 2024-07-31', '2024-01-01 to 2024-12-31')
    >>> days_between(None, None) is None
    True
    """
    first, last = start or end, end or start
    if first is None or last is None:
        return None
    try:
        low, high = _bounds(first)[0], _bounds(last)[1]
    except (ValueError, OverflowError):  # no such day; a number that no year can be
        return None
    if high < low:
        low, high = _bounds(first)
    shortest = min(len(first), len(last))
    if shortest <= _YEAR:
        return Days(low, high, DayPrecision.YEAR)
    return Days(low, high, DayPrecision.MONTH if shortest <= _MONTH else DayPrecision.DAY)


def _bounds(prefix: str) -> tuple[date, date]:
    """First and last day of an ISO prefix."""
    parts = [int(part) for part in prefix.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:  # noqa: PLR2004
        return date(parts[0], parts[1], 1), last_of_month(parts[0], parts[1])
    day = date(parts[0], parts[1], parts[2])
    return day, day


def _read(row: Row, scheme: str, id_: str | None) -> CodedEvent:
    type_ = _type(row)
    mode, side = row.text("mode"), row.text("side")
    return CodedEvent(
        scheme=scheme,
        id=id_ or f"line {row.line}",
        line=row.line,
        days=days_between(row.text("event_date"), row.text("event_date_end")),
        place=_place_of_row(row),
        type=type_,
        mode=mode if type_ and mode in MODES.get(type_, ()) else None,
        words=row.text("event_type") or "",
        side=Side(side) if side in set(Side) else None,
        size=_people_of_row(row, "size"),
        killed=_people_of_row(row, "killed"),
        injured=_people_of_row(row, "injured"),
        arrested=_people_of_row(row, "arrested"),
        actors=row.texts(("actors",), ";"),
        recipients=row.texts(("recipients",), ";"),
        sources=_sources(row),
        reports=row.count("n_reports"),
        faults=tuple(row.faults),
        row=row.cells,
    )


def _type(row: Row) -> EventType | None:
    words = row.text("event_type") or ""
    return EventType(words) if words in set(EventType) else None


def _place_of_row(row: Row) -> Place:
    told = row.text("geo_prec") or ""
    return place_in(
        row,
        row.text("iso3"),
        row.text("city"),
        point=("latitude", "longitude"),
        precision=Precision(told) if told in set(Precision) else Precision.CITY,
        admin=row.text("admin"),
        venue=row.text("venue"),
        geonameid="geonameid",
    )


def _people_of_row(row: Row, name: str) -> People | None:
    numbers = ranged(row, f"{name}_low", f"{name}_best", f"{name}_high")
    words = row.text(f"{name}_text") or ""
    if numbers is None:
        return People(words=words) if words else None
    return People(numbers.low, numbers.high, numbers.best, words)


def _sources(row: Row) -> tuple[str, ...]:
    """Everybody in the chains ("a resident > Radio; the police")."""
    chains = row.texts(("sources",), ";")
    return _each(one.strip() for chain in chains for one in chain.split(">"))


def _place(event: Event, preset: Preset) -> Place:
    """The place that is settled on, with the coordinates of a report that names the same town."""
    country, city = settle(event, "country", preset), settle(event, "city", preset)
    venue, admin = settle(event, "venue", preset), settle(event, "admin", preset)
    agreeing = [
        report.where
        for report in event.reports
        if report.where.city == city and report.where.country == country
    ]
    best = max(agreeing, key=_exactness, default=None)
    if best is None:
        level = Precision.COUNTRY if country else Precision.NONE
        return Place(_word(country), _word(city), _word(admin), precision=level)
    return Place(
        _word(country),
        _word(city),
        _word(admin),
        best.venue and _word(venue),
        best.latitude,
        best.longitude,
        best.precision,
        best.geonameid,
    )


def _exactness(where: Where) -> tuple[bool, bool]:
    return where.latitude is not None, where.precision is Precision.VENUE


def _people(event: Event, field: str, preset: Preset) -> People | None:
    """The bounds over all reports, with the number that the preset chooses."""
    counts = [count for report in event.reports if (count := getattr(report, field)) is not None]
    if not counts:
        return None
    numbers = [bound for one in counts for bound in (one.low, one.high) if bound is not None]
    best = settle(event, field, preset)
    words = "; ".join(_each(told.words for told in readings_of(event, field)))
    if not numbers:
        return People(words=words)
    floor = all(one.high is None for one in counts)
    ceiling = all(one.low is None for one in counts)
    return People(
        None if ceiling else min(numbers),
        None if floor else max(numbers),
        float(best) if best is not None else None,
        words,
    )


def _word(value: Value | None) -> str | None:
    return None if value is None else str(value)


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words if word))
