"""Events as the rows of a scheme, one pass over any number of them, and what that loses.

A scheme's rules are asked in their order, and an event that misses one is left out under it; all
others become rows. Losses are gathered on the way and complete when the last row is out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tocsin.codebooks.case import Around, Case, LossReason
from tocsin.codebooks.columns import CellMaker, Loss, meets
from tocsin.codebooks.facts import FACTS, FIELDS
from tocsin.codebooks.groups import Grouping
from tocsin.codebooks.losses import FieldLoss, LeftOut, LossReport, ValueLoss
from tocsin.codebooks.parse import facts_used
from tocsin.codebooks.rows import Row
from tocsin.codebooks.scheme import Cell, Column, Scheme, Table, Unit
from tocsin.linking.events import Event
from tocsin.linking.values import Preset
from tocsin.text.article import Article
from tocsin.text.gazetteer import Gazetteer

__all__ = ["Coding", "Context", "Row"]

_MOST = 200  # different values that the losses of one column are told by
_OTHERS = "other values"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an export knows beside the events, and how it chooses.

    Attributes:
        articles: Articles by id; of one that is missing neither outlet nor address is known.
        preset: How one value is made of many; None takes the scheme's.
        gazetteer: Where towns are looked up, for their own coordinates, names and provinces.
        responses: What the state did, by the id of the event that it did it to
            (`tocsin.codebooks.responses.responses_to`).
    """

    articles: Mapping[str, Article]
    preset: Preset | None = None
    gazetteer: Gazetteer | None = None
    responses: Mapping[str, tuple[Event, ...]] | None = None


class Coding:
    """One export: rows first, then the losses.

    Args:
        scheme: The codebook.
        context: What is known beside the events.
    """

    def __init__(self, scheme: Scheme, context: Context) -> None:
        self.scheme = scheme
        self.around = Around(
            context.articles,
            context.preset or scheme.preset,
            scheme.numbers,
            context.gazetteer,
            context.responses or {},
        )
        self._tables = [
            _TableMaker(scheme, table) for table in scheme.tables if table.unit is not Unit.GROUP
        ]
        self._groups = [
            Grouping(table, scheme.table(table.over))
            for table in scheme.tables
            if table.unit is Unit.GROUP and table.over
        ]
        self._counts = {table.name: 0 for table in scheme.tables}
        self._events = 0
        self._left_out: dict[str, list[str]] = {rule.name: [] for rule in scheme.rules}
        self._lost: dict[tuple[str, LossReason], dict[str, list[str]]] = {}

    def rows(self, events: Iterable[Event]) -> Iterator[Row]:
        """The rows of events, in the order of the events; grouped tables come last.

        Rows of different tables come mixed, those of one event together.
        """
        for event in events:
            self._events += 1
            case = Case(event, event.reports, self.around)
            missed = next((r.name for r in self.scheme.rules if not meets(case, r.needs)), None)
            if missed is not None:
                self._left_out[missed].append(event.id)
                continue
            for maker in self._tables:
                yield from self._made(maker, case)
            self._lose_all(event.id, case.losses)
        for grouping in self._groups:
            yield from self._grouped(grouping)

    def _grouped(self, grouping: Grouping) -> Iterator[Row]:
        """The rows of a grouped table, and which events stand in one row."""
        for row in grouping.rows():
            self._counts[row.table] += 1
            for event in row.events if len(row.events) > 1 else ():
                self._lose(event, grouping.table.name, LossReason.MERGED, "")
            yield row

    def losses(self) -> LossReport:
        """What the rows given so far lose."""
        left = sum(map(len, self._left_out.values()))
        words = {rule.name: rule.words for rule in self.scheme.rules}
        shown = {FACTS[name].field for name in facts_used(self.scheme)}
        return LossReport(
            scheme=self.scheme.name,
            version=self.scheme.version,
            preset=self.around.preset.value,
            events=self._events,
            kept=self._events - left,
            rows=tuple(self._counts.items()),
            fields=tuple(
                FieldLoss(field, told) for field, told in FIELDS.items() if field not in shown
            ),
            left_out=tuple(
                LeftOut(rule, words[rule], tuple(ids))
                for rule, ids in self._left_out.items()
                if ids
            ),
            values=tuple(
                ValueLoss(where, reason, value, tuple(ids))
                for (where, reason), values in self._lost.items()
                for value, ids in values.items()
            ),
        )

    def _made(self, maker: "_TableMaker", whole: Case) -> Iterator[Row]:
        """The rows of one event in one table."""
        cases = [whole]
        if maker.table.unit is Unit.REPORT:
            cases = [Case(whole.event, (one,), self.around, whole) for one in whole.reports]
        for number, case in enumerate(cases, self._counts[maker.table.name] + 1):
            case.row = number
            lost: list[Loss] = []
            row = Row(
                maker.table.name,
                maker.cells(case, lost),
                (whole.event.id,),
                tuple(report.id for report in case.reports),
            )
            self._lose_all(whole.event.id, lost)
            if case is not whole:
                self._lose_all(whole.event.id, case.losses)
            for grouping in self._groups:
                if grouping.table.over == maker.table.name:
                    grouping.add(row)
            self._counts[maker.table.name] += 1
            yield row

    def _lose_all(self, event: str, lost: Iterable[Loss]) -> None:
        for where, reason, value in lost:
            self._lose(event, where, reason, value)

    def _lose(self, event: str, where: str, reason: LossReason, value: str) -> None:
        values = self._lost.setdefault((where, reason), {})
        if value not in values and len(values) >= _MOST:
            value = _OTHERS
        ids = values.setdefault(value, [])
        if not ids or ids[-1] != event:
            ids.append(event)


class _TableMaker:
    """Makes the rows of one table."""

    def __init__(self, scheme: Scheme, table: Table) -> None:
        self.table = table
        shown: dict[tuple[object, ...], list[int]] = {}
        for column in table.columns:
            shown.setdefault(_source(column), []).append(column.at or 0)
        self.makers = [
            _maker(scheme, table, column, shown[_source(column)]) for column in table.columns
        ]

    def cells(self, case: Case, lost: list[Loss]) -> tuple[Cell, ...]:
        """One cell a column."""
        return tuple([maker.cell(case, lost) for maker in self.makers])


def _maker(scheme: Scheme, table: Table, column: Column, shown: list[int]) -> CellMaker:
    """The maker of a column among those that show items of one list."""
    where, at = f"{table.name}.{column.name}", column.at or 0
    return CellMaker(scheme, where, column, first=at == min(shown), last=at == max(shown))


def _source(column: Column) -> tuple[object, ...]:
    """What two columns share that show items of one list."""
    return (column.facts, column.vocabulary, column.of_event)
