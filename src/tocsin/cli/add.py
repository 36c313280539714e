"""`tocsin add`: articles into the project."""

import sys
from typing import Annotated

import msgspec
import typer

from tocsin.cli.added import AddedTable
from tocsin.cli.consoles import console_for, print_to
from tocsin.cli.interrupt import Interrupt
from tocsin.cli.progress import counting
from tocsin.cli.projects import AsJson, InProject, moment
from tocsin.dataset.runs import Manifest
from tocsin.project.adding import add_inputs
from tocsin.project.folder import find_project
from tocsin.project.versions import installed
from tocsin.text.inputs import Options, find_sources


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Articles: text files, JSON Lines, folders; - is standard input.",
        ),
    ],
    folder: InProject = None,
    as_json: AsJson = False,
) -> None:
    """Add articles to the project: their bytes are kept, and each input is listed with a reason.

    What was added before is known by its bytes and not added twice.

    Exit codes: 0 all inputs were added or known; 1 some could not be read; 3 none could.
    """
    now = moment()
    project = find_project(folder)
    settings = project.settings
    options = Options(outlet=settings.outlet, any_language=settings.any_language)
    table = AddedTable()
    errors = console_for(sys.stderr)
    with (
        project.open() as dataset,
        Interrupt().watched() as interrupt,
        counting(errors, "inputs") as count,
    ):
        manifest = Manifest("add", installed("tocsin"), {}, {"any_language": settings.any_language})
        run = dataset.runs.start(manifest, now)
        found = interrupt.until_pressed(find_sources(paths, options=options))
        for added in count(add_inputs(dataset, found, run, now)):
            table.take(added)
        table.interrupted = interrupt.pressed
        dataset.runs.finish(run, moment(), table.counts)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(table.told) + b"\n")
    else:
        print_to(sys.stderr, *table.parts())
    raise typer.Exit(table.exit)
