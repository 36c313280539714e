"""Reports as a table for people: each with its values on one line and its sentence below."""

import io
from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from tocsin.cli.consoles import PLAIN_WIDTH, shown
from tocsin.dataset.coded import Coded
from tocsin.desk.rows import (
    chain_words,
    day_words,
    number_words,
    party_words,
    place_words,
)
from tocsin.fields.what import EventType
from tocsin.reports import Report

_TYPE = max(len(type_.value) for type_ in EventType) + 2  # columns for the type


def table_chunks(results: Iterable[Coded], terminal_width: int | None) -> Iterator[bytes]:
    """The reports of each article under its title.

    Args:
        results: What was read; articles without a report are passed over.
        terminal_width: Columns of the terminal that shows it, which then gets colours; None
            where the output is a file or a pipe.
    """
    for coded in results:
        if coded.reports and coded.input.article:
            title = shown(coded.input.article.title or coded.input.name, "bold")
            parts = (part for report in coded.reports for part in report_parts(report))
            yield _render(Group(title, *parts, Text()), terminal_width)


def report_parts(report: Report) -> Iterator[Padding]:
    """A report on three lines: its values, its parties and sources, its sentence."""
    facts = (day_words(report.when), place_words(report.where), number_words(report))
    head = Text(f"{report.what.type.value:<{_TYPE}}", "cyan")
    yield Padding(head.append(shown(" · ".join(filter(None, facts)))), (0, 0, 0, 2))
    inner = (0, 0, 0, 2 + _TYPE)
    if rest := _rest(report):
        yield Padding(shown(rest), inner)
    sentence = shown(f"“{' '.join(report.sentence.words.split())}”", "italic dim")
    yield Padding(sentence.append("  ").append(shown(report.id, "dim")), inner)


def _rest(report: Report) -> str:
    """Parties, side and sources: "residents → the U.S.; pro; says a resident › RFA"."""
    actors = ", ".join(map(party_words, report.actors))
    recipients = ", ".join(map(party_words, report.recipients))
    parts = [f"{actors} → {recipients}".strip() if recipients else actors]
    parts += [] if report.what.status.value == "happened" else [report.what.status.value]
    if report.stance:
        parts += [] if report.stance.side.value == "unclear" else [report.stance.side.value]
        parts += ["compelled"] if report.stance.compelled else []
    if report.sources:
        parts.append(f"says {chain_words(report.sources)}")
    return "; ".join(part for part in parts if part)


def _render(part: Group, terminal_width: int | None) -> bytes:
    console = Console(
        file=io.StringIO(),
        width=terminal_width or PLAIN_WIDTH,
        force_terminal=terminal_width is not None,
        no_color=terminal_width is None,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(part)
    lines = capture.get().split("\n")
    return "\n".join(line.rstrip() for line in lines).encode("utf-8", "replace")
