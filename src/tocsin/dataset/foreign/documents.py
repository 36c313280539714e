"""JSON to events: lines of objects, a list of them, or an answer that holds the list.

>>> data = b'{"data": [{"event_date": "2019-08-02", "event_type": "Protests",'
>>> data += b' "sub_event_type": "Peaceful protest", "iso": 404, "fatalities": 0}]}'
>>> found = read_document(data)
>>> found.layout.scheme, [event.place.country for event in found.records]
('acled', ['KEN'])

Objects that hold nothing but values are rows like those of a table, and are read by the same
readers; PLOVER's and our own are trees, and have readers of their own.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

import msgspec

from tocsin.dataset.foreign import plover
from tocsin.dataset.foreign.lines import Line
from tocsin.dataset.foreign.plover import as_text
from tocsin.dataset.foreign.records import Layout, RowReason, UnreadRow
from tocsin.dataset.foreign.schemes import Scheme, named
from tocsin.dataset.foreign.tables import Record, Table, columns_of, layout_of, read_cells

LARGEST_DOCUMENT = 500_000_000  # bytes of a file that is one tree, and is held in memory
_LISTS = ("data", "features", "events", "rows", "results")  # where answers keep their rows
_FIRST = 20  # objects that are asked for the scheme
_PLOVER = ("id", "date", "enddate", "event", "mode", "actor", "recipient", "event_loc", "size",
           "cite_info", "has_event")  # fmt: skip

Item = tuple[int, Mapping[str, Any] | UnreadRow]


def is_object(line: bytes) -> bool:
    """Whether a line is a whole object of JSON that holds no list of rows."""
    try:
        found = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return False
    return not any(bytes(found[name]).startswith(b"[") for name in _LISTS if name in found)


def read_document(data: bytes) -> Table | None:
    """The events of a document; None where it holds no list of objects that we know."""
    try:
        tree = msgspec.json.decode(data, type=list[msgspec.Raw] | dict[str, msgspec.Raw])
        if isinstance(tree, dict):
            geo = "features" in tree
            raw = next(tree[name] for name in _LISTS if name in tree)
            tree = msgspec.json.decode(raw, type=list[msgspec.Raw])
        else:
            geo = False
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, StopIteration):
        return None
    return _read(_items(enumerate(tree, 1)), "geojson" if geo else "json")


def read_lines(lines: Iterable[Line]) -> Table | None:
    """The events of JSON Lines, one object a line; None where the objects are not known."""
    texts = (
        (line.number, None if line.too_long else line.text.encode("utf-8", "replace"))
        for line in lines
        if line.too_long or line.text.strip(" \0")
    )
    return _read(_items(texts), "json-lines")


def _items(rows: Iterable[tuple[int, bytes | msgspec.Raw | None]]) -> Iterator[Item]:
    """Objects with their numbers, and why others are none."""
    for number, raw in rows:
        yield number, _object(number, raw)


def _object(number: int, raw: bytes | msgspec.Raw | None) -> Mapping[str, Any] | UnreadRow:
    if raw is None:
        return UnreadRow(number, RowReason.TOO_LONG, "the line")
    try:
        return msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return UnreadRow(number, RowReason.NOT_JSON, str(error)[:200])


def _read(items: Iterator[Item], form: str) -> Table | None:
    """A table of objects, recognised by the first of them."""
    head = list(islice(items, _FIRST))
    objects = [found for _, found in head if not isinstance(found, UnreadRow)]
    items = chain(head, items)
    if any(plover.is_plover(found) for found in objects):
        columns = tuple(dict.fromkeys(name for found in objects for name in found))
        unused = tuple(name for name in columns if name not in _PLOVER)
        return Table(Layout("plover", form, columns=columns, unused=unused), _plover(items))
    header = tuple(dict.fromkeys(name for found in objects for name in _flat(found)))
    scheme = named(header)
    if scheme is None:
        return None
    layout = layout_of(scheme, columns_of(scheme, header), form)
    return Table(layout, _rows(scheme, items))


def _plover(items: Iterator[Item]) -> Iterator[Record]:
    for number, found in items:
        yield found if isinstance(found, UnreadRow) else plover.read(found, number)


def _rows(scheme: Scheme, items: Iterator[Item]) -> Iterator[Record]:
    """Events of flat objects, with what is none in its place."""
    unread: dict[int, UnreadRow] = {}

    def rows() -> Iterator[tuple[int, Mapping[str, str]]]:
        for number, found in items:
            if isinstance(found, UnreadRow):
                unread[number] = found
                yield number, {}
            else:
                flat = _flat(found)
                yield number, dict(zip(columns_of(scheme, flat), flat.values(), strict=True))

    for record in read_cells(scheme, rows()):
        yield unread.pop(record.line, record) if isinstance(record, UnreadRow) else record


def _flat(found: Mapping[str, Any]) -> dict[str, str]:
    """The values of an object as cells; of a feature its properties, with its point."""
    properties, geometry = found.get("properties"), found.get("geometry")
    if isinstance(properties, dict):
        cells = {"id": found.get("id"), **properties}
        point = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if isinstance(point, list) and len(point) >= 2:  # noqa: PLR2004
            cells |= {"longitude": point[0], "latitude": point[1]}
        return {name: as_text(value) for name, value in cells.items()}
    return {name: as_text(value) for name, value in found.items()}
