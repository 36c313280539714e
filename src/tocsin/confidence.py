"""How sure each field of a report is: the probability that a second coder agrees.

>>> 0.9 < chance_of("killed", {"always": 1.0, "empty": 1.0}) < 1
True

A field has a log-linear model over the facts of `tocsin.circumstances`. It is fitted on reports
that were read by readers which had not seen their articles (`training/confidence`), and says how
often what was read under such circumstances was what a coder wrote. A reader whose own confidence
is not calibrated gets none for its fields either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import exp

from tocsin.circumstances import Circumstances, Facts
from tocsin.data import read_rows
from tocsin.marks.marks import Marks
from tocsin.reports import Confidences, Rejected, Report
from tocsin.text.doc import Doc

_DIGITS = 4


def with_confidences(
    doc: Doc, marks: Marks, records: Sequence[Report | Rejected]
) -> list[Report | Rejected]:
    """The same records in the same order, each report with the confidences of its fields.

    Args:
        doc: The article.
        marks: What the reader marked in it.
        records: What became of the marks; a report without a confidence stays as it is.
    """
    around = Circumstances(doc, marks, records)
    return [
        replace(record, confidences=_confidences(around.facts(record)))
        if isinstance(record, Report) and record.confidence is not None
        else record
        for record in records
    ]


def chance_of(field: str, facts: Mapping[str, float]) -> float:
    """The probability that a second coder agrees on a field; facts without a weight are silent."""
    weights = _weights(field)
    score = sum(weights.get(name, 0.0) * told for name, told in facts.items())
    return round(1 / (1 + exp(-score)), _DIGITS)


def _confidences(facts: Mapping[str, Facts]) -> Confidences:
    return Confidences(**{name: chance_of(name, told) for name, told in facts.items()})


@cache
def _weights(field: str) -> dict[str, float]:
    """What each fact counts for a field, as logarithms of odds."""
    return {
        row["fact"]: float(row["weight"])
        for row in read_rows("confidence.tsv")
        if row["field"] == field
    }
