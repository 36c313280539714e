"""Events as they are kept: with a version, what persons decided of them, and what is gone.

Events come back with their current reports, in the order in which they were founded. They are
read some hundreds at a time, so a dataset need not fit into memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Row, delete, select, update

from tocsin.dataset.connection import Database
from tocsin.dataset.filters import Filter, Verdict, of_events
from tocsin.dataset.rows import mapping_of, report_of, stamp
from tocsin.dataset.schema import EVENT_REPORTS, EVENTS, REPORTS
from tocsin.linking.events import Event
from tocsin.reports import Report

_AT_ONCE = 500


class Gone(StrEnum):
    """Why an event is no more."""

    MERGED = "merged"  # a person said that it is the same as another
    JOINED = "joined"  # its reports were read anew, and tell of another event
    NO_REPORT = "no-report"  # its articles were read anew, and tell of no such thing
    UNDONE = "undone"  # a person took back the split that made it


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event with what is known of it beside its reports.

    Attributes:
        event: The event.
        version: Raised by one whenever its reports or what persons decided of it change.
        verdict: What a person thinks of it; None if nobody has said.
        edits: Values that persons set, by field.
        pinned: Whether a person put it together or parted it: linking takes no report from it.
    """

    event: Event
    version: int
    verdict: Verdict | None
    edits: Mapping[str, object]
    pinned: bool


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An event that is no more.

    Attributes:
        event: Its id, which no other event will bear.
        reason: Why it is no more.
        into: Id of the event that has its reports; None if none has.
        at: When that came about, in UTC.
    """

    event: str
    reason: Gone
    into: str | None
    at: str


def kept_events(database: Database, where: Filter) -> Iterator[KeptEvent]:
    """Live events that match, in the order in which they were founded."""
    last = 0
    while True:
        with database.reading() as connection:
            asked = [EVENTS.c.key > last, *of_events(where, connection.dialect.name)]
            rows = connection.execute(
                select(EVENTS).where(*asked).order_by(EVENTS.c.key).limit(_AT_ONCE)
            ).all()
            told = _told(connection, [row.id for row in rows])
        yield from (_kept(row, told[row.id]) for row in rows if row.id in told)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1].key


def find_event(database: Database, event: str) -> KeptEvent | Tombstone | None:
    """The event of an id, or what became of it; None if there never was one."""
    with database.reading() as connection:
        row = connection.execute(select(EVENTS).where(EVENTS.c.id == event)).first()
        reports = _told(connection, [event]).get(event)
    if row is None:
        return None
    return _kept(row, reports) if row.live and reports else _tombstone(row)


def tombstones(database: Database) -> Iterator[Tombstone]:
    """Events that are no more, in the order in which they were founded."""
    asked = select(EVENTS).where(~EVENTS.c.live).order_by(EVENTS.c.key)
    with database.reading() as connection:
        rows = connection.execute(asked).all()
    yield from map(_tombstone, rows)


def live_among(connection: Connection, events: Sequence[str]) -> set[str]:
    """Which of these ids live events bear."""
    live = set[str]()
    for start in range(0, len(events), _AT_ONCE):
        some = events[start : start + _AT_ONCE]
        asked = select(EVENTS.c.id).where(EVENTS.c.live, EVENTS.c.id.in_(some))
        live.update(connection.execute(asked).scalars())
    return live


def bury(connection: Connection, event: str, reason: Gone, into: str | None, at: datetime) -> None:
    """Take an event from the living, and say where its reports went."""
    connection.execute(
        update(EVENTS)
        .where(EVENTS.c.id == event)
        .values(
            live=False, reason=reason.value, into=into, at=stamp(at), version=EVENTS.c.version + 1
        )
    )
    connection.execute(delete(EVENT_REPORTS).where(EVENT_REPORTS.c.event == event))


def _told(connection: Connection, events: list[str]) -> dict[str, list[Report]]:
    """The current reports of events, by event."""
    rows = connection.execute(
        select(EVENT_REPORTS.c.event, REPORTS.c.record)
        .join(REPORTS, REPORTS.c.id == EVENT_REPORTS.c.report)
        .where(REPORTS.c.current, EVENT_REPORTS.c.event.in_(events))
        .order_by(EVENT_REPORTS.c.event, EVENT_REPORTS.c.position)
    )
    told = dict[str, list[Report]]()
    for event, record in rows:
        told.setdefault(event, []).append(report_of(record))
    return told


def _kept(row: Row[tuple[object, ...]], reports: list[Report]) -> KeptEvent:
    return KeptEvent(
        Event(row.id, tuple(reports)),
        row.version,
        Verdict(row.verdict) if row.verdict else None,
        mapping_of(row.edits),
        row.pinned,
    )


def _tombstone(row: Row[tuple[object, ...]]) -> Tombstone:
    return Tombstone(row.id, Gone(row.reason or Gone.NO_REPORT), row.into, row.at or "")
