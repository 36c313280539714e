"""What the commands of a project share: which project, what time it is, and who decides."""

import getpass
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

InProject = Annotated[
    Path | None,
    typer.Option(
        "--project",
        "-p",
        metavar="FOLDER",
        help="Folder of the project; else the one you are in, or the nearest above.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]
DecidedBy = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", envvar="TOCSIN_CODER", help="Who decides; else your login name."
    ),
]


def moment() -> datetime:
    """Now; a command asks once, so that all it writes down bears one time."""
    return datetime.now(UTC)


def decider(name: str | None) -> str:
    """Who decides: as given, else the login name; a machine without one is "unknown"."""
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user, as in some containers
        return os.environ.get("HOSTNAME", "unknown")
