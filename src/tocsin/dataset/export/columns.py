"""What stands in a table: its columns with their types, its key, and where it points to.

>>> table = Table("events", "One row an event.", (Column("event_id", Type.TEXT, "Its id."),))
>>> table.line({"event_id": "e1"})
('e1',)

Rows are made by column name and put in order here, so that no value can slip under another
column's name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]


class Type(StrEnum):
    """What the cells of a column hold; an empty cell says that the source does not tell."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: Its name, as in the header.
        type: What its cells hold.
        words: What it means.
        codes: All that its cells may hold; empty where anything may.
        required: Whether no cell is ever empty.
    """

    name: str
    type: Type
    words: str
    codes: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A column that holds a key of another table.

    Attributes:
        column: The column here.
        table: The other table.
        key: Its key.
    """

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: Its name; its file is called so too.
        words: What a row is.
        columns: Its columns, in the order of the file.
        key: The columns that name a row; empty where nothing does.
        links: The columns that point into other tables.
    """

    name: str
    words: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    def line(self, row: Row) -> tuple[Cell, ...]:
        """The cells of a row in the order of the columns; what the row does not tell is None."""
        return tuple([row.get(column.name) for column in self.columns])
