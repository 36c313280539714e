"""`tocsin events`: the events of the project, one a line."""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Annotated

import msgspec
import typer

from tocsin.cli.consoles import print_line, print_to, shown
from tocsin.cli.days import read_bound
from tocsin.cli.event_words import event_line
from tocsin.cli.output import write_all
from tocsin.cli.projects import InProject
from tocsin.dataset.filters import Filter, Verdict
from tocsin.fields.what import EventType
from tocsin.project.folder import find_project
from tocsin.project.overview import EventRow, event_row
from tocsin.text.countries import country_of


def events(  # noqa: PLR0913, PLR0917 - one argument an option
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="As PROTEST; may come often.")
    ] = None,
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="CODE", help="As PRK or North Korea; may come often."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="First day: 2024-06-25, 2024-06 or 2024.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Last day, included.")] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words of the sentence or the article.")
    ] = None,
    article: Annotated[
        str | None, typer.Option(metavar="ARTICLE", help="Only those that it tells.")
    ] = None,
    verdict: Annotated[Verdict | None, typer.Option(help="Only those of this verdict.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many.")
    ] = None,
    folder: InProject = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """List the events of the project, in the order in which they were founded.

    Each line has the id for tocsin show, what most reports tell, and the smallest and the largest
    number that a report gives. What has no day is not found by days.
    """
    asked = Filter(
        types=tuple(map(_type, types or ())),
        countries=tuple(map(_country, countries or ())),
        since=read_bound(since, "--since"),
        until=read_bound(until, "--until", last=True),
        text=text,
        verdict=verdict,
    )
    with find_project(folder).open() as dataset, dataset.snapshot():
        if article is not None:
            asked = replace(asked, article=dataset.find_article(article).id)
        rows = (event_row(kept) for kept in islice(dataset.kept_events(asked), limit))
        shown_any = _print(rows, as_json=as_json)
        if not shown_any and not as_json:
            why = _why_none(dataset.counts())
            print_to(sys.stderr, shown(why))


def _print(rows: Iterable[EventRow], *, as_json: bool) -> bool:
    """Print events as they come; whether there were any."""
    if as_json:
        write_all((msgspec.json.encode(row) + b"\n" for row in rows), None)
        return True
    row = None
    for row in rows:
        print_line(sys.stdout, event_line(row))
    return row is not None


def _why_none(counts: Mapping[str, int]) -> str:
    """Why a list is empty: an empty page says nothing."""
    if counts["events"]:
        return f"No event matches; there are {counts['events']:,}."
    if counts["articles"]:
        return "No events yet: tocsin code reads what was added."
    return "No articles yet: add some with tocsin add FILES..."


def _type(words: str) -> str:
    """An event type as the dataset writes it."""
    types = [type_.value for type_ in EventType]
    if words.upper() in types:
        return words.upper()
    raise typer.BadParameter(f"{words!r} is none of {', '.join(types)}", param_hint="--type")


def _country(words: str) -> str:
    """The code of a country, from itself or from a name."""
    if found := country_of(words):
        return found
    if re.fullmatch("[A-Za-z]{3}", words):
        return words.upper()
    raise typer.BadParameter(f"no country is called {words!r}", param_hint="--country")
