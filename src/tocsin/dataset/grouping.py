"""Events that a person puts together or parts, and what linking has to know of it for ever.

A person's grouping is kept whatever is read or linked later: linking takes no report from such an
event, and joins no two reports that were parted. Taking it back is possible as long as nobody has
moved those reports since.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import product

import msgspec
from sqlalchemy import Connection, delete, select, update

from tocsin.dataset.adding import found_event, members_of, put_members
from tocsin.dataset.changes import told_by
from tocsin.dataset.decided import Decision, DecisionKind, in_force, read_decisions
from tocsin.dataset.events import Gone, bury
from tocsin.dataset.rows import report_of, text_of
from tocsin.dataset.schema import DECISIONS, EVENT_REPORTS, EVENTS, REPORTS
from tocsin.errors import DatasetError, InvalidValueError
from tocsin.linking.events import Event
from tocsin.reports import Report

Members = Mapping[str, Sequence[str]]  # reports by event
_ID_LENGTH = 12  # of an event's hash, as in linking
_GROUPED = (DecisionKind.MERGE, DecisionKind.SPLIT)


def merged(connection: Connection, events: Sequence[str]) -> tuple[Members, Members]:
    """The reports of events before and after they become the first of them.

    Raises:
        InvalidValueError: There are not two different events.
    """
    if len(set(events)) < max(len(events), 2):
        raise InvalidValueError(f"not two or more different events: {', '.join(events)}")
    before = {event: current_members(connection, event) for event in events}
    return before, {events[0]: [one for event in events for one in before[event]]}


def split(connection: Connection, event: str, reports: Sequence[str]) -> tuple[Members, Members]:
    """The reports of an event before and after some of them become an event of their own.

    Raises:
        InvalidValueError: They are none of its reports, or all of them.
    """
    held = current_members(connection, event)
    parted_off = [one for one in held if one in set(reports)]
    rest = [one for one in held if one not in set(reports)]
    if not parted_off or not rest or len(parted_off) < len(set(reports)):
        raise InvalidValueError(
            f"event {event!r} can be split into some of its reports and the others: "
            f"it has {', '.join(held)}"
        )
    new = _founded_by(connection, parted_off[0])
    return {event: held}, {event: rest, new: parted_off}


def current_members(connection: Connection, event: str) -> list[str]:
    """The reports of a live event.

    Raises:
        DatasetError: There is no such event, or it is no more.
    """
    row = connection.execute(select(EVENTS).where(EVENTS.c.id == event)).first()
    if row is None or not row.live:
        gone = f" any more; see {row.into}" if row is not None and row.into else ""
        raise DatasetError(f"there is no event {event!r}{gone}")
    return members_of(connection, event)


def regroup(
    connection: Connection, before: Members, after: Members, gone: Gone, at: datetime
) -> None:
    """Move reports from the events where they are to those where they shall be.

    Reports that came to these events in the meantime stay where they are.

    Args:
        connection: A transaction that writes.
        before: The reports of each event as they must be now.
        after: The reports of each event as they shall be.
        gone: Why an event that is left without reports is no more.
        at: Now, with its time zone.

    Raises:
        DatasetError: A report is in another event than before.
    """
    heirs = _heirs(connection)
    now = _followed(before, heirs)
    shall = _followed(after, heirs)
    for event, reports in now.items():
        held = current_members(connection, event) if reports else []
        if strangers := [one for one in reports if one not in held]:
            raise DatasetError(
                f"event {event!r} no longer has {', '.join(strangers)}: "
                "take back first what was decided later"
            )
    moved = {one for reports in now.values() for one in reports}
    for event in dict.fromkeys((*now, *shall)):
        stay = [one for one in members_of(connection, event) if one not in moved]
        into = next((name for name in shall if name != event), None)
        _put(connection, event, [*shall.get(event, ()), *stay])
        if not shall.get(event) and not stay:
            bury(connection, event, gone, into, at)


def _put(connection: Connection, event: str, reports: Sequence[str]) -> None:
    """Write the reports of an event that may be new, or be back."""
    if connection.execute(select(EVENTS.c.id).where(EVENTS.c.id == event)).first() is None:
        found_event(connection, event, reports)
    else:
        connection.execute(delete(EVENT_REPORTS).where(EVENT_REPORTS.c.event == event))
        put_members(connection, event, reports, 0)
    told = _reports(connection, reports)
    connection.execute(
        update(EVENTS)
        .where(EVENTS.c.id == event)
        .values(
            told=text_of(told_by(Event(event, told))) if told else "",
            version=EVENTS.c.version + 1,
            live=True,
            reason=None,
            into=None,
            at=None,
        )
    )


def _reports(connection: Connection, ids: Sequence[str]) -> tuple[Report, ...]:
    """Current reports, in the order of their ids as given."""
    found = connection.execute(
        select(REPORTS.c.id, REPORTS.c.record).where(REPORTS.c.current, REPORTS.c.id.in_(ids))
    )
    held = {name: report_of(record) for name, record in found}
    return tuple(held[name] for name in ids if name in held)


def repin(connection: Connection, events: Iterable[str]) -> None:
    """Mark which of these events persons put together or parted, as decisions now stand."""
    grouped = {name for decision in _grouping(connection) for name in members(decision.after)}
    for event in events:
        connection.execute(
            update(EVENTS).where(EVENTS.c.id == event).values(pinned=event in grouped)
        )


def parted(connection: Connection) -> list[tuple[str, str]]:
    """Pairs of reports that persons said are of two events, and nobody put together later."""
    heirs = _heirs(connection)
    pairs = dict.fromkeys(
        pair
        for decision in _grouping(connection)
        if decision.kind is DecisionKind.SPLIT
        for pair in product(*_followed(members(decision.after), heirs).values())
    )
    rows = connection.execute(select(EVENT_REPORTS.c.report, EVENT_REPORTS.c.event))
    homes = {row.report: row.event for row in rows} if pairs else {}
    return [
        (one, other) for one, other in pairs if one not in homes or homes[one] != homes.get(other)
    ]


def members(tree: object) -> Members:
    """The reports of each event, as a decision tells them."""
    return msgspec.convert(tree, dict[str, list[str]])


def _grouping(connection: Connection) -> Iterator[Decision]:
    """Mergers and splits that nobody took back, in their order."""
    kinds = [kind.value for kind in (*_GROUPED, DecisionKind.UNDO)]
    decisions = read_decisions(connection, DECISIONS.c.kind.in_(kinds))
    return (decision for decision in in_force(decisions) if decision.kind in _GROUPED)


def _heirs(connection: Connection) -> dict[str, str]:
    """For each report that is no longer current the one that took its place, if one did."""
    rows = connection.execute(
        select(REPORTS.c.succeeds, REPORTS.c.id)
        .where(REPORTS.c.succeeds.is_not(None))
        .order_by(REPORTS.c.key)
    )
    next_ = {row.succeeds: row.id for row in rows}
    if not next_:
        return {}
    asked = select(REPORTS.c.id).where(REPORTS.c.current)
    current = set(connection.execute(asked).scalars())
    heirs = dict[str, str]()
    for first in next_:
        one, seen = first, set[str]()
        while one not in current and one in next_ and one not in seen:
            seen.add(one)
            one = next_[one]
        heirs[first] = one
    return heirs


def _followed(told: Members, heirs: Mapping[str, str]) -> dict[str, list[str]]:
    """The reports of each event under the ids that they have now."""
    return {
        event: list(dict.fromkeys(heirs.get(one, one) for one in reports))
        for event, reports in told.items()
    }


def _founded_by(connection: Connection, report: str) -> str:
    """Id of an event that a report founds, as linking gives it."""
    return unused_id(connection, "e" + sha256(report.encode()).hexdigest()[:_ID_LENGTH])


def unused_id(connection: Connection, event: str) -> str:
    """An id of an event, hashed again as long as there is or was an event of that id."""
    while connection.execute(select(EVENTS.c.key).where(EVENTS.c.id == event)).first():
        event = "e" + sha256(event.encode()).hexdigest()[:_ID_LENGTH]
    return event
