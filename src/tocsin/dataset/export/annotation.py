"""W3C Web Annotations (JSON-LD): every marked word by its place and by what stands around it.

A position alone is lost when a text is extracted anew; the quotation with the words before and
behind it is found again. Positions count code points, as the standard asks.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from tocsin.dataset.export.job import Job, Loading, Loss, Written
from tocsin.dataset.export.marked import Mark, marks_of, without_text
from tocsin.dataset.export.rows import report_row
from tocsin.dataset.export.version import tool_version
from tocsin.reports import Report
from tocsin.text.article import Article

FILE = "annotations.jsonld"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points before and behind a quotation: enough to tell two alike apart
_VALUES = {
    "what": "mode", "when": "event_date", "where": "city", "stance": "side",
    "size": "size_text", "killed": "killed_text", "injured": "injured_text",
    "arrested": "arrested_text", "anchor": "event_type",
}  # fmt: skip


def write_annotations(job: Job) -> Written:
    """Write all annotations as one page of a collection, an annotation a line."""
    encoder = msgspec.json.Encoder()
    head = {"@context": _CONTEXT, "id": "urn:tocsin:annotations", "type": "AnnotationPage"}
    count = 0
    with (job.folder / FILE).open("wb") as stream:
        stream.write(encoder.encode(head)[:-1] + b',"items":[\n')
        for count, one in enumerate(_annotations(job), 1):
            stream.write((b"" if count == 1 else b",\n") + encoder.encode(one))
        stream.write(b"\n]}\n")
    return Written({FILE: count}, _LOADS, _LOSSES, without_text(job.survey))


def annotation_of(article: Article, report: Report, mark: Mark) -> dict[str, Any]:
    """The annotation of words: what field they give, and of which report."""
    span, text = mark.evidence.span, article.text
    value = report_row(report).get(_VALUES.get(mark.field, ""))
    bodies = [
        {"type": "TextualBody", "purpose": "tagging", "value": mark.field},
        {"type": "TextualBody", "purpose": "identifying", "value": report.id},
    ]
    if value is not None:
        bodies.append({"type": "TextualBody", "purpose": "classifying", "value": str(value)})
    return {
        "id": f"urn:tocsin:{report.id}:{mark.field}:{mark.item}:{mark.part}",
        "type": "Annotation",
        "motivation": "tagging",
        "generator": {"type": "Software", "name": f"tocsin {tool_version()} {report.reader}"},
        "body": bodies,
        "target": {
            "source": _source(article),
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": mark.evidence.words,
                    "prefix": text[max(0, span.start - _AROUND) : span.start],
                    "suffix": text[span.end : span.end + _AROUND],
                },
            ],
        },
    }


def _source(article: Article) -> str:
    """The address of an article, else the hash of its bytes, else its id."""
    if article.url:
        return article.url
    return f"urn:sha256:{article.sha256}" if article.sha256 else f"urn:tocsin:{article.id}"


def _annotations(job: Job) -> Iterator[dict[str, Any]]:
    for article in job.contents.articles():
        if article.text:
            for report in job.contents.reports_of(article.id):
                for mark in marks_of(report):
                    yield annotation_of(article, report, mark)


_LOSSES = (
    Loss("values", "Of a report only the commonest values stand beside their words."),
    Loss("which event a report belongs to", "Annotations are of words: events have no place."),
    Loss("rejected candidates", "They are left out."),
)
_LOADS = (
    Loading(
        "pandas",
        "import json\nfrom pathlib import Path\nimport pandas as pd\n"
        'items = json.loads(Path("annotations.jsonld").read_text("utf-8"))["items"]\n'
        "annotations = pd.json_normalize(items)",
    ),
    Loading("R", 'items <- jsonlite::fromJSON("annotations.jsonld", simplifyVector = FALSE)$items'),
    Loading("Stata", "* Stata reads no nested records"),
)
