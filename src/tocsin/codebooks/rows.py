"""A row of a dataset, before it is written."""

from dataclasses import dataclass

from tocsin.codebooks.scheme import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        table: Name of its table.
        cells: One a column, in their order; None is missing.
        events: Ids of our events that it stands for.
        reports: Ids of our reports that it stands for.
    """

    table: str
    cells: tuple[Cell, ...]
    events: tuple[str, ...]
    reports: tuple[str, ...]
