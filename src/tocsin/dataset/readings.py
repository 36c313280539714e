"""Readings: what an article told, by which version of tocsin, and which articles to read anew.

A new reading takes the place of the one before, which stays in the file: its reports are no
longer current. A report that an earlier reader gave another id is followed: where a report of the
new reading stands at the same words and is of the same type, it succeeds it, in its event too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, Table, and_, func, insert, select, update

from tocsin.dataset.adding import insert_rejected, insert_reports
from tocsin.dataset.chain import Act, Deed, enter
from tocsin.dataset.coded import Coded
from tocsin.dataset.connection import Database
from tocsin.dataset.rows import (
    bytes_of,
    digest_of,
    rejected_row,
    report_of,
    report_row,
    stamp,
    storable,
)
from tocsin.dataset.schema import (
    ARTICLES,
    EVENT_REPORTS,
    READINGS,
    REJECTED,
    REPORTS,
    next_number,
)
from tocsin.errors import DatasetError
from tocsin.reports import Report

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What a reading depends on besides the article.

    Attributes:
        tool: Version of tocsin.
        reader: Name of the reader, with the hash of its model.
        codebooks: Hashes of the codebooks that change what is read, in any order.
    """

    tool: str
    reader: str
    codebooks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading as the dataset knows it.

    Attributes:
        number: Its number in this dataset, counting from 1.
        article: Id of the article.
        made_by: The version that read it.
        published: The publication day that it was read with, as YYYY-MM-DD; None for none.
        run: The run that read it.
        at: When, in UTC.
        failure: What went wrong; None if nothing did.
    """

    number: int
    article: str
    made_by: MadeBy
    published: str | None
    run: int
    at: datetime
    failure: str | None


class Readings:
    """The readings of a dataset."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, made_by: MadeBy) -> list[str]:
        """Articles that this version has not read as they are now.

        Args:
            made_by: The version that would read them.

        Returns:
            Ids of articles that were never read, that another version read, whose publication day
            is another now, or whose reading failed; in the order in which they were added.
        """
        read = [
            READINGS.c.article == ARTICLES.c.id,
            READINGS.c.current,
            READINGS.c.tool == storable(made_by.tool),
            READINGS.c.reader == storable(made_by.reader),
            READINGS.c.codebooks == _joined(made_by.codebooks),
            READINGS.c.failure.is_(None),
            func.coalesce(READINGS.c.published, "") == func.coalesce(_DAY, ""),
        ]
        asked = (
            select(ARTICLES.c.id)
            .outerjoin(READINGS, and_(*read))
            .where(READINGS.c.number.is_(None))
            .order_by(ARTICLES.c.key)
        )
        with self._database.reading() as connection:
            return list(connection.execute(asked).scalars())

    def keep(self, coded: Coded, made_by: MadeBy, run: int, at: datetime) -> None:
        """Keep what was read in an article, in the place of what was read before.

        Args:
            coded: The article and its records; with a failure, what is current stays.
            made_by: The version that read it.
            run: The run that read it.
            at: Now, with its time zone.

        Raises:
            DatasetError: The article is not in the dataset.
        """
        if coded.input.article is None:
            raise DatasetError(f"{coded.input.name} has no article that could have been read")
        article = storable(coded.input.article.id)
        published = coded.input.article.published
        with self._database.writing() as connection:
            known = select(ARTICLES.c.key).where(ARTICLES.c.id == article)
            if connection.execute(known).first() is None:
                raise DatasetError(f"article {article!r} is not in the dataset")
            number = next_number(connection, READINGS.c.number)
            _outdate(connection, READINGS, article)
            connection.execute(
                insert(READINGS),
                {
                    "number": number,
                    "article": article,
                    "tool": storable(made_by.tool),
                    "reader": storable(made_by.reader),
                    "codebooks": _joined(made_by.codebooks),
                    "published": published.day.isoformat() if published else None,
                    "run": run,
                    "at": stamp(at),
                    "failure": None if coded.failure is None else storable(coded.failure),
                    "current": True,
                },
            )
            if coded.failure is None:
                _replace(connection, article, number, coded)
            digest = reading_digests(connection, number)[number]
            enter(connection, Act(Deed.READING, str(number), digest, at))

    def of(self, article: str) -> KeptReading | None:
        """The latest reading of an article; None if it was never read."""
        asked = select(READINGS).where(READINGS.c.article == storable(article), READINGS.c.current)
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
        return None if row is None else _kept(row)


