"""`tocsin status`: how far the project is."""

import sys
from collections.abc import Iterator, Mapping

import msgspec
from rich.table import Table

from tocsin.cli.consoles import print_to, shown
from tocsin.cli.projects import AsJson, InProject
from tocsin.project.folder import find_project
from tocsin.project.state import State, state_of


def status(folder: InProject = None, as_json: AsJson = False) -> None:
    """Tell how far the project is: inputs, articles without a day, what is to be read, events."""
    project = find_project(folder)
    with project.open() as dataset, dataset.snapshot():
        state = state_of(project, dataset)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(state) + b"\n")
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in _rows(state):
        table.add_row(label, shown(value))
    print_to(sys.stdout, table)


def _rows(state: State) -> Iterator[tuple[str, str]]:
    yield "project", f"{state.project} in {state.folder}"
    yield "inputs", _counts(state.inputs) or "none: tocsin add FILES..."
    yield "articles", f"{state.articles:,}"
    if state.undated:
        more = ", ..." if state.undated > len(state.undated_first) else ""
        names = ", ".join(state.undated_first) + more
        yield "without a day", f"{state.undated:,}: {names}; tocsin date ARTICLE YYYY-MM-DD"
    if state.due:
        yield "to be read", f"{state.due:,}: tocsin code"
    yield "reports", f"{state.reports:,}" + (" (not all linked: tocsin code)" * state.unlinked)
    if state.rejected:
        yield "left out", _counts(state.rejected)
    gone = f", {state.removed:,} removed" if state.removed else ""
    yield "events", f"{state.events:,}{gone}"
    if state.decisions:
        yield "decisions", f"{state.decisions:,}"
    if state.last_run:
        yield "last run", f"{state.last_run:%Y-%m-%d %H:%M} UTC"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name.replace('-', ' ')}" for name, number in counts.items())
