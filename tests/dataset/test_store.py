"""The dataset: what is added stays, twice is once, and a file of somebody else is left alone."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tocsin.dataset.coded import Coded
from tocsin.dataset.schema import VERSION
from tocsin.dataset.store import Dataset
from tocsin.errors import DatasetError
from tocsin.linking.events import Event, link
from tocsin.text.article import Article


def article_of(coded: Coded) -> Article:
    assert coded.input.article is not None
    return coded.input.article


def test_what_is_added_comes_back(tmp_path: Path, rally: Coded, hostile: Coded) -> None:
    events = link([*rally.records, *hostile.records])
    articles = [article_of(rally), article_of(hostile)]
    with Dataset(tmp_path / "a.tocsin") as dataset:
        added = dataset.add([*events, *rally.rejected, *articles])
    assert added == 2 * len(events) + 1 + 2  # each event, and its report
    with Dataset(tmp_path / "a.tocsin") as dataset:
        assert list(dataset.events()) == events
        assert list(dataset.reports()) == [*rally.reports, *hostile.reports]
        assert list(dataset.rejected()) == list(rally.rejected)
        assert list(dataset.articles()) == articles


def test_adding_twice_changes_nothing(tmp_path: Path, rally: Coded) -> None:
    path = tmp_path / "a.tocsin"
    for expected in (5, 0):
        with Dataset(path) as dataset:
            assert dataset.add([*link(rally.records), *rally.rejected]) == expected
    with Dataset(path) as dataset:
        assert list(dataset.events()) == link(rally.records)


def test_an_event_of_several_reports_keeps_their_order(tmp_path: Path, rally: Coded) -> None:
    event = Event("e1", tuple(reversed(rally.reports)))
    with Dataset(tmp_path / "a.tocsin") as dataset:
        dataset.add([*link(rally.records), event])
        assert list(dataset.events())[-1] == event


def test_an_event_gains_reports_and_keeps_its_id(tmp_path: Path, rally: Coded) -> None:
    first, second = rally.reports
    with Dataset(tmp_path / "a.tocsin") as dataset:
        assert dataset.add([Event("e1", (first,))]) == 2
        assert dataset.add([Event("e1", (first, second))]) == 1
        assert list(dataset.events()) == [Event("e1", (first, second))]
        with pytest.raises(DatasetError, match="other reports"):
            dataset.add([Event("e1", (second, first))])


def test_nothing_is_overwritten_and_all_or_nothing_is_added(tmp_path: Path, rally: Coded) -> None:
    first, second = rally.reports
    with Dataset(tmp_path / "a.tocsin") as dataset:
        dataset.add([first])
        with pytest.raises(DatasetError, match="something else"):
            dataset.add([second, replace(first, confidence=0.5)])
        assert list(dataset.reports()) == [first]
        dataset.add([Event("e1", (first,))])
        with pytest.raises(DatasetError, match="other reports"):
            dataset.add([Event("e1", (second,))])
        assert list(dataset.reports()) == [first]


def test_refuses_a_later_version(tmp_path: Path) -> None:
    path = tmp_path / "a.tocsin"
    Dataset(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatasetError, match=f"version {VERSION + 1}"):
        Dataset(path)
    assert path.read_bytes() == before


def test_refuses_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "contacts.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE contacts (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatasetError, match="another program"):
        Dataset(path)
    assert path.read_bytes() == before


def test_refuses_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, " * 200, "utf-8")
    with pytest.raises(DatasetError, match="not a dataset"):
        Dataset(path)
    with pytest.raises(DatasetError, match="cannot be opened"):
        Dataset(tmp_path / "no" / "such" / "folder.tocsin")


def test_one_reads_while_another_writes(tmp_path: Path, rally: Coded) -> None:
    path = tmp_path / "a.tocsin"
    with Dataset(path) as writer, Dataset(path) as reader:
        writer.add(rally.reports)
        assert len(list(reader.reports())) == len(rally.reports)


def test_columns_can_be_asked_in_sql(tmp_path: Path, rally: Coded) -> None:
    path = tmp_path / "a.tocsin"
    with Dataset(path) as dataset:
        dataset.add(rally.reports)
    connection = sqlite3.connect(path)
    row = connection.execute(
        'SELECT type, start, "end", city, country, size_low, size_high FROM reports'
    ).fetchone()
    connection.close()
    assert row == ("PROTEST", "2024-05-11", "2024-05-11", "Orsha", "BLR", 12_000, 30_000)
