"""Reports and candidates that are current, read some hundreds at a time."""

from collections.abc import Iterator

from sqlalchemy import select

from tocsin.dataset.connection import Database
from tocsin.dataset.filters import Filter, of_reports
from tocsin.dataset.rows import rejected_of, report_of, storable
from tocsin.dataset.schema import REJECTED, REPORTS
from tocsin.reports import Rejected, Report

_AT_ONCE = 1_000


def read_reports(database: Database, where: Filter) -> Iterator[Report]:
    """Current reports that match, in the order in which they were added."""
    last = 0
    while True:
        with database.reading() as connection:
            rows = connection.execute(
                select(REPORTS.c.key, REPORTS.c.record)
                .where(REPORTS.c.key > last, *of_reports(where, connection.dialect.name))
                .order_by(REPORTS.c.key)
                .limit(_AT_ONCE)
            ).all()
        for row in rows:
            yield report_of(row.record)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1].key


def read_rejected(database: Database, article: str | None) -> Iterator[Rejected]:
    """Current candidates of all articles or of one, in the order in which they were added."""
    of = [] if article is None else [REJECTED.c.article == storable(article)]
    last = 0
    while True:
        with database.reading() as connection:
            rows = connection.execute(
                select(REJECTED.c.key, REJECTED.c.record)
                .where(REJECTED.c.key > last, REJECTED.c.current, *of)
                .order_by(REJECTED.c.key)
                .limit(_AT_ONCE)
            ).all()
        for row in rows:
            yield rejected_of(row.record)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1].key
