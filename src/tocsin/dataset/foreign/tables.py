r"""Tables to events: which scheme a table is of, and each of its rows as an event.

>>> from tocsin.dataset.foreign.lines import Line
>>> text = "cowcode,asciiname,event_date,side\n731,Pyongyang,2017-08-09,0\n731,Pyongyang,?,0"
>>> lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
>>> table = read_table(lines)
>>> table.layout.scheme, [getattr(row, "id", row) for row in table.records][0]
('mmad-events', '731-2017-08-09-0')

A row with too many cells is put in order again where empty cells stand in the way and the others
then look as they should; otherwise it is not read, and says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from tocsin.dataset.foreign.cells import Cells, find_cells
from tocsin.dataset.foreign.days import Order, order_in
from tocsin.dataset.foreign.lines import Line
from tocsin.dataset.foreign.records import CodedEvent, Layout, RowReason, UnreadRow
from tocsin.dataset.foreign.rows import Row
from tocsin.dataset.foreign.schemes import Scheme, fold, named, shaped

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE = 500  # rows that are asked for the order of day and month
_FIRST = 5  # rows that are asked for the scheme where there is no header
_HEADERS = 10  # lines among which the header may stand: titles and notes come before it
_MOST_EXTRA = 12  # empty cells too many that are looked for within a row
_YEAR = re.compile(r"(?:19|20)\d\d")

Record = CodedEvent | UnreadRow


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was recognised.

    Attributes:
        layout: What it was taken for.
        records: Its rows, in order; they are read as they are asked for, once.
    """

    layout: Layout
    records: Iterator[Record]


def read_table(lines: Iterable[Line]) -> Table | None:
    """Read delimited text as events.

    Args:
        lines: Its lines.

    Returns:
        The table; None where no scheme has such columns.
    """
    lines = iter(lines)
    head = list(islice(lines, _HEADERS))
    for skipped in range(len(head)):
        for delimiter in _DELIMITERS:
            scheme = named(header := _cells(head[skipped:], delimiter))
            if scheme is not None:
                rest = chain(head[skipped + 1 :], lines)
                return _with_header(scheme, header, delimiter, rest)
    return _without_header(head, lines)


