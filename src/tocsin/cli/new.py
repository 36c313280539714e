"""`tocsin new`: a folder for a project."""

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from tocsin.cli.consoles import print_to, shown
from tocsin.cli.projects import AsJson
from tocsin.project.folder import make_project


def new(
    folder: Annotated[
        Path, typer.Argument(metavar="NAME", help="The folder to make; its name is the project's.")
    ],
    dataset: Annotated[
        str | None,
        typer.Option(metavar="URL", help="A PostgreSQL database in place of a file in the folder."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a project: settings, a folder for original files, a dataset.

    What lies in the folder already stays as it is.
    """
    project = make_project(folder, dataset)
    made = {"project": project.settings.name, "folder": str(project.folder)}
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(made) + b"\n")
        return
    print_to(
        sys.stderr,
        shown(f"Made the project {project.settings.name} in {folder}", "bold"),
        shown(f"Next: cd {folder}, then tocsin add FILES..."),
    )
