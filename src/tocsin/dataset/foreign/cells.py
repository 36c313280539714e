r"""Lines to cells: delimited text as people, spreadsheets and programs write it.

>>> from tocsin.dataset.foreign.lines import Line
>>> lines = [Line(1, 'a,"two'), Line(2, 'lines",c'), Line(3, 'd,"never closed,f')]
>>> [row.cells if isinstance(row, Cells) else row.reason.value for row in find_cells(lines, ",", 3)]
[('a', 'two\nlines', 'c'), ('d', '"never closed', 'f')]

A quotation mark that opens a cell and never closes would swallow the rest of the file. So a cell
may run over a bounded number of lines, must then close as the rules of CSV ask, and where it does
not, its first line is read on its own and reading goes on with the next.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tocsin.dataset.foreign.lines import Line
from tocsin.dataset.foreign.records import RowReason, UnreadRow

# Lines of one cell: notes with paragraphs have a dozen. A file in which every line opens a cell
# that does not close is read that many times over, and no more.
_MOST_LINES = 60
_MOST_CHARACTERS = 400_000  # of the lines that a cell runs over
_MOST_CELLS = 2_000


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row.

    Attributes:
        line: The line on which it begins.
        cells: What stands in them, without the quotation marks around.
    """

    line: int
    cells: tuple[str, ...]


def find_cells(lines: Iterable[Line], delimiter: str, width: int) -> Iterator[Cells | UnreadRow]:
    """The rows of delimited text, in order.

    Args:
        lines: The lines; blank ones between rows are passed over.
        delimiter: What parts the cells.
        width: Cells that a whole row has; it decides whether a line with a broken quotation mark
            is a row of its own. 0 where nobody knows.

    Yields:
        The cells of each row, as many as it has, or why there are none.
    """
    ahead = _Ahead(lines)
    while (line := ahead.next()) is not None:
        if line.too_long:
            yield UnreadRow(line.number, RowReason.TOO_LONG, "the line")
        elif line.text.strip(" \0"):
            yield _row(line, ahead, delimiter, width)


class _Ahead:
    """Lines that can be looked at before they are taken."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self._held: deque[Line] = deque()

    def next(self) -> Line | None:
        """Take the next line; None at the end."""
        return self._held.popleft() if self._held else next(self._lines, None)

    def look(self, position: int) -> Line | None:
        """The line so many places ahead, from 0, without taking it."""
        while len(self._held) <= position:
            line = next(self._lines, None)
            if line is None:
                return None
            self._held.append(line)
        return self._held[position]


def _row(line: Line, ahead: _Ahead, delimiter: str, width: int) -> Cells | UnreadRow:
    """The row that begins on a line; the lines that it runs over are taken."""
    if '"' not in line.text or delimiter == "\t":
        # Tabs never stand in a cell, and the programs that write them quote nothing.
        return _checked(line.number, [_unquoted(cell) for cell in line.text.split(delimiter)])
    feed = _Feed(line, ahead)
    cells = _parse(feed, delimiter, strict=False)
    if cells is not None and not feed.taken and not feed.unclosed:
        return _checked(line.number, cells)
    if not feed.unclosed and feed.taken:
        feed = _Feed(line, ahead)
        cells = _parse(feed, delimiter, strict=True)
        if cells is not None and not feed.unclosed and len(cells) >= width:
            for _ in range(feed.taken):
                ahead.next()
            return _checked(line.number, cells)
    return _broken(line, delimiter, width)


class _Feed:
    """A line and those after it, as many as a cell asks for."""

    def __init__(self, line: Line, ahead: _Ahead) -> None:
        self._first: Line | None = line
        self._ahead = ahead
        self._characters = len(line.text)
        self.taken = 0  # lines after the first
        self.unclosed = False  # more were asked for than there are, or than may be

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._first is not None:
            text, self._first = self._first.text, None
            return text + "\n"
        line = self._ahead.look(self.taken) if self.taken < _MOST_LINES else None
        self._characters += len(line.text) if line else 0
        if line is None or line.too_long or self._characters > _MOST_CHARACTERS:
            self.unclosed = True
            raise StopIteration
        self.taken += 1
        return line.text + "\n"


def _parse(feed: _Feed, delimiter: str, *, strict: bool) -> list[str] | None:
    """Cells of a row; None where the rules of CSV are broken, or a cell is beyond all bounds."""
    try:
        return next(csv.reader(feed, delimiter=delimiter, strict=strict), None)
    except csv.Error:
        return None


def _broken(line: Line, delimiter: str, width: int) -> Cells | UnreadRow:
    """A line whose quotation mark never closes, if it is a whole row without minding it."""
    cells = line.text.split(delimiter)
    if width and len(cells) == width:
        return _checked(line.number, [_unquoted(cell) for cell in cells])
    return UnreadRow(line.number, RowReason.BROKEN_QUOTES, line.text[:80])


def _unquoted(cell: str) -> str:
    whole = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"') if whole else cell


def _checked(number: int, cells: list[str]) -> Cells | UnreadRow:
    if len(cells) > _MOST_CELLS:
        return UnreadRow(number, RowReason.TOO_WIDE, f"{len(cells):,} cells")
    return Cells(number, tuple(cells))
