"""The dataset: one SQLite file that keeps events, their reports, and what was left out.

>>> import tempfile, pathlib
>>> folder = tempfile.TemporaryDirectory()
>>> with Dataset(pathlib.Path(folder.name) / "korea.tocsin") as dataset:
...     dataset.add([])
...     list(dataset.events())
0
[]
>>> folder.cleanup()

A record is kept as its line of JSON, with the columns beside it that people ask for in SQL, so
that nothing of it is lost. What stands in the file is never overwritten.
"""

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from tocsin.dataset.lines import decode_line, encode_line
from tocsin.errors import DatasetError, InvalidValueError
from tocsin.linking.events import Event
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article

# Version of the tables below, kept in the file; a later tocsin reads every earlier one.
VERSION = 1
_APPLICATION = 0x746F6373  # "tocs", in SQLite's own field for whose file it is
_BUSY_SECONDS = 30.0  # how long one program waits while another writes
_TABLES = """
CREATE TABLE articles (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, title TEXT, outlet TEXT,
    published TEXT, url TEXT, record BLOB NOT NULL);
CREATE TABLE reports (id TEXT PRIMARY KEY, article TEXT NOT NULL, type TEXT NOT NULL,
    status TEXT NOT NULL, start TEXT, "end" TEXT, city TEXT, country TEXT, size_low INTEGER,
    size_high INTEGER, sentence TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE rejected (id TEXT PRIMARY KEY, article TEXT NOT NULL, type TEXT NOT NULL,
    reason TEXT NOT NULL, sentence TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE events (id TEXT PRIMARY KEY);
CREATE TABLE event_reports (event TEXT NOT NULL REFERENCES events, position INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES reports, PRIMARY KEY (event, position));
CREATE INDEX reports_by_article ON reports (article);
CREATE INDEX rejected_by_article ON rejected (article);
"""


