"""A comparison as text for people, and as JSON with everything in it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.cli.consoles import shown
from tocsin.dataset.foreign.comparison import Agreement, Comparison, Pair, Side
from tocsin.dataset.foreign.records import CodedEvent

_LISTED = 20  # of each list, where not all is asked for
_COLUMNS = 12  # that are named before the rest is counted
_COUNTRIES = 6  # that are named before the rest is counted


def print_comparison(found: Comparison, console: Console, every: bool) -> None:
    """Print what each dataset is, what both have, where they agree, and where they differ.

    Args:
        found: The comparison.
        console: Where to.
        every: Whether lists are printed to their end.
    """
    for name, side in (("theirs", found.theirs), ("ours", found.ours)):
        for line in _side(name, side):
            console.print(line)
    console.print(_counts(found))
    if found.cut:
        console.print(shown(f"{found.cut:,} rows had too many possible partners: not all weighed"))
    if found.pairs:
        console.print(_agreement(found.agreement))
    most = None if every else _LISTED
    _list(
        console,
        "differ (theirs / ours)",
        [line for pair in found.pairs for line in _pair(pair)],
        most,
    )
    _list(console, "only in theirs", list(map(_event, found.only_theirs)), most)
    _list(console, "only in ours", list(map(_event, found.only_ours)), most)


def to_json(found: Comparison) -> bytes:
    """Everything as one JSON object on one line."""
    tree = {
        "theirs": _side_tree(found.theirs),
        "ours": _side_tree(found.ours),
        "both": len(found.pairs),
        "only_theirs": [_event_tree(event) for event in found.only_theirs],
        "only_ours": [_event_tree(event) for event in found.only_ours],
        "agreement": [_agreement_tree(one) for one in found.agreement],
        "pairs": [
            {
                "theirs": _event_tree(pair.theirs),
                "ours": _event_tree(pair.ours),
                "fit": pair.fit,
                "differences": pair.differences,
            }
            for pair in found.pairs
        ],
        "cut": found.cut,
    }
    return msgspec.json.encode(tree) + b"\n"


def _side(name: str, side: Side) -> Iterator[Text]:
    """What a dataset was taken for, what it holds, and what of it was not used."""
    layout = side.layout
    known = f"{layout.scheme}, {layout.form}" if layout else "?"
    head = shown(f"{name}: {side.name} ({known}", "bold")
    if layout and layout.form == "csv" and not layout.header:
        head.append(", no header row")
    yield head.append(f"): {len(side.events):,} events{_extent(side)}")
    if side.apart:
        yield _inset(f"{side.apart:,} events outside of what was asked for")
    if side.reasons:
        told = ", ".join(f"{count:,} {reason}" for reason, count in side.reasons.items())
        yield _inset(f"{len(side.unread):,} rows without an event: {told}", "yellow")
        for row in side.unread[:3]:
            yield _inset(f"line {row.line}: {row.reason.value} {row.note}", "dim")
    faults = sum(bool(event.faults) for event in side.events)
    if faults:
        first = next(event for event in side.events if event.faults)
        told = f"first line {first.line}: {first.faults[0]}"
        yield _inset(f"{faults:,} rows with a cell that could not be read; {told}", "yellow")
    if layout and layout.unused:
        yield _inset(f"not compared: {_named(layout.unused)}", "dim")
    if layout and layout.absent:
        yield _inset(f"not in the file: {_named(layout.absent)}", "dim")


def _named(columns: Sequence[str]) -> str:
    """Columns by name, the first of many."""
    rest = len(columns) - _COLUMNS
    return ", ".join(columns[:_COLUMNS]) + (f" and {rest} more" if rest > 0 else "")


def _extent(side: Side) -> str:
    """Days and countries: ", 2019-01-03 to 2019-12-30, KEN UGA"."""
    if side.extent is None:
        return ""
    start, end = side.extent
    countries = side.countries
    named = " ".join(countries[:_COUNTRIES])
    rest = len(countries) - _COUNTRIES
    more = f" and {rest} more" if rest > 0 else ""
    return f", {start} to {end}" + (f", {named}{more}" if named else "")


def _counts(found: Comparison) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(1, 2, 0, 0))
    for name in ("in both", "only in theirs", "only in ours"):
        table.add_column(name, justify="right")
    both = len(found.pairs)
    parts = [
        f"{both / len(side.events):.0%}" if side.events else "-"
        for side in (found.theirs, found.ours)
    ]
    table.add_row(
        f"{both:,} ({parts[0]} of theirs, {parts[1]} of ours)",
        f"{len(found.only_theirs):,}",
        f"{len(found.only_ours):,}",
    )
    return table


def _agreement(fields: Sequence[Agreement]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("field", "same", "n", "share", "only theirs", "only ours", "middle"):
        table.add_column(name, justify="left" if name == "field" else "right")
    for one in fields:
        share = "-" if one.share is None else f"{one.share:.2f}"
        unit = {"town": " km", "size": " times"}.get(one.field, "")
        middle = "" if one.middle is None else f"{one.middle:,.1f}{unit}"
        cells = (one.same, one.n, share, one.only_theirs, one.only_ours, middle)
        table.add_row(one.field, *map(str, cells))
    return table


def _list(console: Console, head: str, lines: Sequence[Text], most: int | None) -> None:
    if not lines:
        return
    console.print(Text("\n").append(shown(head, "bold")))
    for line in lines[:most]:
        console.print(line)
    if most is not None and len(lines) > most:
        console.print(_inset(f"and {len(lines) - most:,} more (--all, --json)", "dim"))


def _inset(words: str, style: str = "") -> Text:
    """Words under a head."""
    return Text("  ").append(shown(words, style))


def _pair(pair: Pair) -> Iterable[Text]:
    """A line for a pair that differs: both rows, then each field with theirs and ours."""
    if pair.differences:
        told = "; ".join(f"{one.field} {one.theirs} / {one.ours}" for one in pair.differences)
        names = f"{pair.theirs.id} = {pair.ours.id}"
        yield _inset(f"{names}  {pair.theirs.days}  {pair.theirs.place}: {told}")


def _event(event: CodedEvent) -> Text:
    kind = event.type.value if event.type else event.words or "?"
    people = f", {event.size} people" if event.size else ""
    return _inset(f"{event.id}  {event.days}  {event.place}: {kind}{people}")


def _side_tree(side: Side) -> dict[str, Any]:
    extent = side.extent
    return {
        "name": side.name,
        "layout": side.layout,
        "events": len(side.events),
        "apart": side.apart,
        "unread": side.unread,
        "first_day": extent[0] if extent else None,
        "last_day": extent[1] if extent else None,
        "countries": side.countries,
        "faults": [{"line": e.line, "faults": e.faults} for e in side.events if e.faults],
    }


def _event_tree(event: CodedEvent) -> dict[str, Any]:
    """An event without its row: that stands in the file, on its line."""
    tree: dict[str, Any] = msgspec.to_builtins(event)
    tree.pop("row")
    return tree


def _agreement_tree(one: Agreement) -> dict[str, Any]:
    tree: dict[str, Any] = msgspec.to_builtins(one)
    return {**tree, "share": None if one.share is None else round(one.share, 4)}
