"""The record of a run: which articles it read, with what, and a hash of what it made of each.

A record is a file of JSON Lines in the folder `runs`: a line that says what the run was, one for
each article, one when it ended. A line is written before the reading that it speaks of is kept, so
a run that was killed leaves a record of everything that it kept. `tocsin rerun` reads it.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import encode_line
from tocsin.errors import ProjectError
from tocsin.linking.events import Event

RECORD_VERSION = 1


class RunLine(msgspec.Struct, frozen=True, tag_field="record", tag="run"):
    """What a run was.

    Attributes:
        schema: Version of the form of these lines.
        project: Name of the project.
        run: Number of the run in its dataset.
        versions: Versions and hashes of all that has a say in the outcome.
        options: How articles were read: reader, outlet, any_language.
    """

    schema: int
    project: str
    run: int
    versions: dict[str, str]
    options: dict[str, str | bool | None]


class ArticleLine(msgspec.Struct, frozen=True, tag_field="record", tag="article"):
    """What was read of an article.

    Attributes:
        id: Id of the article.
        source: SHA-256 of the bytes that it came from.
        published: The publication day that it was read with; None if it was not known.
        reports: How many reports were read.
        rejected: How many candidates were left out.
        lines: SHA-256 of all of these, each as its line of JSON; None where reading failed.
    """

    id: str
    source: str
    published: str | None
    reports: int
    rejected: int
    lines: str | None


class EndLine(msgspec.Struct, frozen=True, tag_field="record", tag="end"):
    """How a run ended.

    Attributes:
        finished: When.
        interrupted: Whether Ctrl-C ended it.
        events: SHA-256 of the events, where they were made of nothing but the reports of this
            run; None where they were not, so that they cannot be made again from it alone.
    """

    finished: str
    interrupted: bool
    events: str | None


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A record as it was read from its file; `end` is None where the run was killed."""

    run: RunLine
    articles: tuple[ArticleLine, ...]
    end: EndLine | None


class RecordWriter:
    """Writes a record line by line, each whole and on its way to the disk at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    def write(self, line: RunLine | ArticleLine | EndLine) -> None:
        """Write a line."""
        self._stream.write(msgspec.json.encode(line) + b"\n")
        self._stream.flush()


def start_record(folder: Path, line: RunLine) -> RecordWriter:
    """Begin the record of a run in a folder, which is made if there is none."""
    folder.mkdir(exist_ok=True)
    writer = RecordWriter((folder / f"{line.run:04}-code.jsonl").open("wb"))
    writer.write(line)
    return writer


def article_line(coded: Coded) -> ArticleLine:
    """The line of an article that was read."""
    article = coded.input.article
    if article is None:
        raise ProjectError(f"{coded.input.name} is no article")
    return ArticleLine(
        id=article.id,
        source=article.sha256,
        published=article.published.day.isoformat() if article.published else None,
        reports=len(coded.reports),
        rejected=len(coded.rejected),
        lines=None if coded.failure else _hash([encode_line(one) for one in coded.records]),
    )


def events_hash(events: Sequence[Event]) -> str:
    """Hash of which reports are of which event, whatever the order of the events."""
    told = {event.id: [report.id for report in event.reports] for event in events}
    return _hash([msgspec.json.encode(told, order="sorted")])


def read_record(file: Path) -> RunRecord:
    """Read the record of a run; a last line that was cut short while it was written is left out.

    Raises:
        ProjectError: The file cannot be read, or is no record of this version.
    """
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        raise ProjectError(f"{file} cannot be read: {error.strerror}") from error
    decode = msgspec.json.Decoder(RunLine | ArticleLine | EndLine).decode
    try:
        run, *rest = [decode(line) for line in lines[:-1]]
    except (ValueError, msgspec.MsgspecError) as error:
        raise ProjectError(f"{file} is no record of a run: {error}") from error
    if not isinstance(run, RunLine) or run.schema != RECORD_VERSION:
        raise ProjectError(f"{file} is no record of a run of version {RECORD_VERSION}")
    end = rest.pop() if rest and isinstance(rest[-1], EndLine) else None
    articles = tuple(line for line in rest if isinstance(line, ArticleLine))
    return RunRecord(run, articles, end if isinstance(end, EndLine) else None)


def differing(then: Mapping[str, object], now: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """What differs between two sets of versions or options: name, then and now."""
    names = sorted({*then, *now})
    pairs = {name: (str(then.get(name, "")), str(now.get(name, ""))) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _hash(lines: Sequence[bytes]) -> str:
    return sha256(b"".join(line + b"\n" for line in lines)).hexdigest()
