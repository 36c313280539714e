"""Label Studio: one task an article, with what was read as predictions to be corrected.

Offsets count code points, as Label Studio does. `labeling.xml` is the configuration that a project
needs before the tasks are imported.
"""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from tocsin.dataset.export.job import Job, Loading, Loss, Written
from tocsin.dataset.export.marked import MARKED, Mark, marks_of, without_text
from tocsin.dataset.export.version import tool_version
from tocsin.fields.what import EventType
from tocsin.reports import Report
from tocsin.text.article import Article

FILE, CONFIG = "tasks.json", "labeling.xml"
_CONFIG = """\
<View>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""


def write_label_studio(job: Job) -> Written:
    """Write the tasks, one a line, and the configuration."""
    encoder = msgspec.json.Encoder()
    count = 0
    with (job.folder / FILE).open("wb") as stream:
        for count, task in enumerate(_tasks(job), 1):
            stream.write((b"[\n" if count == 1 else b",\n") + encoder.encode(task))
        stream.write(b"\n]\n" if count else b"[]\n")
    labels = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in LABELS)
    (job.folder / CONFIG).write_text(_CONFIG.format(labels=labels), "utf-8")
    return Written({FILE: count}, _LOADS, _LOSSES, without_text(job.survey))


def task_of(article: Article, reports: tuple[Report, ...]) -> dict[str, Any]:
    """An article as a task, with one prediction a reader."""
    readers = dict.fromkeys(report.reader for report in reports)
    data = {"text": article.text, "document_id": article.id, "title": article.title}
    return {
        "data": {key: value for key, value in data.items() if value is not None},
        "predictions": [
            _prediction(reader, [one for one in reports if one.reader == reader])
            for reader in readers
        ],
    }


def _tasks(job: Job) -> Iterator[dict[str, Any]]:
    for article in job.contents.articles():
        if article.text:
            yield task_of(article, job.contents.reports_of(article.id))


def _prediction(reader: str, reports: list[Report]) -> dict[str, Any]:
    sure = [report.confidence for report in reports if report.confidence is not None]
    score = {"score": round(sum(sure) / len(sure), 4)} if sure else {}
    return {
        "model_version": f"tocsin {tool_version()} {reader}",
        **score,
        "result": [item for report in reports for item in _result(report)],
    }


def _result(report: Report) -> Iterator[dict[str, Any]]:
    """The marked words of a report, and what joins each to the report's anchor."""
    anchor = f"{report.id}:anchor:0:0"
    for mark in marks_of(report):
        if mark.field == "sentence":  # a label over all others would hide them
            continue
        words, name = mark.evidence, f"{report.id}:{mark.field}:{mark.item}:{mark.part}"
        yield {
            "id": name,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": words.span.start,
                "end": words.span.end,
                "text": words.words,
                "labels": [label_of(mark, report)],
            },
            "meta": {"text": [f"report {report.id}", f"rule {words.rule}"]},
        }
        if name != anchor:
            yield {"type": "relation", "from_id": anchor, "to_id": name, "direction": "right"}


def label_of(mark: Mark, report: Report) -> str:
    """The label of marked words: the type of the act for its anchor, else the field."""
    return report.what.type.value if mark.field == "anchor" else mark.field


LABELS = (
    *(type_.value for type_ in EventType),
    *(field for field in MARKED if field not in ("anchor", "sentence")),
)
_LOSSES = (
    Loss("values", "Only the words are marked; what was made of them is in the other formats."),
    Loss("which event a report belongs to", "Tasks are articles: events have no place in them."),
    Loss("rejected candidates", "They are left out."),
)
_LOADS = (
    Loading(
        "pandas",
        'import pandas as pd\ntasks = pd.read_json("tasks.json")\n'
        "# in Label Studio: make a project with labeling.xml, then import tasks.json",
    ),
    Loading("R", 'tasks <- jsonlite::fromJSON("tasks.json", simplifyVector = FALSE)'),
    Loading("Stata", "* Stata reads no nested records"),
)
