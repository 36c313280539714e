"""Whether everything in a project is still as it was written.

The database is asked whether it is whole, the custody log whether its chain is, and every record
and every original is held against the hash that the log has of it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tocsin.dataset.custody import Problem, ProblemKind
from tocsin.dataset.store import Dataset
from tocsin.errors import DatasetError
from tocsin.project.folder import Project

_MOST = 20  # faults of a database that are told


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check found.

    Attributes:
        problems: What is not as it was written.
        entries: How many entries the custody log has.
        originals: How many originals it tells of.
        head: Hash of its last entry; whoever keeps it elsewhere sees later if the end was cut off.
    """

    problems: tuple[Problem, ...]
    entries: int
    originals: int
    head: str


def verify(project: Project, head: str | None = None) -> Verified:
    """Check a project.

    Args:
        project: The project.
        head: A hash that its custody log once ended with.

    Raises:
        ProjectError: The dataset is not there.
    """
    broken = (
        [] if project.settings.is_url else list(_faults(project.folder / project.settings.dataset))
    )
    if broken:  # what a broken database tells of the rest is worth nothing
        return Verified(tuple(broken), 0, 0, "")
    try:
        with project.open() as dataset:
            return _verify(dataset, head)
    except DatasetError as error:
        return Verified((_of_database(str(error)),), 0, 0, "")


def _verify(dataset: Dataset, head: str | None) -> Verified:
    problems = dataset.custody.verify(head)
    entries = originals = 0
    for entry in dataset.custody.entries():
        entries += 1
        originals += entry.action == "original"
    return Verified(tuple(problems), entries, originals, dataset.custody.head())


def _faults(file: Path) -> Iterator[Problem]:
    """What SQLite itself finds wrong with a file."""
    if not file.is_file():
        return  # opening it says so
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            for (words,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
                if words != "ok":
                    yield _of_database(words)
            for row in connection.execute("PRAGMA foreign_key_check"):
                yield _of_database(f"a row of {row[0]} refers to what is not in {row[2]}")
    except sqlite3.DatabaseError as error:
        yield _of_database(str(error))


def _of_database(words: str) -> Problem:
    return Problem(ProblemKind.CHANGED, "database", words)
