"""The words of an article that a report rests on, for formats that mark words in texts."""

from collections.abc import Iterator
from typing import NamedTuple

from tocsin.dataset.export.contents import Survey
from tocsin.dataset.export.job import LeftOut
from tocsin.dataset.export.rows import count_of, evidence_of
from tocsin.dataset.export.tables import COUNTED, FIELDS
from tocsin.reports import Report
from tocsin.text.span import Evidence

MARKED = (*FIELDS, *COUNTED)


class Mark(NamedTuple):
    """Words that a value rests on.

    `field` is one of `MARKED`; `item` tells which value of the field it is, `part` which of the
    words of that value.
    """

    field: str
    item: int
    part: int
    evidence: Evidence


def marks_of(report: Report) -> Iterator[Mark]:
    """All words of a report, figures behind the rest; the same words come once for each value."""
    for found in evidence_of(report):
        yield Mark(*found)
    for name in COUNTED:
        count = count_of(report, name)
        for item, reading in enumerate(count.readings if count else ()):
            figure = reading.figure
            if figure.span.end - figure.span.start == len(reading.words) > 0:
                yield Mark(name, item, 0, Evidence(figure.span, reading.words, figure.hedge.value))


def without_text(seen: Survey) -> tuple[LeftOut, ...]:
    """Articles that are left out because their text is not at hand."""
    ids = (*seen.textless, *seen.absent)
    words = "the text of the article is not in the dataset, so no word of it can be marked"
    return (LeftOut("article-without-text", words, ids),) if ids else ()
