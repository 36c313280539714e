"""What persons decide: days of articles, verdicts, values, notes, which reports are one event.

Nothing is overwritten: each decision is kept with who, when, why, before and after, and taking one
back is a decision too. A person who decides on an event says which version of it they saw; if it
has changed since, the decision is refused, so that nobody decides on what they have not seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, select, update

from tocsin.dataset.connection import Database
from tocsin.dataset.decided import (
    By,
    Change,
    Decision,
    DecisionKind,
    Subject,
    SubjectKind,
    append,
    in_force,
    on,
    read_decision,
    read_decisions,
)
from tocsin.dataset.events import Gone
from tocsin.dataset.filters import Verdict
from tocsin.dataset.grouping import current_members, members, merged, regroup, repin, split
from tocsin.dataset.rows import storable, text_of
from tocsin.dataset.schema import ARTICLES, EVENTS, REPORTS
from tocsin.errors import DatasetError, InvalidValueError

_VERDICT = "verdict"
_PUBLISHED = "published"
# Why events are left without reports, when such a decision is made or taken back.
_GROUPED = {DecisionKind.MERGE: Gone.MERGED, DecisionKind.SPLIT: Gone.UNDONE}


class Decisions:
    """The decisions of a dataset."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set_published(self, article: str, day: date | None, by: By) -> Decision:
        """Say on which day an article was published.

        Args:
            article: Its id.
            day: The day; None for the one that the article itself tells, if it does.
            by: Who says so, when and why.

        Raises:
            DatasetError: There is no such article.
        """
        subject = Subject(SubjectKind.ARTICLE, article)
        after = None if day is None else day.isoformat()
        with self._database.writing() as connection:
            return _set(connection, DecisionKind.DATE, subject, (_PUBLISHED, after), by)

    def judge(
        self, event: str, verdict: Verdict | None, by: By, version: int | None = None
    ) -> Decision:
        """Say what you think of an event; None if you have no opinion any more.

        Args:
            event: Its id.
            verdict: The verdict.
            by: Who gives it, when and why.
            version: The version that the person saw; None to judge whatever it is now.

        Raises:
            DatasetError: There is no such event, or it has changed since.
        """
        subject = Subject(SubjectKind.EVENT, event)
        after = None if verdict is None else Verdict(verdict).value
        with self._database.writing() as connection:
            _check(connection, event, version)
            return _set(connection, DecisionKind.VERDICT, subject, (_VERDICT, after), by)

    def edit(
        self, subject: Subject, field: str, value: object, by: By, version: int | None = None
    ) -> Decision:
        """Set a value of an event or a report; exports take it instead of what was read.

        Args:
            subject: The event or report.
            field: The name of the field.
            value: The value as plain JSON; None for what was read.
            by: Who sets it, when and why.
            version: Of an event the version that the person saw; None for whatever it is now.

        Raises:
            DatasetError: It is not there, or it has changed since.
            InvalidValueError: The field is a verdict or a day of publication, which have calls of
                their own.
        """
        if subject.kind is SubjectKind.ARTICLE or field in (_VERDICT, _PUBLISHED):
            raise InvalidValueError(f"{field!r} of {subject} is not set by an edit")
        with self._database.writing() as connection:
            if subject.kind is SubjectKind.EVENT:
                _check(connection, subject.id, version)
            return _set(connection, DecisionKind.EDIT, subject, (field, value), by)

    def note(self, subject: Subject, words: str, by: By) -> Decision:
        """Write something down that changes nothing.

        Raises:
            DatasetError: The subject is not there.
        """
        with self._database.writing() as connection:
            _must_be(connection, subject)
            return append(connection, Change(DecisionKind.NOTE, subject, None, None, words), by)

    def merge(
        self, events: Sequence[str], by: By, versions: Mapping[str, int] | None = None
    ) -> Decision:
        """Say that events are one; the first keeps its id and has all reports.

        Args:
            events: Their ids, two or more.
            by: Who says so, when and why.
            versions: The versions that the person saw, by id; those left out do not matter.

        Raises:
            DatasetError: One of them is not there, or has changed since.
            InvalidValueError: There are not two different ones.
        """
        with self._database.writing() as connection:
            for event in events:
                _check(connection, event, (versions or {}).get(event))
            before, after = merged(connection, events)
            subject = Subject(SubjectKind.EVENT, events[0])
            return _group(connection, Change(DecisionKind.MERGE, subject, None, before, after), by)

    def split(
        self, event: str, reports: Sequence[str], by: By, version: int | None = None
    ) -> Decision:
        """Say that some reports of an event are of another event, which gets an id of its own.

        Args:
            event: Its id, which it keeps with the other reports.
            reports: Ids of the reports that are of another event.
            by: Who says so, when and why.
            version: The version that the person saw; None for whatever it is now.

        Returns:
            The decision; `after` holds the reports of both events.

        Raises:
            DatasetError: The event is not there, or has changed since.
            InvalidValueError: They are none of its reports, or all of them.
        """
        with self._database.writing() as connection:
            _check(connection, event, version)
            before, after = split(connection, event, reports)
            subject = Subject(SubjectKind.EVENT, event)
            return _group(connection, Change(DecisionKind.SPLIT, subject, None, before, after), by)

    def undo(self, number: int, by: By) -> Decision:
        """Take a decision back; taking that back does it again.

        Args:
            number: Number of the decision.
            by: Who takes it back, when and why.

        Raises:
            DatasetError: There is no such decision, it was taken back before, or what it moved was
                moved again since.
        """
        with self._database.writing() as connection:
            old = read_decision(connection, number)
            if number in _undone(read_decisions(connection, *on(old.subject))):
                raise DatasetError(f"decision {number} was taken back before")
            change = Change(
                DecisionKind.UNDO, old.subject, old.field, old.after, old.before, old.number
            )
            if _root(connection, old) in _GROUPED:
                return _group(connection, change, by)
            done = append(connection, change, by)
            _apply(connection, old.subject, old.field)
            return done

    def all(self, subject: Subject | None = None) -> Iterator[Decision]:
        """Every decision, or those on one subject; the first one first."""
        with self._database.reading() as connection:
            found = read_decisions(connection, *(on(subject) if subject else ()))
        yield from found

    def in_force(self, subject: Subject) -> dict[str, Decision]:
        """For each field of a subject the decision that counts now."""
        return {one.field: one for one in in_force(self.all(subject)) if one.field is not None}


