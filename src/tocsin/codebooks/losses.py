"""What a dataset cannot say of what we hold: the loss report of an export.

Fields of ours that have no column, values that have no code or no number, and events that a rule
leaves out, each with the ids: nothing is lost without a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.codebooks.case import LossReason

__all__ = ["FieldLoss", "LeftOut", "LossReason", "LossReport", "ValueLoss"]

_SHOWN = 5  # ids that the report for people names
_WHY = {
    LossReason.NO_CODE: "the scheme has no code for it",
    LossReason.NO_NUMBER: "words that the scheme makes no number of",
    LossReason.IMPRECISE: "only so much of the day is told",
    LossReason.CUT: "more values than the scheme has room for",
    LossReason.CONFLICT: "reports differ; one value was chosen",
    LossReason.MERGED: "several events stand in one row",
}


@dataclass(frozen=True, slots=True)
class FieldLoss:
    """A field of ours that no column shows.

    Attributes:
        field: Its name.
        words: What it holds.
    """

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Events that are not in the dataset because of one rule.

    Attributes:
        rule: Name of the first rule that they do not meet.
        words: The rule in words.
        ids: Their ids.
    """

    rule: str
    words: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueLoss:
    """A value that does not come through as we have it.

    Attributes:
        where: The column ("events.side"), or the field of ours where it is lost for all columns.
        reason: Why.
        value: The value; empty where the reason says it all.
        ids: The events.
    """

    where: str
    reason: LossReason
    value: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LossReport:
    """All that an export loses.

    Attributes:
        scheme: Name of the scheme.
        version: Version of its description.
        preset: How one value was made of many.
        events: How many events there were.
        kept: How many of them are in the dataset.
        rows: Rows of each table.
        fields: Fields without a column.
        left_out: Events left out, by rule, in the order of the rules.
        values: Values lost, by column or field.
    """

    scheme: str
    version: str
    preset: str
    events: int
    kept: int
    rows: tuple[tuple[str, int], ...]
    fields: tuple[FieldLoss, ...]
    left_out: tuple[LeftOut, ...]
    values: tuple[ValueLoss, ...]

    def as_dict(self) -> dict[str, object]:
        """A tree of plain dicts, lists, texts and numbers, ready for JSON."""
        return {
            "scheme": self.scheme,
            "version": self.version,
            "preset": self.preset,
            "events": self.events,
            "kept": self.kept,
            "rows": dict(self.rows),
            "fields": [{"field": one.field, "words": one.words} for one in self.fields],
            "left_out": [
                {"rule": one.rule, "words": one.words, "ids": list(one.ids)}
                for one in self.left_out
            ],
            "values": [
                {
                    "where": one.where,
                    "reason": one.reason.value,
                    "value": one.value,
                    "ids": list(one.ids),
                }
                for one in self.values
            ],
        }

    def markdown(self) -> str:
        """The report for people, as `LOSSES.md` holds it."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"# What {self.scheme} (version {self.version}) does not say"
        yield ""
        rows = ", ".join(f"{count} rows of {name}" for name, count in self.rows)
        yield f"{self.kept} of {self.events} events are in it: {rows or 'no rows'}."
        yield f"Where reports differ, one value was chosen by the preset {self.preset}."
        yield from self._left_out_lines()
        yield from self._value_lines()
        yield from self._field_lines()

    def _left_out_lines(self) -> Iterator[str]:
        if not self.left_out:
            return
        yield from (
            "",
            "## Events left out",
            "",
            "| rule | events | which |",
            "| --- | --- | --- |",
        )
        for one in self.left_out:
            yield f"| {one.rule}: {_cell(one.words)} | {len(one.ids)} | {_ids(one.ids)} |"

    def _value_lines(self) -> Iterator[str]:
        if not self.values:
            return
        heads = "| where | why | value | events | which |"
        yield from ("", "## Values", "", heads, "| --- | --- | --- | --- | --- |")
        for one in self.values:
            why = f"{one.reason.value}: {_WHY[one.reason]}"
            value = _cell(one.value)
            yield f"| {one.where} | {why} | {value} | {len(one.ids)} | {_ids(one.ids)} |"

    def _field_lines(self) -> Iterator[str]:
        if not self.fields:
            return
        yield from ("", "## Fields without a column", "", "| field | holds |", "| --- | --- |")
        for one in self.fields:
            yield f"| {one.field} | {one.words} |"


def _ids(ids: tuple[str, ...]) -> str:
    """The first few ids."""
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(map(_cell, ids[:_SHOWN])) + more


def _cell(text: str) -> str:
    """A text that breaks no table."""
    return " ".join(text.split()).replace("|", "\\|")
