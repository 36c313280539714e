"""UIMA CAS JSON 0.4.0: one file an article, for INCEpTION and everything else that speaks UIMA.

Offsets count UTF-16 units, as UIMA does, not the code points of all other formats. Every marked
word is a `tocsin.Evidence` that points to its `tocsin.Report`, which lies over the report's anchor.
"""

from bisect import bisect_left
from typing import Any

import msgspec

from tocsin.dataset.export.columns import Column, Type
from tocsin.dataset.export.job import Job, Loading, Loss, Written
from tocsin.dataset.export.marked import Mark, marks_of, without_text
from tocsin.dataset.export.rows import report_row
from tocsin.dataset.export.tables import REPORTS
from tocsin.reports import Report
from tocsin.text.article import Article

_ANNOTATION, _SOFA, _VIEW = "uima.tcas.Annotation", "uima.cas.Sofa", "_InitialView"
_REPORT, _EVIDENCE = "tocsin.Report", "tocsin.Evidence"
_RANGES = {
    Type.TEXT: "uima.cas.String",
    Type.INTEGER: "uima.cas.Integer",
    Type.NUMBER: "uima.cas.Double",
    Type.FLAG: "uima.cas.Boolean",
}
_EVIDENCE_FEATURES = {
    "field": "uima.cas.String",
    "item": "uima.cas.Integer",
    "part": "uima.cas.Integer",
    "rule": "uima.cas.String",
    "report": _REPORT,
}
_BEYOND = 0xFFFF  # code points above it are two units of UTF-16
_NAME = "{:06}.json"


def write_cas(job: Job) -> Written:
    """Write a file an article, numbered in the order of the articles, and a list of them."""
    counts: dict[str, int] = {}
    encoder = msgspec.json.Encoder()
    names: list[dict[str, str]] = []
    for article in job.contents.articles():
        if not article.text:
            continue
        name = _NAME.format(len(names) + 1)
        reports = job.contents.reports_of(article.id)
        (job.folder / name).write_bytes(encoder.encode(cas_of(article, reports)) + b"\n")
        names.append({"file": name, "document_id": article.id})
        counts[name] = len(reports)
    (job.folder / "documents.json").write_bytes(encoder.encode(names) + b"\n")
    return Written(counts, _LOADS, _LOSSES, without_text(job.survey))


def cas_of(article: Article, reports: tuple[Report, ...]) -> dict[str, Any]:
    """An article with its reports as a CAS."""
    units = _Units(article.text)
    sofa = {
        "%ID": 1, "%TYPE": _SOFA, "sofaNum": 1, "sofaID": _VIEW,
        "mimeType": "text/plain", "sofaString": article.text,
    }  # fmt: skip
    document = {
        "%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1,
        "begin": 0, "end": units.at(len(article.text)), "language": "en",
    }  # fmt: skip
    structures: list[dict[str, Any]] = [sofa, document]
    for report in reports:
        about = len(structures) + 1
        structures.append(_report(report, about, units))
        for mark in marks_of(report):
            structures.append(_evidence(mark, len(structures) + 1, about, units))
    return {
        "%TYPES": _TYPES,
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {_VIEW: {"%SOFA": 1, "%MEMBERS": [one["%ID"] for one in structures[1:]]}},
    }


class _Units:
    """Offsets of code points as offsets of UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.wide = [place for place, letter in enumerate(text) if ord(letter) > _BEYOND]

    def at(self, offset: int) -> int:
        """The offset in units: one more for each wide letter before it."""
        return offset + bisect_left(self.wide, offset)


def _report(report: Report, number: int, units: _Units) -> dict[str, Any]:
    span = report.anchor.span
    told = {name: cell for name, cell in report_row(report).items() if cell is not None}
    return {
        "%ID": number, "%TYPE": _REPORT, "@sofa": 1,
        "begin": units.at(span.start), "end": units.at(span.end), **told,
    }  # fmt: skip


def _evidence(mark: Mark, number: int, about: int, units: _Units) -> dict[str, Any]:
    span = mark.evidence.span
    return {
        "%ID": number, "%TYPE": _EVIDENCE, "@sofa": 1,
        "begin": units.at(span.start), "end": units.at(span.end),
        "field": mark.field, "item": mark.item, "part": mark.part,
        "rule": mark.evidence.rule, "@report": about,
    }  # fmt: skip


def _type(name: str, features: dict[str, str]) -> dict[str, Any]:
    return {
        "%NAME": name,
        "%SUPER_TYPE": _ANNOTATION,
        **{feature: {"%NAME": feature, "%RANGE": range_} for feature, range_ in features.items()},
    }


def _feature(column: Column) -> tuple[str, str]:
    return column.name, _RANGES[column.type]


_TYPES = {
    _REPORT: _type(_REPORT, dict(map(_feature, REPORTS.columns))),
    _EVIDENCE: _type(_EVIDENCE, _EVIDENCE_FEATURES),
}
_LOSSES = (
    Loss("which event a report belongs to", "A CAS is one article: events have no place in it."),
    Loss("rejected candidates", "They are left out."),
    Loss("what is known of an article beside its text", "Only its id, in documents.json."),
)
_LOADS = (
    Loading(
        "pandas",
        "import cassis\nimport pandas as pd\n"
        'with open("000001.json", "rb") as stream:\n'
        "    cas = cassis.load_cas_from_json(stream)\n"
        'reports = pd.DataFrame(\n    {"id": one.report_id, "type": one.event_type}\n'
        '    for one in cas.select("tocsin.Report")\n)',
    ),
    Loading(
        "R",
        'cas <- jsonlite::fromJSON("000001.json", simplifyVector = FALSE)',
    ),
    Loading("Stata", "* Stata reads no nested records"),
)
