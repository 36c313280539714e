"""A file of an earlier version opens, with all that it held."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from tests.dataset.made import NOW, article, other_day, report, start
from tocsin.dataset import migrations
from tocsin.dataset.coded import Coded
from tocsin.dataset.connection import Database
from tocsin.dataset.filters import Filter
from tocsin.dataset.lines import encode_line
from tocsin.dataset.schema import VERSION
from tocsin.dataset.store import Dataset
from tocsin.errors import DatasetError
from tocsin.linking.events import Event
from tocsin.reports import Rejected
from tocsin.text.article import Article

# The tables of version 1, as the first release made them.
VERSION_1 = """
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
PRAGMA application_id = 1953457011;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""


def write_version_1(
    path: Path,
    articles: Sequence[Article],
    events: Sequence[Event],
    rejected: Sequence[Rejected] = (),
) -> None:
    """A file as the first release would have written it."""
    file = sqlite3.connect(path)
    file.executescript(VERSION_1)

    def insert(table: str, *values: object) -> None:
        file.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608

    for one in articles:
        record = msgspec.json.encode(one)
        insert("articles", one.id, one.sha256, one.title, one.outlet, None, None, record)
    for told in (one for event in events for one in event.reports):
        known = (told.id, told.article, told.what.type.value, told.what.status.value)
        place = (told.when.start, told.when.end, None, None, None, None, told.sentence.words)
        insert("reports", *known, *place, encode_line(told))
    for event in events:
        insert("events", event.id)
        for position, told in enumerate(event.reports):
            insert("event_reports", event.id, position, told.id)
    for out in rejected:
        insert("rejected", out.id, out.article, out.type, out.reason.value, "", encode_line(out))
    file.commit()
    file.close()


def two_events() -> tuple[list[Article], list[Event]]:
    articles = [article("b"), article("a", day="a Monday", size=400), article("c", city="Brest")]
    b, a, c = (
        report(articles[0]),
        report(articles[1], size=400),
        other_day(report(articles[2], city="Brest")),
    )
    return articles, [Event("e2", (b, a)), Event("e1", (c,))]


def test_a_file_of_version_1_is_migrated(tmp_path: Path, rally: Coded) -> None:
    path = tmp_path / "a.tocsin"
    articles, events = two_events()
    write_version_1(path, articles, events, rally.rejected)
    for _ in range(2):  # the second time it is of this version already
        with Dataset(path) as dataset:
            assert list(dataset.articles()) == articles
            assert list(dataset.events()) == events
            assert [one.id for one in dataset.reports()] == ["b.1", "a.1", "c.1"]
            assert list(dataset.rejected()) == list(rally.rejected)
            assert [hit.article for hit in dataset.search("brest")] == ["c", "c"]
            assert list(dataset.events(Filter(countries=("BLR",)))) == events
            assert dataset.custody.verify() == []
    file = sqlite3.connect(path)
    assert file.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert file.execute("SELECT name FROM sqlite_master WHERE name LIKE 'old_%'").fetchall() == []
    assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    file.close()


def test_what_was_migrated_is_linked_already(tmp_path: Path) -> None:
    path = tmp_path / "a.tocsin"
    articles, events = two_events()
    write_version_1(path, articles, events)
    with Dataset(path) as dataset:
        assert dataset.linked.relink(start(dataset), NOW).changes == ()
        assert dataset.add(events) == 0
        assert list(dataset.events()) == events


def test_an_empty_file_of_version_1_is_migrated(tmp_path: Path) -> None:
    write_version_1(tmp_path / "a.tocsin", [], [])
    with Dataset(tmp_path / "a.tocsin") as dataset:
        assert list(dataset.events()) == []


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tocsin"
    articles, events = two_events()
    write_version_1(path, articles, events)

    def out_of_disk(*_: object) -> None:
        raise DatasetError("no space left")

    monkeypatch.setattr(migrations, "found_event", out_of_disk)
    with pytest.raises(DatasetError, match="no space left"):
        Dataset(path)
    monkeypatch.undo()
    file = sqlite3.connect(path)
    assert file.execute("PRAGMA user_version").fetchone() == (1,)
    assert file.execute("SELECT count(*) FROM event_reports").fetchone() == (3,)
    file.close()
    with Dataset(path) as dataset:
        assert list(dataset.events()) == events


def test_a_database_of_another_program_or_version_is_refused(place: str) -> None:
    database = Database(place)
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE contacts (name TEXT)")
    with pytest.raises(DatasetError, match="another program"):
        Dataset(place)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE contacts")
    Dataset(place).close()
    with database.writing() as connection:
        if place.startswith("postgresql"):
            connection.exec_driver_sql("UPDATE tocsin SET version = version + 1")
        else:
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(DatasetError, match=f"has version {VERSION + 1}, written by a later"):
        Dataset(place)
    database.close()
