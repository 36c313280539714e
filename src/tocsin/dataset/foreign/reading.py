r"""Files to events: which format a file has, whatever its name says, and what stands in it.

>>> import io
>>> found = find_events(io.BytesIO(b"cowcode;event_date;side\r\n731;2017-08-09;0\r\n731;;1\r\n"))
>>> found.layout.scheme, [getattr(record, "id", None) for record in found.records]
('mmad-events', ['731-2017-08-09-0', None])

Nothing here raises on what a file holds: a file that is of no scheme has no layout, and a line
that is no event says why.
"""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from tocsin.dataset.foreign.documents import (
    LARGEST_DOCUMENT,
    is_object,
    read_document,
    read_lines,
)
from tocsin.dataset.foreign.lines import LONGEST_LINE, decode, find_lines
from tocsin.dataset.foreign.our_files import SQLITE, is_ours, read_dataset, read_our_lines
from tocsin.dataset.foreign.records import Layout, RowReason, UnreadRow
from tocsin.dataset.foreign.tables import Record, Table, read_table
from tocsin.errors import UnreadableInputError

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_JSON = (b"{", b"[")
_BOM = b"\xef\xbb\xbf"
_EVENTS = "events.csv"  # in the folder of an export
_PART = 16_384  # bytes that are unpacked at a time
_SHOWN = 120  # bytes of a first line that nobody recognised


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file.

    Attributes:
        layout: What it was taken for; None where it is of no scheme that is read.
        records: Its events and what is none, in order; they are read as they are asked for, once.
        note: Why it was not recognised; empty where it was.
    """

    layout: Layout | None
    records: Iterator[Record]
    note: str = ""


def open_events(path: Path) -> Found:
    """Read a file of events, or a dataset.

    Args:
        path: The file; one packed with gzip is unpacked as it is read. Of a folder its one dataset,
            or the events of a CSV bundle.

    Raises:
        UnreadableInputError: It cannot be read, or is of no scheme that is read.
        DatasetError: It is a dataset of a later version, or of another program.
    """
    try:
        path = _file_in(path) if path.is_dir() else path
        stream = path.open("rb")
    except OSError as error:
        raise UnreadableInputError(f"{path} cannot be read: {error.strerror}") from error
    if stream.read(len(SQLITE)) == SQLITE:
        stream.close()
        return _found(read_dataset(path))
    found = find_events(stream)
    if found.layout is None:
        stream.close()
        raise UnreadableInputError(f"{path} is no event dataset that is read: {found.note}")
    return Found(found.layout, _closing(stream, found.records))


def find_events(stream: BinaryIO) -> Found:
    """Read the events of a stream of bytes.

    Args:
        stream: Any bytes, which can be read from the beginning again.

    Returns:
        What was found; it never raises on what the stream holds.
    """
    bytes_ = _Bytes(stream)
    head = bytes_.again().read(LONGEST_LINE)
    start = head.removeprefix(_BOM).lstrip(b" \t\r\n")
    if not start.strip(b"\0"):
        return Found(None, iter(()), bytes_.damage or "it is empty")
    if start.startswith(_ZIP):
        return Found(None, iter(()), "it is packed, or a spreadsheet: unpack it or save it as CSV")
    table = _json(bytes_, start) if start.startswith(_JSON) else None
    table = table or read_table(find_lines(bytes_.again()))
    if table is None:
        first = decode(start[:_SHOWN].splitlines()[0])
        return Found(None, iter(()), f"no scheme has columns such as {first!r}")
    return Found(table.layout, bytes_.watched(table.records))


def _file_in(folder: Path) -> Path:
    """The one dataset of a folder, else the events of a bundle."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    datasets = [path for path in files if _is_dataset(path)]
    if len(datasets) == 1:
        return datasets[0]
    if not datasets and (folder / _EVENTS).is_file():
        return folder / _EVENTS
    told = "several datasets" if datasets else f"no dataset and no {_EVENTS}"
    raise UnreadableInputError(f"{folder} holds {told}: name a file in it")


def _is_dataset(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(SQLITE)) == SQLITE


def _found(table: Table) -> Found:
    return Found(table.layout, table.records)


def _closing(stream: BinaryIO, records: Iterator[Record]) -> Iterator[Record]:
    """Records of a stream that is closed behind the last."""
    with stream:
        yield from records


def _json(bytes_: "_Bytes", start: bytes) -> Table | None:
    """The events of a file that begins like JSON."""
    first = start.split(b"\n", 1)[0].strip()
    if is_ours(first):
        return read_our_lines(find_lines(bytes_.again()))
    if not is_object(first):
        data = bytes_.again().read(LARGEST_DOCUMENT + 1)
        table = read_document(data.removeprefix(_BOM)) if len(data) <= LARGEST_DOCUMENT else None
        if table is not None:
            return table
    return read_lines(find_lines(bytes_.again()))


class _Bytes:
    """A stream that can be read again, unpacked where it is packed, and that never raises."""

    def __init__(self, stream: BinaryIO) -> None:
        self.damage = ""
        self._stream: BinaryIO | gzip.GzipFile = stream
        stream.seek(0)
        packed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(0)
        if packed:
            self._stream = gzip.GzipFile(fileobj=stream)

    def again(self) -> Self:
        """The same, from its beginning."""
        self._stream.seek(0)
        return self

    def read(self, size: int) -> bytes:
        """So many bytes, or as many as there are before the end or the first damage."""
        parts, left = list[bytes](), size
        try:
            # A little at a time: what is whole before the damage counts.
            while left > 0 and (part := self._stream.read(min(left, _PART))):
                parts.append(part)
                left -= len(part)
        except (OSError, EOFError, zlib.error) as error:
            self.damage = f"it breaks off: {error}"
        return b"".join(parts)

    def watched(self, records: Iterator[Record]) -> Iterator[Record]:
        """Records, and behind them whether the stream broke off."""
        yield from records
        if self.damage:
            yield UnreadRow(0, RowReason.DAMAGED, self.damage)
