"""The custody log: what came into the dataset and when, so chained that no change goes unseen.

>>> entry_hash(Entry(1, None, "", Deed.RUN, "run 1", "0" * 64, "", ""))[:12]
'2b11089ac487'

Each entry holds the hash of the entry before it. Who writes down the last hash (an export does)
can show later that nothing before it was changed, added or taken away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from tocsin.dataset.connection import Database
from tocsin.dataset.rows import canonical, digest_of, stamp, storable
from tocsin.dataset.schema import CUSTODY, insert_rows

_AT_ONCE = 2_000


class Deed(StrEnum):
    """What an entry tells of; a program may write others of its own."""

    ORIGINAL = "original"  # bytes were kept
    ARTICLE = "article"  # an article was added
    READING = "reading"  # an article was read
    LINK = "link"  # reports were put together
    DECISION = "decision"
    RUN = "run"  # a command began
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the custody log.

    Attributes:
        number: Its place, counting from 1.
        at: When, in UTC; None if the program that added gave no time.
        who: The person; empty where a command did it.
        action: What was done; the values of `Deed`, or another word.
        subject: What it was done to: an id, a name.
        digest: SHA-256 of what came about by it.
        previous: Hash of the entry before; empty for the first.
        hash: SHA-256 of all of this.
    """

    number: int
    at: str | None
    who: str
    action: str
    subject: str
    digest: str
    previous: str
    hash: str


def entry_hash(entry: Entry) -> str:
    """The hash that an entry must have."""
    told = [entry.number, entry.at, entry.who, entry.action, entry.subject, entry.digest]
    return digest_of(canonical([*told, entry.previous]))


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be entered; see `Entry`."""

    action: str
    subject: str
    digest: str
    at: datetime | None
    who: str = ""


def enter(connection: Connection, *acts: Act) -> None:
    """Put entries behind the last one, in their order."""
    last = connection.execute(_LAST).first()
    number, previous = (last.number, last.hash) if last else (0, "")
    rows = list[dict[str, object]]()
    for act in acts:
        number += 1
        entry = _entry(number, act, previous)
        previous = entry.hash
        rows.append({name: getattr(entry, name) for name in Entry.__slots__})
    insert_rows(connection, CUSTODY, rows)


_LAST = select(CUSTODY.c.number, CUSTODY.c.hash).order_by(CUSTODY.c.number.desc()).limit(1)


def _entry(number: int, act: Act, previous: str) -> Entry:
    entry = Entry(
        number=number,
        at=stamp(act.at) if act.at is not None else None,
        who=storable(act.who),
        action=storable(act.action),
        subject=storable(act.subject),
        digest=act.digest,
        previous=previous,
        hash="",
    )
    return replace(entry, hash=entry_hash(entry))


def entries(database: Database) -> Iterator[Entry]:
    """Every entry, the first one first."""
    last = 0
    while True:
        with database.reading() as connection:
            rows = connection.execute(
                select(CUSTODY)
                .where(CUSTODY.c.number > last)
                .order_by(CUSTODY.c.number)
                .limit(_AT_ONCE)
            ).all()
        for row in rows:
            yield Entry(*row)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1].number