def read_cells(scheme: Scheme, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[Record]:
    """Events of rows that are named already, such as objects of JSON."""
    ahead = list(islice(rows := iter(rows), _SAMPLE))
    order = _order(scheme, [cells for _, cells in ahead])
    for line, cells in chain(ahead, rows):
        yield event_of(scheme, Row(line, cells, order))


def columns_of(scheme: Scheme, header: Iterable[str]) -> tuple[str, ...]:
    """The names of a header as the scheme writes them; what it does not have stays as it is."""
    known = {fold(name): name for name in scheme.columns}
    taken: set[str] = set()
    columns = []
    for name in header:
        column = known.get(fold(name), name.strip())
        columns.append(name.strip() + "'" if column in taken else column)
        taken.add(column)
    return tuple(columns)


def layout_of(scheme: Scheme, columns: tuple[str, ...], form: str, delimiter: str = "") -> Layout:
    """What a file was taken for, with the columns that are not read."""
    numbered = re.compile(r"source_\d{1,3}")  # CCC has as many as it needs
    absent = scheme.reads - set(columns)
    return Layout(
        scheme.name,
        form,
        delimiter,
        columns=columns,
        unused=tuple(name for name in columns if name not in scheme.reads),
        absent=tuple(
            name for name in scheme.columns if name in absent and not numbered.fullmatch(name)
        ),
    )


def event_of(scheme: Scheme, row: Row) -> Record:
    """The event of a row; one without a day is none."""
    event = scheme.read(row)
    if isinstance(event, CodedEvent) and event.days is None:
        return UnreadRow(row.line, RowReason.NO_DAY, "; ".join(event.faults)[:200])
    return event


def _cells(lines: Sequence[Line], delimiter: str) -> tuple[str, ...]:
    """The cells of the row that begins on the first of some lines; none if it is blank."""
    row = next(find_cells(lines, delimiter, 0), None)
    begins = isinstance(row, Cells) and row.line == lines[0].number
    return row.cells if isinstance(row, Cells) and begins else ()


def _with_header(
    scheme: Scheme, header: Sequence[str], delimiter: str, lines: Iterable[Line]
) -> Table:
    """A table that names its columns."""
    while header and not header[-1].strip():  # tabs too many stand in the header too
        header = header[:-1]
    columns = columns_of(scheme, header)
    layout = layout_of(scheme, columns, "csv", delimiter)
    rows = find_cells(lines, delimiter, len(columns))
    return Table(layout, _records(scheme, columns, rows))


def _without_header(head: Sequence[Line], lines: Iterator[Line]) -> Table | None:
    """A table whose cells tell the scheme by what they look like."""
    for delimiter in _DELIMITERS:
        first = [row.cells for row in find_cells(head, delimiter, 0) if isinstance(row, Cells)]
        found = shaped(first[:_FIRST])
        if found is not None:
            scheme, columns = found
            made = layout_of(scheme, columns, "csv", delimiter)
            layout = Layout(made.scheme, made.form, delimiter, False, columns, made.unused)
            rows = find_cells(chain(head, lines), delimiter, len(columns))
            return Table(layout, _records(scheme, columns, rows))
    return None


def _records(
    scheme: Scheme, columns: tuple[str, ...], rows: Iterable[Cells | UnreadRow]
) -> Iterator[Record]:
    """The events of rows, in order."""
    ahead = list(islice(rows := iter(rows), _SAMPLE))
    named_cells = [
        dict(zip(columns, row.cells, strict=False)) for row in ahead if isinstance(row, Cells)
    ]
    order = _order(scheme, named_cells)
    for row in chain(ahead, rows):
        yield _record(scheme, columns, row, order) if isinstance(row, Cells) else row


def _order(scheme: Scheme, rows: Iterable[Mapping[str, str]]) -> Order:
    """The order of day and month in the first rows, else the scheme's own."""
    days = {name for name, shape in scheme.shapes.items() if shape.fullmatch("2017-08-09")}
    days = {name for name in days if name in scheme.reads}
    found = order_in(cells[name] for cells in rows for name in days if name in cells)
    return scheme.order if found is Order.UNKNOWN else found


def _record(scheme: Scheme, columns: tuple[str, ...], row: Cells, order: Order) -> Record:
    if fold(row.cells[0]) == fold(columns[0]) and _is_header(row.cells, columns):
        return UnreadRow(row.line, RowReason.HEADER_AGAIN)
    cells, fault = _aligned(scheme, columns, row.cells)
    if cells is None:
        short = len(row.cells) < len(columns)
        reason = RowReason.TOO_SHORT if short else RowReason.TOO_WIDE
        return UnreadRow(row.line, reason, f"{len(row.cells)} cells in {len(columns)} columns")
    read = Row(row.line, cells, order)
    read.faults.extend([fault] if fault else [])
    return event_of(scheme, read)


def _is_header(cells: tuple[str, ...], columns: tuple[str, ...]) -> bool:
    return [fold(cell) for cell in cells[: len(columns)]] == [fold(name) for name in columns]


def _aligned(
    scheme: Scheme, columns: tuple[str, ...], cells: tuple[str, ...]
) -> tuple[Mapping[str, str] | None, str]:
    """Cells by column, and what was done to them; None where they fit in no way."""
    extra = len(cells) - len(columns)
    found = dict(zip(columns, cells, strict=False))
    if extra == 0:
        return found, ""
    if extra < 0:
        return _short(scheme, columns, cells)
    behind = not any(map(str.strip, cells[len(columns) :]))
    if behind and scheme.fits(found) >= 0:
        return found, ""
    return _wide(scheme, columns, cells, extra)


def _short(
    scheme: Scheme, columns: tuple[str, ...], cells: tuple[str, ...]
) -> tuple[Mapping[str, str] | None, str]:
    """A row with too few cells: the last ones are missing, or the header has names too many."""
    for names, fault in ((columns, "the last cells are missing"), (scheme.columns, "")):
        found = dict(zip(names, cells, strict=False))
        whole = names is columns or len(cells) == len(names)
        if whole and scheme.needed <= found.keys() and scheme.is_like(found):
            return found, fault
    return None, ""


def _wide(
    scheme: Scheme, columns: tuple[str, ...], cells: tuple[str, ...], extra: int
) -> tuple[Mapping[str, str] | None, str]:
    """A row with too many cells: those that are left out are empty, or number the rows.

    Of the ways to leave some out the first counts after which most cells look as they should.
    """
    best: Mapping[str, str] | None = None
    most, fault = 0, ""
    for start, words in _ways(cells, extra):
        found = dict(zip(columns, cells[:start] + cells[start + extra :], strict=True))
        fit = scheme.fits(found)
        if fit > most and scheme.is_like(found):
            best, most, fault = found, fit, words
    return best, fault


def _ways(cells: tuple[str, ...], extra: int) -> Iterator[tuple[int, str]]:
    """From where on so many cells may be left out, and the words for it."""
    if extra == 1:
        yield 0, "the first cell, before the columns, is left out"
    if extra <= _MOST_EXTRA:
        for start in range(len(cells) - extra + 1):
            if not any(cell.strip() for cell in cells[start : start + extra]):
                yield start, f"{extra} empty cells too many are left out"
