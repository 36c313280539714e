"""A row of a dataset, before it is written."""

from dataclasses import dataclass

from tocsin.codebooks.scheme import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        table: Name of its table.
        cells: One a column, in their order; None is missing.
        told: Ids of our events that it stands for, each beside a report of it.
    """

    table: str
    cells: tuple[Cell, ...]
    told: tuple[tuple[str, str], ...]

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of our events that it stands for."""
        return tuple(dict.fromkeys(event for event, _ in self.told))

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of our reports that it stands for."""
        return tuple(dict.fromkeys(report for _, report in self.told))
