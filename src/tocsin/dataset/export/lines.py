"""JSON Lines: every field of every record, and back again unchanged.

The lines of `tocsin.dataset.lines` ("report", "rejected", "input") are joined by two: "article",
with its text, and "event", which names its reports. What `tocsin code --format jsonl` writes is
read too; its reports are linked then, since nobody has done it yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from tocsin.dataset.export.contents import Contents, Records
from tocsin.dataset.export.job import Job, Loading, Loss, Written
from tocsin.dataset.lines import SCHEMA_VERSION, InputLine, decode_line, encode_line
from tocsin.dataset.lines import schema as lines_schema
from tocsin.errors import DatasetError, InvalidValueError
from tocsin.linking.events import Event, link
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article

FILE = "dataset.jsonl"
_encoder = msgspec.json.Encoder()


def write_lines(job: Job) -> Written:
    """Write every record as one line: articles, then each event behind its reports."""
    count = 0
    with (job.folder / FILE).open("wb") as stream:
        for line in encoded(job.contents):
            stream.write(line + b"\n")
            count += 1
    return Written({FILE: count}, _LOADS, _LOSSES)


def encoded(contents: Contents) -> Iterator[bytes]:
    """The line of every record, without line ends."""
    for article in contents.articles():
        yield _line("article", msgspec.to_builtins(article))
    written = set[str]()
    for event in contents.events():
        for report in event.reports:
            if report.id not in written:
                yield encode_line(report)
                written.add(report.id)
        yield _line(
            "event",
            {
                "id": event.id,
                "reports": [report.id for report in event.reports],
                **_edits(contents, event),
            },
        )
    yield from map(encode_line, contents.loose())
    yield from map(encode_line, contents.rejected())


def _edits(contents: Contents, event: Event) -> dict[str, Any]:
    edits = contents.edits(event.id)
    return {"edits": dict(edits)} if edits else {}


def read_lines(path: Path) -> Records:
    """The records of a file of lines.

    Args:
        path: What `write_lines` or `tocsin code --format jsonl` wrote.

    Returns:
        Articles are known by their input line where the file has no text of them. Where no event
        stands in the file, its reports are linked.

    Raises:
        DatasetError: The file cannot be read, or a line is no record.
    """
    found = _Found()
    number = 0
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):  # noqa: B007 - the error names the line
                if line.strip():
                    found.take(line)
        return found.records(path.name)
    except (InvalidValueError, msgspec.MsgspecError) as error:
        raise DatasetError(f"{path}, line {number}: {error}") from error
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error.strerror}") from error


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of every line: those of `tocsin.dataset.lines`, articles and events."""
    whole = lines_schema()
    _, parts = msgspec.json.schema_components([Article], ref_template="#/$defs/{name}")
    for part in parts.values():
        part.pop("description", None)  # fields are described in docs/fields.md
    parts["EventLine"] = {
        "title": "EventLine",
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "reports": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "edits": {"type": "object"},
        },
        "required": ["id", "reports"],
    }
    for kind, name in (("article", "Article"), ("event", "EventLine")):
        part = parts[name]
        head = {"record": {"const": kind}, "schema": {"const": SCHEMA_VERSION}}
        part["properties"] = {**head, **part["properties"]}
        part["required"] = ["record", "schema", *part["required"]]
        whole["anyOf"].append({"$ref": f"#/$defs/{name}"})
    whole["$defs"] |= {name: part for name, part in parts.items() if name not in whole["$defs"]}
    return whole


@dataclass
class _Found:
    """Records as they come."""

    reports: dict[str, Report] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)
    events: dict[str, list[str]] = field(default_factory=dict)
    edits: dict[str, dict[str, object]] = field(default_factory=dict)

    def take(self, line: bytes) -> None:
        head = msgspec.json.decode(line, type=_Head)
        if head.record in ("article", "event") and head.schema == SCHEMA_VERSION:
            self._own(head.record, msgspec.json.decode(line))
            return
        match decode_line(line):
            case Report() as report:
                self.reports[report.id] = report
            case Rejected() as rejected:
                self.rejected.append(rejected)
            case InputLine(article=str(name)) as told:
                stub = Article(name, "", told.title, published=told.published, sha256=told.sha256)
                self.articles.setdefault(name, stub)
            case _:  # an input that could not be read tells nothing
                pass

    def _own(self, kind: str, fields: dict[str, Any]) -> None:
        if kind == "article":
            article = msgspec.convert(fields, Article)
            self.articles[article.id] = article
        else:
            self.events[fields["id"]] = msgspec.convert(fields["reports"], list[str])
            if edits := fields.get("edits"):
                self.edits[fields["id"]] = edits

    def records(self, place: str) -> Records:
        articles = tuple(self.articles.values())
        if not self.events:
            linked = link(self.reports.values(), [one for one in articles if one.text])
            return Records(tuple(linked), (), tuple(self.rejected), articles, place)
        held = {name for names in self.events.values() for name in names}
        if missing := held - set(self.reports):
            raise InvalidValueError(f"an event names the report {min(missing)!r}, which is absent")
        events = tuple(
            Event(name, tuple(self.reports[report] for report in reports))
            for name, reports in self.events.items()
        )
        loose = tuple(report for name, report in self.reports.items() if name not in held)
        return Records(events, loose, tuple(self.rejected), articles, place, decided=self.edits)


class _Head(msgspec.Struct):
    """What a line opens with."""

    record: str | None = None
    schema: int | None = None


def _line(kind: str, fields: dict[str, Any]) -> bytes:
    return _encoder.encode({"record": kind, "schema": SCHEMA_VERSION, **fields})


_LOSSES = (
    Loss(
        "settled values",
        "Events name their reports and hold no value of their own; "
        "`tocsin.settle` makes one, or the CSV bundle has them.",
    ),
)
_LOADS = (
    Loading(
        "pandas",
        'import pandas as pd\nlines = pd.read_json("dataset.jsonl", lines=True, dtype=False)\n'
        'events = lines[lines["record"] == "event"][["id", "reports"]]\n'
        'reports = lines[lines["record"] == "report"]',
    ),
    Loading(
        "R",
        'lines <- lapply(readLines("dataset.jsonl", encoding = "UTF-8"), jsonlite::fromJSON,\n'
        "                simplifyVector = FALSE)\n"
        'events <- Filter(function(x) x$record == "event", lines)',
    ),
    Loading("Stata", "* Stata reads no nested records: export csv instead"),
)
