"""Linking what is in the dataset: new and changed reports find their events, ids stay.

A report that was read anew and tells something else now may go to another event, unless a person
put its event together or parted it. An event that would be founded anew by the reports of one
that would vanish keeps the id of that one; what is left without reports gets a tombstone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update

from tocsin.dataset.adding import new_event
from tocsin.dataset.articles import read_some
from tocsin.dataset.chain import Act, Deed, enter
from tocsin.dataset.changes import (
    ChangeKind,
    Changes,
    EventChange,
    changed_fields,
    read_changes,
    told_by,
    write_changes,
)
from tocsin.dataset.connection import Database
from tocsin.dataset.events import Gone, Tombstone, bury, live_among, tombstones
from tocsin.dataset.grouping import parted, unused_id
from tocsin.dataset.linkable import Before, read_before
from tocsin.dataset.rows import canonical, digest_of, mapping_of, storable, text_of
from tocsin.dataset.schema import EVENT_REPORTS, EVENTS, REPORTS, insert_rows, next_number
from tocsin.linking.events import Event, link


class Linked:
    """The events of a dataset, as linking makes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def relink(self, run: int, at: datetime) -> Changes:
        """Put reports that are new or changed into events.

        Args:
            run: The run that does it.
            at: Now, with its time zone.

        Returns:
            What changed. Events that no new or changed report could concern are not even looked
            at, and no report is taken from those that a person put together or parted.
        """
        with self._database.writing() as connection:
            before = read_before(connection)
            if not before.fresh and not before.lost:
                return Changes(run, ())
            articles = read_some(self._database, before.articles)
            events = link(before.new, articles, before.known, parted(connection))
            named = _with_free_ids(connection, _with_old_ids(events, before), before)
            changes = _write(connection, before, named, at)
            write_changes(connection, run, changes)
            digest = changes_digest(changes)
            enter(connection, Act(Deed.LINK, str(run), digest, at))
            return Changes(run, tuple(changes))

    def changes(self, run: int | None = None) -> Changes:
        """What a run changed in the events; None for the last run that changed anything."""
        return read_changes(self._database, run)

    def tombstones(self) -> Iterator[Tombstone]:
        """Events that are no more, in the order in which they were founded."""
        return tombstones(self._database)


def _with_old_ids(events: list[Event], before: Before) -> list[Event]:
    """Events, where those that were founded anew have the ids of those that they stand for."""
    known = {event.id for event in before.known}
    homes = {one: name for name, members in before.members.items() for one in members}
    order = {name: place for place, name in enumerate(before.members)}
    # A founded event that hashing gives the id of an old one is that one again.
    vacant = set(before.members) - {event.id for event in events}
    named = list[Event]()
    for event in events:
        found = Counter(
            home
            for report in event.reports
            if (home := homes.get(storable(report.id))) in vacant and home is not None
        )
        if event.id in known or event.id in before.members or not found:
            named.append(event)
            continue
        old = min(found, key=lambda name: (-found[name], order[name]))
        vacant.discard(old)
        named.append(Event(old, event.reports))
    return named


def _with_free_ids(connection: Connection, events: list[Event], before: Before) -> list[Event]:
    """Events, where those that were founded anew bear no id of one that was left alone."""
    founded = [event.id for event in events if event.id not in before.members]
    taken = live_among(connection, founded)
    return [
        Event(unused_id(connection, event.id), event.reports) if event.id in taken else event
        for event in events
    ]


def _write(
    connection: Connection, before: Before, events: list[Event], at: datetime
) -> list[EventChange]:
    """Write events that are new or changed, and what became of those that are gone."""
    changes = list[EventChange]()
    founded, grown = list[_After](), list[_After]()
    for event in events:
        ids = [storable(report.id) for report in event.reports]
        old = before.members.get(event.id)
        if old == ids and before.fresh.isdisjoint(ids):
            continue
        after = _After(event.id, ids, told_by(event))
        if old is None:
            founded.append(after)
            changes.append(EventChange(event.id, ChangeKind.CREATED, tuple(ids)))
        elif found := list(_compared(after, old, before.told[event.id])):
            grown.append(after)
            changes += found
    _update(connection, grown)
    _found(connection, founded)
    changes += _bury(connection, before, events, at)
    connection.execute(update(REPORTS).where(REPORTS.c.fresh).values(fresh=False))
    return changes


@dataclass(frozen=True, slots=True)
class _After:
    """An event as it is to be written."""

    event: str
    reports: list[str]
    told: dict[str, str]


def _compared(after: _After, old: list[str], told: str) -> Iterator[EventChange]:
    """What happened to an event that there was before."""
    if joined := tuple(one for one in after.reports if one not in old):
        yield EventChange(after.event, ChangeKind.JOINED, joined)
    if left := tuple(one for one in old if one not in after.reports):
        yield EventChange(after.event, ChangeKind.LEFT, left)
    # An event that a program added by hand has never told anything yet.
    if told and (fields := changed_fields(mapping_of(told), after.told)):
        yield EventChange(after.event, ChangeKind.CHANGED, fields=fields)


def _update(connection: Connection, events: list[_After]) -> None:
    """Write events that were there before anew, one version on."""
    if not events:
        return
    connection.execute(
        update(EVENTS)
        .where(EVENTS.c.id == bindparam("event"))
        .values(told=bindparam("now"), version=EVENTS.c.version + 1),
        [{"event": one.event, "now": text_of(one.told)} for one in events],
    )
    connection.execute(
        delete(EVENT_REPORTS).where(EVENT_REPORTS.c.event == bindparam("of")),
        [{"of": one.event} for one in events],
    )
    _put_members(connection, events)


def _found(connection: Connection, events: list[_After]) -> None:
    """Write events that are new, or that are there again."""
    gone = set(connection.execute(select(EVENTS.c.id).where(~EVENTS.c.live)).scalars())
    back = [one for one in events if one.event in gone]
    if back:
        connection.execute(
            update(EVENTS)
            .where(EVENTS.c.id == bindparam("event"))
            .values(live=True, reason=None, into=None, at=None),
            [{"event": one.event} for one in back],
        )
        _update(connection, back)
    new = [one for one in events if one.event not in gone]
    first = next_number(connection, EVENTS.c.key)
    rows = [
        {**new_event(key, one.event), "told": text_of(one.told)}
        for key, one in enumerate(new, first)
    ]
    insert_rows(connection, EVENTS, rows)
    _put_members(connection, new)


def _put_members(connection: Connection, events: list[_After]) -> None:
    rows: list[dict[str, object]] = [
        {"event": one.event, "position": position, "report": report}
        for one in events
        for position, report in enumerate(one.reports)
    ]
    insert_rows(connection, EVENT_REPORTS, rows)


def _bury(
    connection: Connection, before: Before, events: list[Event], at: datetime
) -> list[EventChange]:
    """Leave a tombstone for each event that has no report any more."""
    live = {event.id for event in events}
    homes = {storable(one.id): event.id for event in events for one in event.reports}
    changes = list[EventChange]()
    for name, members in before.members.items():
        if name in live:
            continue
        found = Counter(homes[one] for one in members if one in homes)
        into = min(found, key=lambda home: (-found[home], home)) if found else None
        reason = Gone.NO_REPORT if into is None else Gone.JOINED
        bury(connection, name, reason, into, at)
        changes.append(EventChange(name, ChangeKind.REMOVED, tuple(members), into=into))
    return changes


def changes_digest(changes: Iterable[EventChange]) -> str:
    """Hash over what a run changed in the events."""
    return digest_of(canonical(msgspec.to_builtins(tuple(changes))))
