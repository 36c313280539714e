"""Runs: which command worked on the dataset, with which versions and options.

A run that has no end was killed, or is still going on. Its manifest goes with every export, so
that others can do the same again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from sqlalchemy import Row, insert, select, update

from tocsin.dataset.chain import Act, Deed, enter
from tocsin.dataset.connection import Database
from tocsin.dataset.rows import digest_of, stamp, storable, text_of
from tocsin.dataset.schema import RUNS, next_number
from tocsin.errors import DatasetError


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a command was, so that it can be done again.

    Attributes:
        command: Its name: "code".
        tool: Version of tocsin.
        versions: Versions and hashes of what it worked with, by name.
        options: Its options, as plain values.
    """

    command: str
    tool: str
    versions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command.

    Attributes:
        number: Its number in this dataset, counting from 1.
        manifest: What it was.
        started: When it began.
        finished: When it ended; None if it was killed, or is still going on.
        counts: What it did, in numbers, by name.
    """

    number: int
    manifest: Manifest
    started: datetime
    finished: datetime | None
    counts: Mapping[str, int]


class Runs:
    """The runs of a dataset."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, manifest: Manifest, at: datetime) -> int:
        """Write down that a command begins.

        Args:
            manifest: What it is.
            at: Now, with its time zone.

        Returns:
            The number of the run, which what it writes will carry.
        """
        told = text_of(msgspec.to_builtins(manifest))
        with self._database.writing() as connection:
            number = next_number(connection, RUNS.c.number)
            connection.execute(
                insert(RUNS),
                {
                    "number": number,
                    "command": storable(manifest.command),
                    "manifest": told,
                    "started": stamp(at),
                    "finished": None,
                    "counts": "{}",
                },
            )
            digest = digest_of(told.encode())
            enter(connection, Act(Deed.RUN, str(number), digest, at))
        return number

    def finish(self, run: int, at: datetime, counts: Mapping[str, int]) -> None:
        """Write down that a run came to its end, and what it did in numbers.

        Raises:
            DatasetError: There is no such run, or it ended before.
        """
        with self._database.writing() as connection:
            done = connection.execute(
                update(RUNS)
                .where(RUNS.c.number == run, RUNS.c.finished.is_(None))
                .values(finished=stamp(at), counts=text_of(dict(counts)))
            )
            if not done.rowcount:
                raise DatasetError(f"no run {run} that has not ended")

    def all(self) -> Iterator[Run]:
        """Every run, the first one first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(RUNS).order_by(RUNS.c.number)).all()
        yield from map(_run, rows)

    def get(self, run: int) -> Run:
        """One run.

        Raises:
            DatasetError: There is no such run.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(RUNS).where(RUNS.c.number == run)).first()
        if row is None:
            raise DatasetError(f"no run {run}")
        return _run(row)


def _run(row: Row[tuple[object, ...]]) -> Run:
    return Run(
        row.number,
        msgspec.json.decode(row.manifest, type=Manifest),
        datetime.fromisoformat(row.started),
        datetime.fromisoformat(row.finished) if row.finished else None,
        msgspec.json.decode(row.counts, type=dict[str, int]),
    )
