"""Rows of a table folded into one a group, such as MMAD's events from its reports.

>>> from tocsin.codebooks.scheme import Column
>>> fold = _FOLDS[Fold.MEAN](Column("mean", fold=Fold.MEAN))
>>> for cell in (2, None, 3):
...     fold.add(cell)
>>> fold.cell(number=1)
2.5

Each column keeps as little of a group as it needs, since all groups are held until the end.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from tocsin.codebooks.rows import Row
from tocsin.codebooks.scheme import Cell, Column, Fold, Table


class Folding(Protocol):
    """What a column makes of the cells of a group."""

    def add(self, cell: Cell) -> None:
        """Take in the cell of one more row."""
        ...

    def cell(self, number: int) -> Cell:
        """The cell of the group; `number` is that of its row."""
        ...


class _First:
    """The first cell that is known."""

    __slots__ = ("known",)

    def __init__(self, _column: Column) -> None:
        self.known: Cell = None

    def add(self, cell: Cell) -> None:
        if self.known is None:
            self.known = cell

    def cell(self, number: int) -> Cell:  # noqa: ARG002
        return self.known


class _Number:
    """The running number of the row."""

    __slots__ = ()

    def __init__(self, _column: Column) -> None:
        pass

    def add(self, cell: Cell) -> None:
        pass

    def cell(self, number: int) -> Cell:
        return number


class _Count:
    """How many rows there are."""

    __slots__ = ("rows",)

    def __init__(self, _column: Column) -> None:
        self.rows = 0

    def add(self, _cell: Cell) -> None:
        self.rows += 1

    def cell(self, number: int) -> Cell:  # noqa: ARG002
        return self.rows


class _Join:
    """The different texts in the order in which they come."""

    __slots__ = ("between", "texts")

    def __init__(self, column: Column) -> None:
        self.between = column.join or ";"
        self.texts: dict[str, None] = {}

    def add(self, cell: Cell) -> None:
        if cell is not None:
            self.texts[str(cell)] = None

    def cell(self, number: int) -> Cell:  # noqa: ARG002
        return self.between.join(self.texts) or None


class _Numbers:
    """Least, most, sum and number of the numbers, of which one is asked."""

    __slots__ = ("count", "least", "most", "read", "sum")

    def __init__(self, column: Column) -> None:
        self.read = _NUMBERS[column.fold or Fold.MEAN]
        self.count = 0
        self.sum: float = 0
        self.least: float = 0
        self.most: float = 0

    def add(self, cell: Cell) -> None:
        if not isinstance(cell, int | float):
            return
        self.least = min(self.least, cell) if self.count else cell
        self.most = max(self.most, cell) if self.count else cell
        self.count += 1
        self.sum += cell

    def cell(self, number: int) -> Cell:  # noqa: ARG002
        return self.read(self) if self.count else None


_NUMBERS: dict[Fold, Callable[[_Numbers], Cell]] = {
    Fold.MAX: lambda numbers: numbers.most,
    Fold.MIN: lambda numbers: numbers.least,
    Fold.SUM: lambda numbers: numbers.sum,
    Fold.MEAN: lambda numbers: numbers.sum / numbers.count,
}
_FOLDS: dict[Fold, Callable[[Column], Folding]] = {
    Fold.KEY: _First,
    Fold.FIRST: _First,
    Fold.NUMBER: _Number,
    Fold.COUNT: _Count,
    Fold.JOIN: _Join,
    **dict.fromkeys(_NUMBERS, _Numbers),
}
_CELLLESS = (Fold.COUNT, Fold.NUMBER)


class _Group:
    """What the columns make of one group, and whom it stands for."""

    __slots__ = ("foldings", "told")

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self.foldings = [_FOLDS[column.fold or Fold.FIRST](column) for column in columns]
        self.told: dict[tuple[str, str], None] = {}


class Grouping:
    """Gathers the rows of one table into the groups of another.

    Args:
        table: The grouped table.
        over: The table whose rows are gathered.
    """

    def __init__(self, table: Table, over: Table) -> None:
        self.table = table
        self.taken = [
            0
            if column.fold in _CELLLESS
            else over.index(column.facts[0] if column.facts else column.name)
            for column in table.columns
        ]
        own = [self.taken[table.index(name)] for name in table.keys]
        self.keys = [*own, *(over.index(name) for name in table.by)]
        self.groups: dict[tuple[str, ...], _Group] = {}

    def add(self, row: Row) -> None:
        """Gather a row."""
        cells = [row.cells[at] for at in self.taken]
        key = tuple([repr(row.cells[at]) for at in self.keys])
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = _Group(self.table.columns)
        for folding, cell in zip(group.foldings, cells, strict=True):
            folding.add(cell)
        group.told.update(dict.fromkeys(row.told))

    def rows(self) -> Iterator[Row]:
        """One row a group, in the order of the table's sort columns, then as they came."""
        order = [self.table.index(name) for name in self.table.sort]

        def rank(group: _Group) -> list[tuple[int, float, str]]:
            return [_rank(group.foldings[at].cell(0)) for at in order]

        for number, group in enumerate(sorted(self.groups.values(), key=rank), 1):
            cells = tuple([folding.cell(number) for folding in group.foldings])
            yield Row(self.table.name, cells, tuple(group.told))


def _rank(cell: Cell) -> tuple[int, float, str]:
    """Numbers before texts, silence last."""
    if isinstance(cell, int | float):
        return (0, cell, "")
    return (2, 0, "") if cell is None else (1, 0, str(cell))
