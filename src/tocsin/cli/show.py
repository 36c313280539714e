"""`tocsin show`: all that the project knows of one event, report or article."""

import sys
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Group

from tocsin.cli.consoles import print_to
from tocsin.cli.projects import AsJson, InProject
from tocsin.cli.shown_article import article_facts, show_article
from tocsin.cli.shown_event import event_facts, show_event, show_report, show_tombstone
from tocsin.dataset.events import KeptEvent, Tombstone
from tocsin.dataset.store import Dataset
from tocsin.project.folder import find_project
from tocsin.project.lookup import Thing, event_of, find_thing
from tocsin.reports import Rejected, Report


def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of an event, report, candidate or article; or the beginning of one.",
        ),
    ],
    folder: InProject = None,
    as_json: AsJson = False,
) -> None:
    """Show an event, a report, a candidate that was left out, or an article.

    An event comes with what each of its reports tells, who says so and the sentences; a report
    with the words behind every value; an article with where it came from and what was read in it.
    """
    with find_project(folder).open() as dataset, dataset.snapshot():
        found = find_thing(dataset, id_)
        if as_json:
            sys.stdout.buffer.write(msgspec.json.encode(_facts(dataset, found)) + b"\n")
        else:
            print_to(sys.stdout, _shown(dataset, found))


def _shown(dataset: Dataset, found: Thing) -> Group:
    match found:
        case KeptEvent():
            return show_event(dataset, found)
        case Tombstone():
            return show_tombstone(found)
        case Report():
            return show_report(found, event_of(dataset, found))
        case Rejected():
            return show_report(found, None)
    return show_article(dataset, found)


def _facts(dataset: Dataset, found: Thing) -> dict[str, Any]:
    match found:
        case KeptEvent():
            return event_facts(dataset, found)
        case Tombstone():
            return {"kind": "tombstone", **msgspec.to_builtins(found)}
        case Report():
            event = event_of(dataset, found)
            of = event.event.id if event else None
            return {"kind": "report", "event": of, **msgspec.to_builtins(found)}
        case Rejected():
            return {"kind": "rejected", **msgspec.to_builtins(found)}
    return article_facts(dataset, found)
