"""`tocsin verify`: whether everything is still as it was written."""

import sys
from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer
from rich.text import Text

from tocsin.cli.consoles import print_to, shown
from tocsin.cli.exits import Exit
from tocsin.cli.projects import AsJson, InProject
from tocsin.cli.summary import number_of
from tocsin.project.folder import find_project
from tocsin.project.verifying import Verified
from tocsin.project.verifying import verify as check


def verify(
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A hash that this command printed earlier."),
    ] = None,
    folder: InProject = None,
    as_json: AsJson = False,
) -> None:
    """Check originals, records and decisions against their hashes, and the log of them.

    It shows changes; it does not prove who made them, and is no forensic capture. Keep the hash
    that it prints somewhere else: with it, a log whose end was cut off shows too.

    Exit code 1 if anything is not as it was written.
    """
    found = check(find_project(folder), head)
    if as_json:
        facts = {"ok": not found.problems, **msgspec.to_builtins(found)}
        sys.stdout.buffer.write(msgspec.json.encode(facts) + b"\n")
    else:
        print_to(sys.stdout, *_parts(found))
    raise typer.Exit(Exit.SOME_UNREAD if found.problems else Exit.OK)


def _parts(found: Verified) -> Iterator[Text]:
    """Each problem, then what was looked at."""
    for problem in found.problems:
        yield shown(f"{problem.kind.value}: {problem.subject}: {problem.note}", "red")
    entries = number_of(found.entries, "entry", "entries")
    outcome = "NOT as it was written" if found.problems else "all is as it was written"
    yield shown(f"{entries}, {number_of(found.originals, 'original')}: {outcome}", "bold")
    if found.head:
        yield shown(f"The log ends with {found.head}")
