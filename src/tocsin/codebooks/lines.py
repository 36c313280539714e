"""Rows as lines: quoting, missing values and numbers exactly as a scheme writes them.

>>> from tocsin.codebooks.scheme import Column, Dialect, Quoting, Unit
>>> columns = (Column("name"), Column("size", CellType.NUMBER))
>>> table = Table("t", "t.csv", Unit.EVENT, columns, Dialect(quoting=Quoting.TEXT, missing="NA"))
>>> print(header_line(table) + row_line(table, ('the "Blue" bloc', None)), end="")
"name","size"
"the ""Blue"" bloc",NA

White space within a cell becomes one blank, so that a row is a line to every program.
"""

import json
from collections.abc import Callable, Sequence

from tocsin.codebooks.columns import number_text
from tocsin.codebooks.scheme import Cell, CellType, Column, Format, Quoting, Table

_NUMBERS = frozenset({CellType.INTEGER, CellType.NUMBER, CellType.FLAG})
_TABLES = 64  # tables whose writers are remembered at once


def header_line(table: Table) -> str:
    """The line that names the columns, with its line end; empty where a table has none.

    Names are quoted as texts are.
    """
    dialect = table.dialect
    if not dialect.header or dialect.format is Format.JSON_LINES:
        return ""
    mark = dialect.quoting in (Quoting.TEXT, Quoting.ALL)
    names = [_marked(column.name) if mark else column.name for column in table.columns]
    return dialect.delimiter.join(names) + dialect.line_end


def row_line(table: Table, cells: Sequence[Cell]) -> str:
    """A row as a line, with its line end.

    Args:
        table: Its table.
        cells: One a column, in their order.
    """
    dialect = table.dialect
    if dialect.format is Format.JSON_LINES:
        return _json_line(table, cells) + dialect.line_end
    writers = _writers(table)
    texts = [write(cell) for write, cell in zip(writers, cells, strict=True)]
    return dialect.delimiter.join(texts) + dialect.line_end


Writers = tuple[Callable[[Cell], str], ...]
# By the identity of the table: to hash one takes longer than to write a row.
_known: dict[int, tuple[Table, Writers]] = {}


def _writers(table: Table) -> Writers:
    """How each column of a table writes its cells."""
    found = _known.get(id(table))
    if found is not None and found[0] is table:
        return found[1]
    dialect = table.dialect
    made = tuple(
        _writer(column, dialect.quoting, dialect.delimiter, dialect.missing)
        for column in table.columns
    )
    if len(_known) >= _TABLES:
        _known.clear()
    _known[id(table)] = (table, made)
    return made


def _writer(
    column: Column, quoting: Quoting, delimiter: str, missing: str
) -> Callable[[Cell], str]:
    """How one column writes its cells."""
    nothing = missing if column.missing is None else column.missing
    if quoting is Quoting.ALL:
        nothing = _marked(nothing)
    marking = _marking(column, quoting, delimiter)

    def write(cell: Cell) -> str:
        if cell is None:
            return nothing
        if isinstance(cell, str):
            return marking(" ".join(cell.replace("\0", " ").split()))
        if isinstance(cell, float):
            return marking(number_text(cell, column.digits))
        if isinstance(cell, list | dict):
            return marking(json.dumps(cell, ensure_ascii=False))
        return marking(str(cell))

    return write


def _marking(column: Column, quoting: Quoting, delimiter: str) -> Callable[[str], str]:
    """Which of the texts of a column stand in quotation marks."""
    if column.quoted is not None:
        return _marked if column.quoted else str
    if quoting is Quoting.ALL:
        return _marked
    if quoting is Quoting.TEXT:
        return _marked if column.type is CellType.TEXT else str
    if quoting is Quoting.NONE:
        return lambda text: text.replace(delimiter, " ")
    return lambda text: _marked(text) if delimiter in text or '"' in text else text


def _marked(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _json_line(table: Table, cells: Sequence[Cell]) -> str:
    """A row as an object; a dot in a name leads into an object, and silence is left out."""
    whole: dict[str, object] = {}
    for column, cell in zip(table.columns, cells, strict=True):
        if cell is None:
            continue
        *path, name = column.name.split(".")
        inner = whole
        for part in path:
            below = inner.setdefault(part, {})
            if not isinstance(below, dict):
                break
            inner = below
        inner[name] = cell
    return json.dumps(whole, ensure_ascii=False)