def _set(
    connection: Connection, kind: DecisionKind, subject: Subject, value: tuple[str, object], by: By
) -> Decision:
    """Decide on one value of a subject."""
    _must_be(connection, subject)
    field, after = value
    held = [one for one in in_force(read_decisions(connection, *on(subject))) if one.field == field]
    before = held[-1].after if held else None
    done = append(connection, Change(kind, subject, field, before, after), by)
    _apply(connection, subject, field)
    return done


def _apply(connection: Connection, subject: Subject, field: str | None) -> None:
    """Write beside a subject what counts now, so that it can be asked for in SQL."""
    values = {
        one.field: one.after
        for one in in_force(read_decisions(connection, *on(subject)))
        if one.field is not None
    }
    key = storable(subject.id)
    if field == _PUBLISHED:
        connection.execute(
            update(ARTICLES).where(ARTICLES.c.id == key).values(given=values.get(_PUBLISHED))
        )
    elif subject.kind is SubjectKind.EVENT:
        verdict = values.pop(_VERDICT, None)
        edits = {name: value for name, value in values.items() if value is not None}
        connection.execute(
            update(EVENTS)
            .where(EVENTS.c.id == key)
            .values(verdict=verdict, edits=text_of(edits), version=EVENTS.c.version + 1)
        )


def _group(connection: Connection, change: Change, by: By) -> Decision:
    """Move reports between events, and say who wants it so."""
    before, after = members(change.before), members(change.after)
    regroup(connection, before, after, _GROUPED[_root(connection, change)], by.at)
    done = append(connection, change, by)
    repin(connection, dict.fromkeys((*before, *after)))
    return done


def _root(connection: Connection, decided: Change | Decision) -> DecisionKind:
    """The kind of a decision, or of the one that it took back in the end."""
    while decided.undoes is not None:
        decided = read_decision(connection, decided.undoes)
    return decided.kind


def _undone(decisions: list[Decision]) -> set[int]:
    """Numbers of the decisions that are taken back."""
    undone = set[int]()
    for decision in reversed(decisions):
        if decision.number not in undone and decision.undoes is not None:
            undone.add(decision.undoes)
    return undone


def _check(connection: Connection, event: str, version: int | None) -> None:
    """Refuse a decision on an event that is not there, or that changed since it was seen."""
    current_members(connection, event)
    asked = select(EVENTS.c.version).where(EVENTS.c.id == event)
    now = connection.execute(asked).scalar_one()
    if version is not None and version != now:
        raise DatasetError(
            f"event {event!r} has changed since it was seen: "
            f"it is at version {now}, not {version}; look at it again"
        )


def _must_be(connection: Connection, subject: Subject) -> None:
    """Refuse a decision on something that is not in the dataset."""
    table = _TABLES[subject.kind]
    asked = select(table.c.key).where(table.c.id == storable(subject.id)).limit(1)
    if connection.execute(asked).first() is None:
        raise DatasetError(f"there is no {subject.kind.value} {subject.id!r}")


_TABLES = {
    SubjectKind.ARTICLE: ARTICLES,
    SubjectKind.EVENT: EVENTS,
    SubjectKind.REPORT: REPORTS,
}
