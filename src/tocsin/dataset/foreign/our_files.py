"""Our own records: JSON Lines as `tocsin code` and `tocsin export` write them, and dataset files.

Reports that nobody has linked yet are linked, since an event is what the datasets of others count.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from tocsin.dataset.foreign.lines import Line
from tocsin.dataset.foreign.own import coded
from tocsin.dataset.foreign.records import Layout, RowReason, UnreadRow
from tocsin.dataset.foreign.tables import Record, Table
from tocsin.dataset.lines import decode_line
from tocsin.dataset.store import Dataset
from tocsin.errors import InvalidValueError
from tocsin.linking.events import Event, link
from tocsin.reports import Report

SQLITE = b"SQLite format 3\0"
_KINDS = frozenset(("report", "rejected", "input", "article", "event"))


def is_ours(line: bytes) -> bool:
    """Whether a line of JSON is one of our records."""
    try:
        head = msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return False
    return head.get("record") in _KINDS and "schema" in head


def read_our_lines(lines: Iterable[Line]) -> Table:
    """The events of our JSON Lines; a line that is no record is unread, the others count."""
    found = _Found()
    unread = [row for line in lines if (row := found.take(line)) is not None]
    records = chain_records(found.events(), unread)
    return Table(Layout("tocsin-events", "json-lines"), records)


def read_dataset(path: Path) -> Table:
    """The events of a dataset, of which those without a day come as unread.

    Raises:
        DatasetError: The file is no dataset, or a later version of tocsin wrote it.
    """
    with Dataset(path) as dataset:
        events = list(dataset.events())
    return Table(Layout("tocsin-events", "dataset"), chain_records(events, []))


def chain_records(events: Iterable[Event], unread: Iterable[UnreadRow]) -> Iterator[Record]:
    """Events as records, numbered from 1, then what was unread."""
    for number, event in enumerate(events, 1):
        record = coded(event, number)
        yield record if record.days else UnreadRow(number, RowReason.NO_DAY, event.id)
    yield from unread


class _Found:
    """Records as their lines come."""

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._events: dict[str, list[str]] = {}

    def take(self, line: Line) -> UnreadRow | None:
        """Take a line; what is no record is given back."""
        if line.too_long:
            return UnreadRow(line.number, RowReason.TOO_LONG, "the line")
        if not line.text.strip():
            return None
        try:
            self._take(line.text.encode("utf-8", "replace"))
        except (InvalidValueError, msgspec.MsgspecError, RecursionError) as error:
            return UnreadRow(line.number, RowReason.NOT_JSON, str(error)[:200])
        return None

    def _take(self, text: bytes) -> None:
        head = msgspec.json.decode(text, type=_Head)
        if head.record == "event":
            told = msgspec.json.decode(text, type=_EventLine)
            self._events[told.id] = told.reports
        elif head.record != "article":
            record = decode_line(text)
            if isinstance(record, Report):
                self._reports[record.id] = record

    def events(self) -> Iterator[Event]:
        """The events of the file, or what its reports are linked to; without those that miss."""
        if not self._events:
            yield from link(self._reports.values())
        for id_, names in self._events.items():
            reports = tuple(self._reports[name] for name in names if name in self._reports)
            if reports and len(set(names)) == len(names):
                yield Event(id_, reports)


class _Head(msgspec.Struct):
    """What a line opens with."""

    record: str | None = None


class _EventLine(msgspec.Struct):
    """An event, as it names its reports."""

    id: str
    reports: list[str]
