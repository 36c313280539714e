"""Whose database it is, and how one of an earlier version becomes one of this version.

A new database gets the newest tables. Version 1 was a single SQLite file without runs, decisions
and custody; what it held comes over unchanged. A migration is one transaction: a program that is
killed in the middle of it leaves the file as it was.
"""

from collections.abc import Callable, Iterator

import msgspec
from sqlalchemy import Connection, inspect, text

from tocsin.dataset import schema
from tocsin.dataset.adding import add_records, found_event
from tocsin.dataset.connection import Database
from tocsin.dataset.lines import decode_line
from tocsin.errors import DatasetError, InvalidValueError
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article

_APPLICATION = 0x746F6373  # "tocs", in SQLite's own field for whose file it is
_BATCH = 500


def prepare(database: Database) -> None:
    """Make sure that a database is a dataset of this version; make or migrate it if need be.

    Raises:
        DatasetError: Another program made it, or a later version of tocsin did.
    """
    with database.reading() as connection:
        if _version(connection, database.place) == schema.VERSION:
            return
    with database.writing() as connection:
        version = _version(connection, database.place)
        if version == 0:
            schema.create(connection)
        elif version < schema.VERSION:
            _STEPS[version](connection)
        _sign(connection)
    if database.path is not None:
        with database.reading() as connection:
            connection.rollback()  # the mode cannot change inside a transaction
            driver = connection.connection.dbapi_connection
            if driver is not None:
                driver.cursor().execute("PRAGMA journal_mode = WAL")


def _version(connection: Connection, place: str) -> int:
    """Version of the tables; 0 for a database that is empty."""
    found = _stamp(connection)
    if found is None:
        if inspect(connection).get_table_names():
            raise DatasetError(f"{place} is a database of another program")
        return 0
    if found > schema.VERSION:
        raise DatasetError(
            f"{place} has version {found}, written by a later tocsin; "
            f"this one reads {schema.VERSION}"
        )
    return found


def _stamp(connection: Connection) -> int | None:
    """The version that a database carries; None if it is not ours."""
    if connection.dialect.name == "sqlite":
        ours = connection.exec_driver_sql("PRAGMA application_id").scalar() == _APPLICATION
        version = connection.exec_driver_sql("PRAGMA user_version").scalar()
        return int(version or 0) if ours else None
    if not inspect(connection).has_table("tocsin"):
        return None
    return int(connection.exec_driver_sql("SELECT version FROM tocsin").scalar_one())


def _sign(connection: Connection) -> None:
    """Write whose database it is, and its version."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")
        return
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS tocsin (version integer NOT NULL)")
    connection.exec_driver_sql("DELETE FROM tocsin")
    connection.execute(text("INSERT INTO tocsin VALUES (:version)"), {"version": schema.VERSION})


def _from_1(connection: Connection) -> None:
    """Version 1: five tables of SQLite, without keys of their own."""
    for index in ("reports_by_article", "rejected_by_article"):
        connection.exec_driver_sql(f"DROP INDEX {index}")
    # Those that refer to another first, so that each can be dropped in this order.
    old = ("event_reports", "events", "reports", "rejected", "articles")
    for table in old:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO old_{table}")
    schema.create(connection)
    for table in ("articles", "reports", "rejected"):
        for records in _old_records(connection, table):
            add_records(connection, records)
    for event, reports in _old_events(connection):
        found_event(connection, event, reports)
    connection.exec_driver_sql(
        "UPDATE reports SET fresh = false WHERE id IN (SELECT report FROM event_reports)"
    )
    for table in old:
        connection.exec_driver_sql(f"DROP TABLE old_{table}")


def _old_records(connection: Connection, table: str) -> Iterator[list[Article | Report | Rejected]]:
    """Records of version 1 in their order, some hundreds at a time."""
    rows = connection.exec_driver_sql(f"SELECT record FROM old_{table} ORDER BY rowid")  # noqa: S608
    for some in rows.partitions(_BATCH):
        yield [_old_record(table, record) for (record,) in some]


def _old_record(table: str, record: bytes) -> Article | Report | Rejected:
    if table == "articles":
        return msgspec.json.decode(record, type=Article)
    found = decode_line(record)
    if not isinstance(found, Report | Rejected):
        raise InvalidValueError(f"no record of {table}: {record[:80]!r}")
    return found


def _old_events(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """Events of version 1 in their order, with the ids of their reports."""
    rows = connection.exec_driver_sql(
        "SELECT event, report FROM old_event_reports JOIN old_events ON id = event"
        " ORDER BY old_events.rowid, position"
    )
    event, reports = None, list[str]()
    for name, report in rows:
        if event is not None and name != event:
            yield event, reports
            reports = []
        event = name
        reports.append(report)
    if event is not None:
        yield event, reports


# From each version on which files lie somewhere to the tables as they are now.
_STEPS: dict[int, Callable[[Connection], None]] = {1: _from_1}