class Dataset:
    """A dataset in one file, which is made if there is none.

    Args:
        path: The file; another program may read it at the same time.

    Raises:
        DatasetError: The file is no dataset, or a later version of tocsin wrote it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._connection = _open(self.path)
        self._close = weakref.finalize(self, self._connection.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._close()

    def add(self, records: Iterable[Event | Report | Rejected | Article]) -> int:
        """Add records, all of them or, where one cannot be added, none.

        Args:
            records: Events (each with its reports), reports that belong to no event yet, rejected
                candidates, articles; in any order and mixture.

        Returns:
            How many records the file did not hold before. Adding twice changes nothing; an event
            with further reports behind those that it has keeps its id and gains them.

        Raises:
            DatasetError: A record has the id of one in the file and says something else.
        """
        with self._writing() as connection:
            before = _count(connection)
            for record in records:
                _add(connection, record)
            return _count(connection) - before

    def events(self) -> Iterator[Event]:
        """Every event with its reports, in the order in which they were added."""
        rows = self._connection.execute(
            "SELECT event, record FROM event_reports JOIN reports ON reports.id = report"
            " JOIN events ON events.id = event ORDER BY events.rowid, position"
        )
        event, reports = None, list[Report]()
        for name, record in rows:
            if event is not None and name != event:
                yield Event(event, tuple(reports))
                reports = []
            event = name
            reports.append(_report(record))
        if event is not None:
            yield Event(event, tuple(reports))

    def reports(self) -> Iterator[Report]:
        """Every report, in the order in which they were added."""
        for (record,) in self._connection.execute("SELECT record FROM reports ORDER BY rowid"):
            yield _report(record)

    def rejected(self) -> Iterator[Rejected]:
        """Every candidate that was left out, in the order in which they were added."""
        for (record,) in self._connection.execute("SELECT record FROM rejected ORDER BY rowid"):
            found = decode_line(record)
            if isinstance(found, Rejected):
                yield found

    def articles(self) -> Iterator[Article]:
        """Every article, in the order in which they were added."""
        for (record,) in self._connection.execute("SELECT record FROM articles ORDER BY rowid"):
            yield msgspec.json.decode(record, type=Article)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: kept as a whole, or undone as a whole."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _open(path: Path) -> sqlite3.Connection:
    """Connection to a file that is certainly a dataset of a version we know."""
    try:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise DatasetError(f"{path} cannot be opened: {error}") from error
    try:
        _prepare(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise DatasetError(f"{path} is not a dataset of tocsin: {error}") from error
    except DatasetError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Check whose file it is; make the tables in a file that is empty."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == _APPLICATION
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not ours and not empty:
        raise DatasetError(f"{path} is a database of another program")
    if ours and version > VERSION:
        raise DatasetError(
            f"{path} has version {version}, written by a later tocsin; this one reads {VERSION}"
        )
    if not ours:
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")


def _count(connection: sqlite3.Connection) -> int:
    """How many records there are of all kinds."""
    tables = ("articles", "reports", "rejected", "events")
    counts = " + ".join(f"(SELECT count(*) FROM {table})" for table in tables)  # noqa: S608
    total: int = connection.execute(f"SELECT {counts}").fetchone()[0]
    return total


def _add(connection: sqlite3.Connection, record: Event | Report | Rejected | Article) -> None:
    match record:
        case Event():
            _add_event(connection, record)
        case Report():
            _add_report(connection, record)
        case Rejected():
            _add_rejected(connection, record)
        case Article():
            _add_article(connection, record)


def _insert(connection: sqlite3.Connection, table: str, values: Mapping[str, object]) -> None:
    """Insert a row unless it is there; a row of the same id that differs is refused."""
    found = connection.execute(f"SELECT record FROM {table} WHERE id = ?", (values["id"],))  # noqa: S608
    row = found.fetchone()
    if row is None:
        marks = ", ".join("?" * len(values))
        columns = ", ".join(f'"{name}"' for name in values)
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
            tuple(values.values()),
        )
    elif row[0] != values["record"]:
        raise DatasetError(
            f"{table}: {values['id']!r} is in the dataset and says something else; "
            "nothing in a dataset is overwritten"
        )


def _add_article(connection: sqlite3.Connection, article: Article) -> None:
    values = {
        "id": article.id,
        "sha256": article.sha256,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.day.isoformat() if article.published else None,
        "url": article.url,
        "record": msgspec.json.encode(article),
    }
    _insert(connection, "articles", values)


def _add_report(connection: sqlite3.Connection, report: Report) -> None:
    values = {
        "id": report.id,
        "article": report.article,
        "type": report.what.type.value,
        "status": report.what.status.value,
        "start": report.when.start,
        "end": report.when.end,
        "city": report.where.city,
        "country": report.where.country,
        "size_low": report.size.low if report.size else None,
        "size_high": report.size.high if report.size else None,
        "sentence": report.sentence.words,
        "record": encode_line(report),
    }
    _insert(connection, "reports", values)


def _add_rejected(connection: sqlite3.Connection, rejected: Rejected) -> None:
    values = {
        "id": rejected.id,
        "article": rejected.article,
        "type": rejected.type,
        "reason": rejected.reason.value,
        "sentence": rejected.sentence.words,
        "record": encode_line(rejected),
    }
    _insert(connection, "rejected", values)


def _add_event(connection: sqlite3.Connection, event: Event) -> None:
    for report in event.reports:
        _add_report(connection, report)
    held = connection.execute(
        "SELECT report FROM event_reports WHERE event = ? ORDER BY position", (event.id,)
    ).fetchall()
    ids = [(report.id,) for report in event.reports]
    if held != ids[: len(held)]:
        raise DatasetError(f"events: {event.id!r} is in the dataset with other reports")
    if not held:
        connection.execute("INSERT INTO events VALUES (?)", (event.id,))
    connection.executemany(
        "INSERT INTO event_reports VALUES (?, ?, ?)",
        [(event.id, position, *ids[position]) for position in range(len(held), len(ids))],
    )


def _report(line: bytes) -> Report:
    """The report of a stored line."""
    record = decode_line(line)
    if not isinstance(record, Report):
        raise InvalidValueError(f"no report: {line[:80]!r}")
    return record
