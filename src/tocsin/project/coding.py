"""Reading what is new: each article is kept as soon as it is read, then all is linked.

What was read by this very version, with the day that is known now, is not read again. A run that
is killed at any moment has lost at most the article that it was reading: the next one goes on
where it stopped, and links what was not linked yet.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tocsin.dataset.changes import Changes
from tocsin.dataset.coded import Coded
from tocsin.dataset.runs import Manifest
from tocsin.dataset.store import Dataset
from tocsin.engine import code_inputs
from tocsin.project.folder import Project
from tocsin.project.record import (
    RECORD_VERSION,
    EndLine,
    RunLine,
    article_line,
    events_hash,
    start_record,
)
from tocsin.project.versions import made_by, versions
from tocsin.reading import ReaderName, reading_with
from tocsin.text.inputs import Input
from tocsin.text.unread import InputStatus

Watch = Callable[[Iterable[Coded]], Iterator[Coded]]


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be read.

    Attributes:
        project: The project.
        reader: Which reader marks the acts.
        workers: Processes to read with.
        due: Ids of the articles that are new, were dated since, or were read by another version.
    """

    project: Project
    reader: ReaderName
    workers: int
    due: tuple[str, ...]


@dataclass
class Outcome:
    """What a run did.

    Attributes:
        run: Its number.
        failed: Ids of articles that could not be read, with the reason.
        articles: How many articles were read.
        reports: How many reports they gave.
        rejected: How many candidates were left out, for each reason.
        changes: What became of the events; None if they were not linked.
        interrupted: Whether Ctrl-C ended the run.
    """

    run: int
    failed: dict[str, str] = field(default_factory=dict)
    articles: int = 0
    reports: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    changes: Changes | None = None
    interrupted: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """What it did, in numbers, as the dataset keeps them with the run."""
        left_out = sum(self.rejected.values())
        return {
            "articles": self.articles,
            "failed": len(self.failed),
            "reports": self.reports,
            "rejected": left_out,
            "interrupted": int(self.interrupted),
        }

    def count(self, coded: Coded) -> None:
        """Count one article."""
        self.articles += 1
        self.reports += len(coded.reports)
        for rejected in coded.rejected:
            reason = rejected.reason.value
            self.rejected[reason] = self.rejected.get(reason, 0) + 1
        if coded.failure and coded.input.article:
            self.failed[coded.input.article.id] = coded.failure


def find_work(project: Project, dataset: Dataset, reader: ReaderName | None, workers: int) -> Work:
    """What `tocsin code` has to read; the reader is that of the settings unless one is given."""
    used = reader or project.settings.reader
    return Work(project, used, workers, tuple(dataset.readings.due(made_by(used))))


def code_due(work: Work, dataset: Dataset, at: datetime, watch: Watch) -> Outcome:
    """Read what is due, then link it with what was read before.

    Args:
        work: What is to be read.
        dataset: Where it is kept.
        at: Now.
        watch: What results pass through, one by one: it may count them, and end them early.

    Returns:
        What was done; where `watch` ended the run early, without linking.
    """
    options = _options(work)
    told = versions(work.reader)
    run = dataset.runs.start(Manifest("code", told["tocsin"], told, options), at)
    outcome = Outcome(run)
    first = not dataset.counts()["reports"]
    line = RunLine(RECORD_VERSION, work.project.settings.name, run, told, options)
    with start_record(work.project.runs, line) as record:
        results = code_inputs(_inputs(work, dataset), work.workers, reading_with(work.reader))
        for coded in watch(results):
            record.write(article_line(coded))
            dataset.readings.keep(coded, made_by(work.reader), run, at)
            outcome.count(coded)
        outcome.interrupted = outcome.articles < len(work.due)
        if not outcome.interrupted:
            outcome.changes = dataset.linked.relink(run, at)
        alone = first and not outcome.interrupted
        events = events_hash(list(dataset.events())) if alone else None
        record.write(EndLine(at.isoformat(), outcome.interrupted, events))
    dataset.runs.finish(run, at, outcome.counts)
    return outcome


def is_unlinked(dataset: Dataset) -> bool:
    """Whether the last run that read articles was cut short before it linked what it had read."""
    runs = [run for run in dataset.runs.all() if run.manifest.command == "code"]
    return bool(runs) and (runs[-1].finished is None or bool(runs[-1].counts.get("interrupted")))


def _options(work: Work) -> dict[str, str | bool | None]:
    settings = work.project.settings
    return {
        "reader": work.reader.value,
        "outlet": settings.outlet,
        "any_language": settings.any_language,
    }


def _inputs(work: Work, dataset: Dataset) -> Iterator[Input]:
    """The articles that are due, each read from the dataset when its turn comes."""
    for id_ in work.due:
        article = dataset.article(id_)
        if article is not None:
            yield Input(article.id, InputStatus.OK, article)
