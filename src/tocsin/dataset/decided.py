"""Decisions of persons as they are kept: appended, never changed; undoing one is another.

>>> from datetime import UTC
>>> by = By("anna", datetime(2024, 7, 2, tzinfo=UTC))
>>> on = Subject(SubjectKind.EVENT, "e1")
>>> first = Decision(1, DecisionKind.VERDICT, on, "verdict", None, "rejected", by)
>>> second = Decision(2, DecisionKind.UNDO, on, "verdict", "rejected", None, by, undoes=1)
>>> list(in_force([first, second]))
[]

What counts now is read from all decisions in their order: the last on a field that nobody undid.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, insert, select

from tocsin.dataset.chain import Act, Deed, enter
from tocsin.dataset.rows import canonical, digest_of, stamp, storable, text_of
from tocsin.dataset.schema import DECISIONS, next_number
from tocsin.errors import DatasetError, InvalidValueError


class DecisionKind(StrEnum):
    """What was decided."""

    DATE = "date"  # the publication day of an article
    VERDICT = "verdict"  # what a person thinks of an event as a whole
    EDIT = "edit"  # a value of an event or a report
    NOTE = "note"  # words that change nothing
    MERGE = "merge"  # events that are one
    SPLIT = "split"  # an event that is two
    UNDO = "undo"


class SubjectKind(StrEnum):
    """What decisions are about."""

    ARTICLE = "article"
    EVENT = "event"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is about.

    Attributes:
        kind: What it is.
        id: Its id.
    """

    kind: SubjectKind
    id: str


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, when and why.

    Attributes:
        who: The person, by any name that is the same every time.
        at: When, with its time zone.
        why: In the person's words; may be empty.

    Raises:
        InvalidValueError: Nobody is named, or the time names no zone.
    """

    who: str
    at: datetime
    why: str = ""

    def __post_init__(self) -> None:
        if not self.who.strip() or self.at.tzinfo is None:
            raise InvalidValueError(f"a decision needs a person and a time with its zone: {self}")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided.

    Attributes:
        number: Its number in this dataset, counting from 1.
        kind: What was decided.
        subject: About what.
        field: Which value; None where it is about the whole.
        before: What was so before, as plain values; of a merge or split the reports of each event.
        after: What is so now.
        by: Who decided it, when and why.
        undoes: Number of the decision that it takes back; None if it is none of that kind.
    """

    number: int
    kind: DecisionKind
    subject: Subject
    field: str | None
    before: object
    after: object
    by: By
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be decided; see `Decision`."""

    kind: DecisionKind
    subject: Subject
    field: str | None
    before: object
    after: object
    undoes: int | None = None


def append(connection: Connection, change: Change, by: By) -> Decision:
    """Put a decision behind the last one, and into the custody log."""
    number = next_number(connection, DECISIONS.c.number)
    row = {
        "number": number,
        "kind": change.kind.value,
        "subject_kind": change.subject.kind.value,
        "subject": storable(change.subject.id),
        "field": None if change.field is None else storable(change.field),
        "before": text_of(change.before),
        "after": text_of(change.after),
        "who": storable(by.who),
        "at": stamp(by.at),
        "why": storable(by.why),
        "undoes": change.undoes,
    }
    connection.execute(insert(DECISIONS), row)
    enter(connection, Act(Deed.DECISION, str(number), row_digest(row), by.at, by.who))
    return read_decision(connection, number)


def row_digest(row: Mapping[str, object]) -> str:
    """Hash over everything that a decision says."""
    return digest_of(canonical(dict(row)))


def read_decision(connection: Connection, number: int) -> Decision:
    """One decision.

    Raises:
        DatasetError: There is none of that number.
    """
    row = connection.execute(select(DECISIONS).where(DECISIONS.c.number == number)).first()
    if row is None:
        raise DatasetError(f"no decision {number}")
    return _decision(row)


def read_decisions(connection: Connection, *where: ColumnElement[bool]) -> list[Decision]:
    """Decisions in their order."""
    asked = select(DECISIONS).where(*where).order_by(DECISIONS.c.number)
    return [_decision(row) for row in connection.execute(asked)]


def on(subject: Subject) -> list[ColumnElement[bool]]:
    """The condition that a decision is about a subject."""
    return [
        DECISIONS.c.subject_kind == subject.kind.value,
        DECISIONS.c.subject == storable(subject.id),
    ]


def in_force(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Decisions that nobody took back, in their order; undoing is not among them."""
    kept, undone = list[Decision](), set[int]()
    for decision in sorted(decisions, key=lambda one: -one.number):
        if decision.number in undone:
            continue
        if decision.undoes is not None:
            undone.add(decision.undoes)
        else:
            kept.append(decision)
    return reversed(kept)


def _decision(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(
        row.number,
        DecisionKind(row.kind),
        Subject(SubjectKind(row.subject_kind), row.subject),
        row.field,
        msgspec.json.decode(row.before),
        msgspec.json.decode(row.after),
        By(row.who, datetime.fromisoformat(row.at), row.why),
        row.undoes,
    )
