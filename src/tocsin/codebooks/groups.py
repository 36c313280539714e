"""Rows of a table folded into one a group, such as MMAD's events from its reports.

>>> [fold([2, None, 3]) for fold in (_FOLDS[Fold.MAX], _FOLDS[Fold.MEAN], _FOLDS[Fold.COUNT])]
[3, 2.5, 3]
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tocsin.codebooks.rows import Row
from tocsin.codebooks.scheme import Cell, Fold, Table


def _numbers(cells: list[Cell]) -> list[float]:
    return [cell for cell in cells if isinstance(cell, int | float)]


def _mean(cells: list[Cell]) -> Cell:
    numbers = _numbers(cells)
    return sum(numbers) / len(numbers) if numbers else None


_FOLDS: dict[Fold, Callable[[list[Cell]], Cell]] = {
    Fold.KEY: lambda cells: cells[0],
    Fold.COUNT: len,
    Fold.MAX: lambda cells: max(_numbers(cells), default=None),
    Fold.MIN: lambda cells: min(_numbers(cells), default=None),
    Fold.MEAN: _mean,
    Fold.SUM: lambda cells: sum(_numbers(cells)) if _numbers(cells) else None,
    Fold.FIRST: lambda cells: next((cell for cell in cells if cell is not None), None),
}


@dataclass(slots=True)
class _Group:
    """Cells of the rows of one group, by column, and whom they stand for."""

    cells: list[list[Cell]]
    events: dict[str, None] = field(default_factory=dict)
    reports: dict[str, None] = field(default_factory=dict)


class Grouping:
    """Gathers the rows of one table into the groups of another.

    Args:
        table: The grouped table.
        over: The table whose rows are gathered.
    """

    def __init__(self, table: Table, over: Table) -> None:
        self.table = table
        self.taken = [
            over.index(column.facts[0] if column.facts else column.name)
            if column.fold is not Fold.COUNT
            else 0
            for column in table.columns
        ]
        self.keys = [table.index(name) for name in table.keys]
        self.groups: dict[tuple[str, ...], _Group] = {}

    def add(self, row: Row) -> None:
        """Gather a row."""
        cells = [row.cells[at] for at in self.taken]
        key = tuple(repr(cells[at]) for at in self.keys)
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = _Group([[] for _ in cells])
        for gathered, cell in zip(group.cells, cells, strict=True):
            gathered.append(cell)
        group.events.update(dict.fromkeys(row.events))
        group.reports.update(dict.fromkeys(row.reports))

    def rows(self) -> Iterator[Row]:
        """One row a group, in the order of the table's sort columns, then as they came."""
        made = [self._row(group) for group in self.groups.values()]
        order = [self.table.index(name) for name in self.table.sort]
        yield from sorted(made, key=lambda row: [_rank(row.cells[at]) for at in order])

    def _row(self, group: _Group) -> Row:
        cells = tuple(
            _FOLDS[column.fold or Fold.FIRST](gathered)
            for column, gathered in zip(self.table.columns, group.cells, strict=True)
        )
        return Row(self.table.name, cells, tuple(group.events), tuple(group.reports))


def _rank(cell: Cell) -> tuple[int, float, str]:
    """Numbers before texts, silence last."""
    if isinstance(cell, int | float):
        return (0, cell, "")
    return (2, 0, "") if cell is None else (1, 0, str(cell))
