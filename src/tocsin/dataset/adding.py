"""Records of any kind into their tables; what is there already is never overwritten.

A record that comes twice counts once. A record with the id of another that says something else
is refused, and with it everything of the same transaction.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, insert, select, update

from tocsin.dataset import schema
from tocsin.dataset.chain import Act, Deed, enter
from tocsin.dataset.fulltext import add_words
from tocsin.dataset.rows import (
    Row,
    article_row,
    bytes_of,
    digest_of,
    rejected_row,
    report_row,
    storable,
)
from tocsin.dataset.schema import insert_rows, next_number
from tocsin.errors import DatasetError
from tocsin.linking.events import Event
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article

AT_ONCE = 500  # rows of one question; a database takes only some thousand values with it


def add_records(
    connection: Connection, records: Iterable[Event | Report | Rejected | Article]
) -> int:
    """Add records in any mixture, in their order.

    Returns:
        How many were not there before; an event that gained reports counts its new reports only.

    Raises:
        DatasetError: A record has the id of one in the dataset and says something else.
    """
    added = 0
    waiting: list[Event | Report | Rejected | Article] = []
    for record in records:
        waiting.append(record)
        if len(waiting) == AT_ONCE:
            added += _add(connection, waiting)
            waiting = []
    return added + _add(connection, waiting)


def _add(connection: Connection, records: Sequence[Event | Report | Rejected | Article]) -> int:
    reports = list[Report]()
    for record in records:
        reports += record.reports if isinstance(record, Event) else ()
        reports += [record] if isinstance(record, Report) else ()
    return (
        add_articles(connection, [one for one in records if isinstance(one, Article)])
        + insert_reports(connection, _unseen(connection, schema.REPORTS, map(report_row, reports)))
        + _add_rejected(connection, [one for one in records if isinstance(one, Rejected)])
        + _add_events(connection, [one for one in records if isinstance(one, Event)])
    )


def add_articles(
    connection: Connection, articles: Sequence[Article], at: datetime | None = None
) -> int:
    """Add articles, with their words for searching; how many were not there."""
    rows = _unseen(connection, schema.ARTICLES, map(article_row, articles))
    texts = {storable(one.id): f"{one.title or ''}\n{one.text}" for one in articles}
    key = next_number(connection, schema.ARTICLES.c.key)
    insert_rows(connection, schema.ARTICLES, _keyed(rows, "key", key))
    words = ((number, texts[str(row["id"])]) for number, row in enumerate(rows, key))
    add_words(connection, "article_words", words)
    enter(
        connection,
        *(
            Act(Deed.ARTICLE, str(row["id"]), digest_of(bytes_of(row["record"])), at)
            for row in rows
        ),
    )
    return len(rows)


def insert_reports(connection: Connection, rows: list[Row]) -> int:
    """Insert rows of reports, with the words of their sentences for searching."""
    key = next_number(connection, schema.REPORTS.c.key)
    insert_rows(connection, schema.REPORTS, _keyed(rows, "key", key))
    words = ((number, str(row["sentence"])) for number, row in enumerate(rows, key))
    add_words(connection, "sentence_words", words)
    return len(rows)


def _add_rejected(connection: Connection, rejected: Sequence[Rejected]) -> int:
    return insert_rejected(
        connection, _unseen(connection, schema.REJECTED, map(rejected_row, rejected))
    )


def insert_rejected(connection: Connection, rows: list[Row]) -> int:
    """Insert rows of candidates that were left out."""
    key = next_number(connection, schema.REJECTED.c.key)
    insert_rows(connection, schema.REJECTED, _keyed(rows, "key", key))
    return len(rows)


def _keyed(rows: Sequence[Row], name: str, first: int) -> list[Row]:
    """Rows with their numbers, counting up."""
    return [{name: number, **row} for number, row in enumerate(rows, first)]


def _unseen(connection: Connection, table: Table, rows: Iterable[Row]) -> list[Row]:
    """Rows that are not in a table, each once; one that differs from what is there is refused."""
    found = list(rows)
    held = _held(connection, table, [str(row["id"]) for row in found])
    unseen = list[Row]()
    for row in found:
        name, record = str(row["id"]), row["record"]
        if name not in held:
            held[name] = record
            unseen.append(row)
        elif held[name] != record:
            raise DatasetError(
                f"{table.name}: {name!r} is in the dataset and says something else; "
                "nothing in a dataset is overwritten"
            )
    return unseen


def _held(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, object]:
    """Records of a table that have one of these ids."""
    held = dict[str, object]()
    current = [table.c.current] if "current" in table.c else []
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows = connection.execute(
            select(table.c.id, table.c.record).where(table.c.id.in_(some), *current)
        )
        held.update((name, bytes(record)) for name, record in rows)
    return held


def _add_events(connection: Connection, events: Sequence[Event]) -> int:
    """Found events, or add the reports that they gained; how many are new."""
    told: dict[str, list[str]] = {}
    held = _members(connection, [event.id for event in events])
    new = list[str]()
    for event in events:
        before = told.get(event.id, held.get(event.id, []))
        ids = [storable(report.id) for report in event.reports]
        if before != ids[: len(before)]:
            raise DatasetError(f"events: {event.id!r} is in the dataset with other reports")
        if not before:
            new.append(event.id)
        told[event.id] = ids
    first = next_number(connection, schema.EVENTS.c.key)
    rows = [new_event(key, event) for key, event in enumerate(new, first)]
    insert_rows(connection, schema.EVENTS, rows)
    insert_rows(
        connection,
        schema.EVENT_REPORTS,
        [
            {"event": event, "position": position, "report": ids[position]}
            for event, ids in told.items()
            for position in range(len(held.get(event, [])), len(ids))
        ],
    )
    _are_linked(connection, [report for ids in told.values() for report in ids])
    return len(new)


def _are_linked(connection: Connection, reports: Sequence[str]) -> None:
    """Reports that came with their event are not to be linked."""
    for start in range(0, len(reports), AT_ONCE):
        some = reports[start : start + AT_ONCE]
        connection.execute(
            update(schema.REPORTS).where(schema.REPORTS.c.id.in_(some)).values(fresh=False)
        )


def _members(connection: Connection, events: Sequence[str]) -> dict[str, list[str]]:
    """The reports of events, in their order; an event that is not there has none."""
    table = schema.EVENT_REPORTS
    members = dict[str, list[str]]()
    for start in range(0, len(events), AT_ONCE):
        some = events[start : start + AT_ONCE]
        asked = select(table).where(table.c.event.in_(some)).order_by(table.c.position)
        for row in connection.execute(asked):
            members.setdefault(row.event, []).append(row.report)
    return members


def members_of(connection: Connection, event: str) -> list[str]:
    """Ids of the reports of an event, in their order."""
    return _members(connection, [event]).get(event, [])


def put_members(connection: Connection, event: str, reports: Sequence[str], start: int) -> None:
    """Write the reports of an event from a position on."""
    rows: list[Row] = [
        {"event": event, "position": position, "report": reports[position]}
        for position in range(start, len(reports))
    ]
    insert_rows(connection, schema.EVENT_REPORTS, rows)


def found_event(connection: Connection, event: str, reports: Sequence[str]) -> None:
    """Write an event that was not there, with its reports."""
    row = new_event(next_number(connection, schema.EVENTS.c.key), event)
    connection.execute(insert(schema.EVENTS), row)
    put_members(connection, event, reports, 0)


def new_event(key: int, event: str) -> Row:
    """The row of an event that nobody has touched yet."""
    return {
        "key": key,
        "id": event,
        "version": 1,
        "live": True,
        "reason": None,
        "into": None,
        "at": None,
        "pinned": False,
        "verdict": None,
        "edits": "{}",
        "told": "",
    }
