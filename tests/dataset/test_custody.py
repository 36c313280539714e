"""The custody log: all is as it was written, or it shows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, text

from tests.dataset.made import ANNA, NOW, two_marches
from tocsin.dataset.chain import Deed, Entry, entry_hash
from tocsin.dataset.connection import _url
from tocsin.dataset.custody import Problem, ProblemKind
from tocsin.dataset.store import Dataset
from tocsin.errors import DatasetError


@pytest.fixture
def filled(dataset: Dataset) -> Dataset:
    """A dataset in which everything was done that is logged."""
    two_marches(dataset)
    dataset.decisions.set_published("a", date(2024, 7, 2), ANNA)
    dataset.custody.append(Deed.EXPORT, "events.csv", "0" * 64, NOW, "anna")
    return dataset


def tamper(place: str, *statements: str) -> None:
    """Change a database from outside, with its guards off."""
    url = _url(place)
    engine = create_engine(url if url is not None else f"sqlite:///{place}")
    with engine.begin() as connection:
        _without_guards(connection)
        for statement in statements:
            assert connection.execute(text(statement)).rowcount
    engine.dispose()


def _without_guards(connection: Connection) -> None:
    for table in ("custody", "decisions"):
        if connection.dialect.name == "sqlite":
            for deed in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER {table}_no_{deed}"))
        else:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))


def kinds(problems: list[Problem]) -> list[tuple[ProblemKind, str]]:
    return [(problem.kind, problem.subject) for problem in problems]


def test_what_nobody_touched_is_as_it_was_written(filled: Dataset) -> None:
    assert filled.custody.verify() == []
    assert filled.custody.verify(filled.custody.head()) == []
    actions = [entry.action for entry in filled.custody.entries()]
    assert actions == [
        *("run", "original", "article", "original", "article"),
        *("run", "reading", "reading", "link", "decision", "export"),
    ]
    last = list(filled.custody.entries())[-1]
    assert (last.who, last.hash) == ("anna", filled.custody.head())


BREAK = [
    ("UPDATE custody SET who = 'boris' WHERE number = 10", ProblemKind.BROKEN_CHAIN, "entry 10"),
    ("DELETE FROM custody WHERE number = 3", ProblemKind.BROKEN_CHAIN, "entry 4"),
    ("UPDATE articles SET record = '{}' WHERE id = 'b'", ProblemKind.CHANGED, "article b"),
    ("DELETE FROM articles WHERE id = 'b'", ProblemKind.MISSING, "article b"),
    ("UPDATE reports SET record = '{}' WHERE id = 'a.1'", ProblemKind.CHANGED, "reading 1"),
    ("DELETE FROM reports WHERE id = 'b.1'", ProblemKind.CHANGED, "reading 2"),
    ("UPDATE decisions SET why = 'bribed'", ProblemKind.CHANGED, "decision 1"),
    ("UPDATE runs SET manifest = '{}' WHERE number = 2", ProblemKind.CHANGED, "run 2"),
    ("DELETE FROM runs WHERE number = 1", ProblemKind.MISSING, "run 1"),
    (
        "INSERT INTO runs SELECT 7, command, manifest, started, finished, counts FROM runs"
        " WHERE number = 1",
        ProblemKind.UNLOGGED,
        "run 7",
    ),
]


@pytest.mark.parametrize(("statement", "kind", "subject"), BREAK)
def test_what_was_changed_from_outside_shows(
    filled: Dataset, place: str, statement: str, kind: ProblemKind, subject: str
) -> None:
    if place.startswith("postgresql"):
        statement = statement.replace("record = '{}'", "record = convert_to('{}', 'UTF8')")
    tamper(place, statement)
    assert (kind, subject) in kinds(filled.custody.verify())


def test_an_end_that_was_cut_off_shows_to_who_kept_the_last_hash(
    filled: Dataset, place: str
) -> None:
    head = filled.custody.head()
    tamper(place, "DELETE FROM custody WHERE number = 11")
    assert filled.custody.verify() == []
    assert kinds(filled.custody.verify(head)) == [(ProblemKind.CUT, "log")]


def test_originals_that_were_changed_or_lost_show(filled: Dataset, tmp_path: Path) -> None:
    first, second = sorted(path for path in (tmp_path / "originals").rglob("*") if path.is_file())
    first.chmod(0o600)
    first.write_bytes(b"")
    second.unlink()
    assert sorted(kinds(filled.custody.verify())) == [
        (ProblemKind.CHANGED, f"original {first.name}"),
        (ProblemKind.MISSING, f"original {second.name}"),
    ]


def test_the_database_refuses_to_change_what_is_only_appended_to(
    filled: Dataset, place: str
) -> None:
    for statement in ("UPDATE decisions SET who = 'boris'", "DELETE FROM custody"):
        with (
            pytest.raises(DatasetError, match="only ever appended to"),
            filled._database.writing() as connection,
        ):
            connection.execute(text(statement))
    assert filled.custody.verify() == []
    assert place


def test_two_writers_make_one_chain(opened: Callable[[], Dataset]) -> None:
    one, other = opened(), opened()
    for number in range(4):
        (one, other)[number % 2].custody.append("word", str(number), "", NOW)
    assert one.custody.verify() == []
    assert [entry.number for entry in other.custody.entries()] == [1, 2, 3, 4]


@given(st.text(), st.text(), st.integers(1))
def test_no_two_entries_have_one_hash(left: str, right: str, number: int) -> None:
    def hashed(who: str, subject: str) -> str:
        return entry_hash(Entry(number, None, who, "run", subject, "", "", ""))

    assert (hashed(left, right) == hashed(right, left)) is (left == right)
