"""`tocsin compare`: two datasets of events side by side."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.compared import print_comparison, to_json
from tocsin.cli.consoles import console_for
from tocsin.cli.days import read_bound
from tocsin.cli.exits import Exit
from tocsin.cli.output import write_all
from tocsin.dataset.foreign.comparison import Side, compare_sides
from tocsin.dataset.foreign.likeness import Window
from tocsin.dataset.foreign.pinning import pinned
from tocsin.dataset.foreign.reading import open_events
from tocsin.dataset.foreign.records import CodedEvent, RowReason, UnreadRow
from tocsin.dataset.foreign.selection import Selection, shared_by
from tocsin.fields.what import EventType
from tocsin.places import Gazetteer

# What a row says on purpose is no fault of it.
_SETTLED = frozenset((RowReason.NO_EVENT, RowReason.HEADER_AGAIN))


def compare(  # noqa: PLR0913, PLR0917 - one argument an option
    theirs: Annotated[
        Path,
        typer.Argument(
            metavar="THEIRS",
            help="A dataset: MMAD, ACLED, CCC, Mass Mobilization, POLECAT, PLOVER, UCDP GED, "
            "GDELT, or one of tocsin.",
        ),
    ],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Another, of any of these forms.")],
    days: Annotated[
        int, typer.Option(min=0, max=366, metavar="N", help="Days that a pair may lie apart.")
    ] = 1,
    km: Annotated[
        float,
        typer.Option(min=0.0, max=2000.0, metavar="N", help="Kilometres that it may lie apart."),
    ] = 50.0,
    type_: Annotated[
        list[EventType] | None,
        typer.Option("--type", help="Only events of this type; may come often."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only this country (PRK); may come often."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="First day: 2024-06-25, 2024-06 or 2024.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Last day, included.")] = None,
    shared: Annotated[
        bool, typer.Option("--shared", help="Only the days and countries that both cover.")
    ] = False,
    any_type: Annotated[
        bool, typer.Option("--any-type", help="Pair events of different types too.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="List everything, not the first 20.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write everything as JSON.")] = False,
) -> None:
    """Compare two datasets: which events are in both, and where they differ.

    Events are paired one to one by day, country, place and type.

    Exit codes: 0 all rows were read; 1 some were not, or a file could not be; 3 no event is
    left to compare.
    """
    asked = Selection(
        tuple(type_ or ()),
        tuple(code.upper() for code in country or ()),
        read_bound(since, "--since"),
        read_bound(until, "--until", last=True),
    )
    sides = [_read(path) for path in (theirs, ours)]
    gazetteer = Gazetteer()
    kept = [_pinned(_only(side, asked), gazetteer) for side in sides]
    if shared:
        common = shared_by(kept[0].events, kept[1].events)
        kept = [_only(side, common) for side in kept]
    comparison = compare_sides(kept[0], kept[1], Window(days, km, any_type))
    if as_json:
        write_all([to_json(comparison)], None)
    else:
        print_comparison(comparison, console_for(sys.stdout), every)
    if not all(side.events for side in kept):
        raise typer.Exit(Exit.NOTHING_READ)
    faulty = any(_is_fault(side) for side in sides)
    raise typer.Exit(Exit.SOME_UNREAD if faulty else Exit.OK)


def _read(path: Path) -> Side:
    """A dataset with its events and what in it was none."""
    found = open_events(path)
    events, unread = list[CodedEvent](), list[UnreadRow]()
    for record in found.records:
        if isinstance(record, CodedEvent):
            events.append(record)
        else:
            unread.append(record)
    return Side(str(path), found.layout, tuple(events), tuple(unread))


def _only(side: Side, asked: Selection) -> Side:
    """The side without the events that were not asked for, which are counted."""
    kept = tuple(event for event in side.events if asked.holds(event))
    return replace(side, events=kept, apart=side.apart + len(side.events) - len(kept))


def _pinned(side: Side, gazetteer: Gazetteer) -> Side:
    return replace(side, events=pinned(side.events, gazetteer))


def _is_fault(side: Side) -> bool:
    return any(row.reason not in _SETTLED for row in side.unread)
