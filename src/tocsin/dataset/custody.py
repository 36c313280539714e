"""The custody log of a dataset, and whether everything is still as it was written.

A change of one record shows, because the log holds its hash; a change of the log shows, because
every entry holds the hash of the one before; and that the end was cut off shows to whoever wrote
down the last hash. Reports that a program added by hand, outside of a reading, are not covered.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, select

from tocsin.dataset.chain import Act, Deed, Entry, enter, entries, entry_hash
from tocsin.dataset.connection import Database
from tocsin.dataset.decided import row_digest
from tocsin.dataset.originals import Originals
from tocsin.dataset.readings import reading_digests
from tocsin.dataset.rows import bytes_of, digest_of
from tocsin.dataset.schema import ARTICLES, CUSTODY, DECISIONS, RUNS
from tocsin.errors import DatasetError

_AT_ONCE = 500


class ProblemKind(StrEnum):
    """What is wrong."""

    BROKEN_CHAIN = "broken-chain"  # an entry of the log was changed, added or taken away
    CUT = "cut"  # the log does not hold the entry that it once ended with
    CHANGED = "changed"  # something is not what the log says that it was
    MISSING = "missing"  # something that the log tells of is not there
    UNLOGGED = "unlogged"  # something is there that the log does not tell of


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was written.

    Attributes:
        kind: What is wrong.
        subject: With what: "original 3f...", "entry 7".
        note: The same as a short sentence for people.
    """

    kind: ProblemKind
    subject: str
    note: str


class Custody:
    """The custody log of a dataset."""

    def __init__(self, database: Database, originals: Originals) -> None:
        self._database = database
        self._originals = originals

    def append(self, action: str, subject: str, digest: str, at: datetime, who: str = "") -> str:
        """Enter what was done outside of the dataset, such as an export.

        Args:
            action: What was done, in a word: "export".
            subject: To what, or into what: the name of a file.
            digest: SHA-256 of what came about.
            at: Now, with its time zone.
            who: The person, where one did it.

        Returns:
            The hash of the entry, which is the last one of the log now.
        """
        with self._database.writing() as connection:
            enter(connection, Act(action, subject, digest, at, who))
            return self.head()

    def entries(self) -> Iterator[Entry]:
        """Every entry, the first one first."""
        return entries(self._database)

    def head(self) -> str:
        """Hash of the last entry; empty if there is none. Whoever keeps it can check all before."""
        asked = select(CUSTODY.c.hash).order_by(CUSTODY.c.number.desc()).limit(1)
        with self._database.reading() as connection:
            return connection.execute(asked).scalar() or ""

    def verify(self, head: str | None = None) -> list[Problem]:
        """Check the log, and everything that it tells of, against what is there.

        Args:
            head: A hash that the log once ended with, to see that its end was not cut off.

        Returns:
            What is wrong, the log first; nothing if all is as it was written.
        """
        with self._database.snapshot() as connection:
            log = list(entries(self._database))
            problems = [*_chain(log), *_cut(log, head), *self._originals_changed(log)]
            for deed in _DIGESTS:
                problems += _compared(connection, log, deed)
        return problems

    def _originals_changed(self, log: list[Entry]) -> Iterator[Problem]:
        for sha256 in dict.fromkeys(one.digest for one in log if one.action == Deed.ORIGINAL):
            if self._originals.missing(sha256):
                yield Problem(ProblemKind.MISSING, f"original {sha256}", "the file is not there")
                continue
            try:
                self._originals.read(sha256)
            except DatasetError as error:
                yield Problem(ProblemKind.CHANGED, f"original {sha256}", str(error))


def _chain(log: list[Entry]) -> Iterator[Problem]:
    """The first entry that does not follow from the one before it."""
    previous = ""
    for place, entry in enumerate(log, 1):
        if (entry.number, entry.previous, entry.hash) != (place, previous, entry_hash(entry)):
            note = "it was changed, or the one before it was changed or taken away"
            yield Problem(ProblemKind.BROKEN_CHAIN, f"entry {entry.number}", note)
            return
        previous = entry.hash


def _cut(log: list[Entry], head: str | None) -> Iterator[Problem]:
    if head and all(entry.hash != head for entry in log):
        note = f"the log ends with entry {len(log)} and does not hold the hash {head}"
        yield Problem(ProblemKind.CUT, "log", note)


def _compared(connection: Connection, log: list[Entry], deed: Deed) -> Iterator[Problem]:
    """What is there of one kind against what the log says of it."""
    logged = {entry.subject: entry.digest for entry in log if entry.action == deed}
    there = set[str]()
    for subject, digest in _DIGESTS[deed](connection):
        there.add(subject)
        if subject not in logged:
            note = "the log does not tell of it"
            yield Problem(ProblemKind.UNLOGGED, f"{deed} {subject}", note)
        elif logged[subject] != digest:
            note = "it is not what it was when it was written"
            yield Problem(ProblemKind.CHANGED, f"{deed} {subject}", note)
    for subject in logged:
        if subject not in there:
            note = "the log tells of it, and it is not there"
            yield Problem(ProblemKind.MISSING, f"{deed} {subject}", note)


def _articles(connection: Connection) -> Iterator[tuple[str, str]]:
    asked = select(ARTICLES.c.id, ARTICLES.c.record).order_by(ARTICLES.c.key)
    for name, record in _rows(connection, asked):
        yield str(name), digest_of(bytes_of(record))


def _readings(connection: Connection) -> Iterator[tuple[str, str]]:
    for number, digest in sorted(reading_digests(connection).items()):
        yield str(number), digest


def _decisions(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in connection.execute(select(DECISIONS).order_by(DECISIONS.c.number)).mappings():
        yield str(row["number"]), row_digest(dict(row))


def _runs(connection: Connection) -> Iterator[tuple[str, str]]:
    for row in connection.execute(select(RUNS.c.number, RUNS.c.manifest).order_by(RUNS.c.number)):
        yield str(row.number), digest_of(row.manifest.encode())


def _rows(connection: Connection, asked: Select[Any]) -> Iterator[Sequence[object]]:
    """Rows some hundreds at a time, as far as the driver can."""
    yield from connection.execute(asked.execution_options(yield_per=_AT_ONCE))


_DIGESTS: dict[Deed, Callable[[Connection], Iterator[tuple[str, str]]]] = {
    Deed.ARTICLE: _articles,
    Deed.READING: _readings,
    Deed.DECISION: _decisions,
    Deed.RUN: _runs,
}
