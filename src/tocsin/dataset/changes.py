"""What changed in the events: which reports came or went, which values are others now.

>>> Changes(1, ()).sentence()
'no event changed'

A value is told as the reports tell it together: "8000-12000", or "rally; march".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, Row, func, select

from tocsin.dataset.connection import Database
from tocsin.dataset.rows import text_of
from tocsin.dataset.schema import EVENT_CHANGES, insert_rows, next_number
from tocsin.linking.events import Event
from tocsin.linking.values import COUNTS, FIELDS, readings_of


class ChangeKind(StrEnum):
    """What happened to an event."""

    CREATED = "created"
    JOINED = "joined"  # reports came to it
    LEFT = "left"  # reports went from it
    CHANGED = "changed"  # its reports tell other values
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value that is another now.

    Attributes:
        field: "type", or one of `tocsin.linking.values.FIELDS`.
        before: What its reports told; None if they told nothing.
        after: What they tell now.
    """

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class EventChange:
    """What happened to one event in one run.

    Attributes:
        event: Its id.
        kind: What happened.
        reports: The reports that founded it, came or went; of a removed one, those it had.
        fields: The values that are others now; only of `CHANGED`.
        into: Of a removed event the one that has its reports now; None if none has.
    """

    event: str
    kind: ChangeKind
    reports: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What one run changed in the events.

    Attributes:
        run: Number of the run.
        changes: The changes, by event in the order in which events were founded.
    """

    run: int
    changes: tuple[EventChange, ...]

    def of(self, kind: ChangeKind) -> tuple[EventChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    def sentence(self) -> str:
        """The changes in words: "3 reports joined existing events, 4 new events"."""
        joined = sum(len(change.reports) for change in self.of(ChangeKind.JOINED))
        left = sum(len(change.reports) for change in self.of(ChangeKind.LEFT))
        changed = self.of(ChangeKind.CHANGED)
        names = dict.fromkeys(one.field for change in changed for one in change.fields)
        parts = [
            (joined, "report", "joined existing events"),
            (left, "report", "left their event"),
            (len(self.of(ChangeKind.CREATED)), "event", "new"),
            (len(changed), "event", f"changed {', '.join(names)}"),
            (len(self.of(ChangeKind.REMOVED)), "event", "removed"),
        ]
        told = [f"{n:,} {noun}{'' if n == 1 else 's'} {what}" for n, noun, what in parts if n]
        return ", ".join(told) or "no event changed"


def told_by(event: Event) -> dict[str, str]:
    """What the reports of an event tell together, by field; silence is left out."""
    told = {"type": "; ".join(dict.fromkeys(one.what.type.value for one in event.reports))}
    for field in FIELDS:
        values = [one.value for one in readings_of(event, field) if one.value is not None]
        if values and field in COUNTS:
            numbers = sorted(int(value) for value in values)
            same = numbers[0] == numbers[-1]
            told[field] = str(numbers[0]) if same else f"{numbers[0]}-{numbers[-1]}"
        elif values:
            told[field] = "; ".join(dict.fromkeys(map(str, values)))
    return told


def changed_fields(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[FieldChange, ...]:
    """The values that differ, in the order of the fields."""
    return tuple(
        FieldChange(field, _optional(before.get(field)), _optional(after.get(field)))
        for field in ("type", *FIELDS)
        if before.get(field) != after.get(field)
    )


def write_changes(connection: Connection, run: int, changes: Iterable[EventChange]) -> None:
    """Keep what a run changed."""
    first = next_number(connection, EVENT_CHANGES.c.number)
    rows: list[dict[str, object]] = [
        {
            "number": number,
            "run": run,
            "event": change.event,
            "kind": change.kind.value,
            "reports": text_of(list(change.reports)),
            "fields": text_of(msgspec.to_builtins(change.fields)),
            "into": change.into,
        }
        for number, change in enumerate(changes, first)
    ]
    insert_rows(connection, EVENT_CHANGES, rows)


def read_changes(database: Database, run: int | None) -> Changes:
    """What a run changed; None for the last run that changed anything."""
    table = EVENT_CHANGES
    with database.reading() as connection:
        if run is None:
            run = connection.execute(select(func.max(table.c.run))).scalar() or 0
        asked = select(table).where(table.c.run == run).order_by(table.c.number)
        rows = connection.execute(asked).all()
    return Changes(run, tuple(map(_change, rows)))


def _change(row: Row[tuple[object, ...]]) -> EventChange:
    return EventChange(
        row.event,
        ChangeKind(row.kind),
        msgspec.json.decode(row.reports, type=tuple[str, ...]),
        msgspec.json.decode(row.fields, type=tuple[FieldChange, ...]),
        row.into,
    )


def _optional(value: object) -> str | None:
    return None if value is None else str(value)
