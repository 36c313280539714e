"""`tocsin code` in a project: read what is new, link it, say what changed."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from rich.text import Text

from tocsin.cli.consoles import console_for, print_line, print_to, shown
from tocsin.cli.event_words import event_line
from tocsin.cli.exits import Exit
from tocsin.cli.interrupt import Interrupt
from tocsin.cli.progress import counting
from tocsin.cli.projects import moment
from tocsin.cli.summary import number_of
from tocsin.dataset.changes import ChangeKind, Changes
from tocsin.dataset.coded import Coded
from tocsin.dataset.events import KeptEvent
from tocsin.dataset.store import Dataset
from tocsin.project.coding import Outcome, code_due, find_work, is_unlinked
from tocsin.project.folder import Project, find_project
from tocsin.project.overview import event_row
from tocsin.reading import ReaderName

_LISTED = 20  # events on the screen; all are in `tocsin events`
_FAILED = 10


def code_project(
    folder: Path | None, reader: ReaderName | None, workers: int, *, as_json: bool
) -> Exit:
    """Read what is due in a project, and print what changed; the exit code."""
    project = find_project(folder)
    with project.open() as dataset:
        outcome = _code(project, dataset, reader, workers)
        if as_json:
            sys.stdout.buffer.write(msgspec.json.encode(_told(outcome)) + b"\n")
        elif outcome is None:
            print_to(sys.stderr, shown(_nothing(dataset)))
        else:
            _print(dataset, outcome)
    return Exit.OK if outcome is None else _exit(outcome)


def _code(
    project: Project, dataset: Dataset, reader: ReaderName | None, workers: int
) -> Outcome | None:
    """What was done; None if there was nothing to do."""
    work = find_work(project, dataset, reader, workers)
    if not work.due and not is_unlinked(dataset):
        return None
    errors = console_for(sys.stderr)
    with (
        Interrupt().watched() as interrupt,
        counting(errors, "articles", len(work.due)) as count,
    ):

        def watch(results: Iterable[Coded]) -> Iterator[Coded]:
            return count(interrupt.until_pressed(results))

        return code_due(work, dataset, moment(), watch)


def _nothing(dataset: Dataset) -> str:
    """Why there is nothing to read."""
    if not dataset.counts()["articles"]:
        return "No articles yet: add some with tocsin add FILES..."
    return "Nothing is new: every article was read by this version, with the day that is known."


def _exit(outcome: Outcome) -> Exit:
    if outcome.interrupted:
        return Exit.INTERRUPTED
    if outcome.failed:
        return Exit.NOTHING_READ if len(outcome.failed) == outcome.articles else Exit.SOME_UNREAD
    return Exit.OK


def _told(outcome: Outcome | None) -> dict[str, Any]:
    """The outcome as plain values; without a run where there was nothing to do."""
    if outcome is None:
        return {"run": None, "articles": 0, "reports": 0, "interrupted": False, "changes": []}
    changes = outcome.changes
    return {
        "run": outcome.run,
        "articles": outcome.articles,
        "reports": outcome.reports,
        "rejected": dict(sorted(outcome.rejected.items())),
        "failed": outcome.failed,
        "interrupted": outcome.interrupted,
        "sentence": changes_words(changes) if changes else None,
        "changes": msgspec.to_builtins(changes.changes) if changes else [],
    }


def _print(dataset: Dataset, outcome: Outcome) -> None:
    """The events that are new or others now, then the counts."""
    changes = outcome.changes.changes if outcome.changes else ()
    touched = dict.fromkeys(one.event for one in changes if one.kind is not ChangeKind.REMOVED)
    for name in islice(touched, _LISTED):
        kept = dataset.event(name)
        if isinstance(kept, KeptEvent):
            print_line(sys.stdout, event_line(event_row(kept)))
    if len(touched) > _LISTED:
        more = len(touched) - _LISTED
        print_line(sys.stdout, Text(f"and {more:,} events more: tocsin events", "dim"))
    print_to(sys.stderr, *_notes(outcome))


def _notes(outcome: Outcome) -> Iterator[Text]:
    read = f"{number_of(outcome.articles, 'article')}, {number_of(outcome.reports, 'report')}"
    yield shown(read, "bold")
    if outcome.rejected:
        ordered = sorted(outcome.rejected.items(), key=lambda pair: (-pair[1], pair[0]))
        reasons = ", ".join(f"{count} {name}" for name, count in ordered)
        total = number_of(sum(outcome.rejected.values()), "candidate")
        yield shown(f"{total} left out: {reasons}")
    for name, failure in islice(outcome.failed.items(), _FAILED):
        yield shown(f"{name} failed: {failure}", "red")
    if outcome.changes:
        yield shown(changes_words(outcome.changes), "bold")
    if outcome.interrupted:
        yield shown("Interrupted: what was read is kept; tocsin code goes on where it stopped.")


def changes_words(changes: Changes) -> str:
    """What changed in the events: "3 reports joined existing events, 0 ids changed"."""
    gone = len(changes.of(ChangeKind.REMOVED))
    return f"{changes.sentence()}; {number_of(gone, 'id')} changed"