_DAY = func.coalesce(ARTICLES.c.given, ARTICLES.c.published)


def _kept(row: Row[tuple[object, ...]]) -> KeptReading:
    return KeptReading(
        row.number,
        row.article,
        MadeBy(row.tool, row.reader, tuple(row.codebooks.split())),
        row.published,
        row.run,
        datetime.fromisoformat(row.at),
        row.failure,
    )


def _joined(codebooks: Iterable[str]) -> str:
    return " ".join(sorted(map(storable, codebooks)))


def _outdate(connection: Connection, table: Table, article: str) -> None:
    """What is current of an article is so no longer."""
    connection.execute(
        update(table).where(table.c.article == article, table.c.current).values(current=False)
    )


def _replace(connection: Connection, article: str, number: int, coded: Coded) -> None:
    """Put the records of a reading in the place of those that are current."""
    asked = select(REPORTS.c.id, REPORTS.c.record, REPORTS.c.fresh)
    held = connection.execute(
        asked.where(REPORTS.c.article == article, REPORTS.c.current).order_by(REPORTS.c.key)
    ).all()
    before = {row.id: (bytes_of(row.record), bool(row.fresh)) for row in held}
    heirs = _heirs([report_of(record) for record, _ in before.values()], coded.reports)
    rows = [report_row(report) for report in coded.reports]
    for row in rows:
        name = str(row["id"])
        row["reading"], row["succeeds"] = number, heirs.get(name)
        if name in before and before[name][0] == row["record"]:
            row["fresh"] = before[name][1]
    for table in (REPORTS, REJECTED):
        _outdate(connection, table, article)
    insert_reports(connection, rows)
    rejected = [{**rejected_row(one), "reading": number} for one in coded.rejected]
    insert_rejected(connection, rejected)
    for heir, report in heirs.items():
        connection.execute(
            update(EVENT_REPORTS).where(EVENT_REPORTS.c.report == report).values(report=heir)
        )


def _heirs(before: Sequence[Report], now: Sequence[Report]) -> dict[str, str]:
    """For reports of new ids the id of the report that told the same under another."""
    kept = {report.id for report in before} & {report.id for report in now}
    gone = [report for report in before if report.id not in kept]
    heirs = dict[str, str]()
    for report in now:
        same = (one for one in gone if report.id not in kept and _same_words(one, report))
        if found := next(same, None):
            heirs[storable(report.id)] = storable(found.id)
            gone.remove(found)
    return heirs


def _same_words(one: Report, other: Report) -> bool:
    """Whether two reports of one article rest on the same words, and are of one type."""
    first, second = one.anchor.span, other.anchor.span
    overlap = first.start < second.end and second.start < first.end
    return overlap and one.what.type is other.what.type


def reading_digests(connection: Connection, *numbers: int) -> dict[int, str]:
    """Hash over all records of each reading, by its number; without numbers, of all readings."""
    asked = [READINGS.c.number.in_(numbers)] if numbers else []
    found = connection.execute(select(READINGS.c.number).where(*asked)).scalars()
    hashes: dict[int, list[str]] = {number: [] for number in found}
    for table in (REPORTS, REJECTED):
        of = table.c.reading.in_(numbers) if numbers else table.c.reading.is_not(None)
        rows = connection.execute(
            select(table.c.reading, table.c.record)
            .where(of)
            .order_by(table.c.reading, table.c.key)
            .execution_options(yield_per=_AT_ONCE)
        )
        for number, record in rows:
            hashes.setdefault(number, []).append(digest_of(bytes_of(record)))
    return {number: digest_of("\n".join(told).encode()) for number, told in hashes.items()}
