"""The program `tocsin`: its commands, and what a shell learns from its exit code."""

import sys
from typing import Annotated

import typer

from tocsin.cli import codebook
from tocsin.cli.add import add
from tocsin.cli.code import code
from tocsin.cli.compare import compare
from tocsin.cli.date import date
from tocsin.cli.doctor import doctor, version_words
from tocsin.cli.events import events
from tocsin.cli.exits import Exit
from tocsin.cli.explain import explain
from tocsin.cli.export import export
from tocsin.cli.new import new
from tocsin.cli.rerun import rerun
from tocsin.cli.show import show
from tocsin.cli.status import status
from tocsin.cli.verify import verify
from tocsin.errors import ProjectError, ResourceError, TocsinError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(new)
app.command()(add)
app.command()(date)
app.command()(code)
app.command()(status)
app.command()(events)
app.command()(show)
app.command()(verify)
app.command()(rerun)
app.command()(explain)
app.command()(export)
app.command()(compare)
app.command()(doctor)
app.add_typer(codebook.app, name="codebook")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(version_words())
        raise typer.Exit


@app.callback()
def tocsin(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Read news articles like a trained coder: what happened, when, where, and who says so.

    Data go to standard output; what became of each input goes to standard error.
    """


def main() -> None:
    """Run the program; an error that tocsin raises on purpose is one line, not a trace."""
    try:
        app()
    except TocsinError as error:
        typer.echo(f"tocsin: {error}", err=True)
        sys.exit(_exit(error))


def _exit(error: TocsinError) -> Exit:
    """The exit code of an error that ends a command."""
    if isinstance(error, ResourceError):
        return Exit.RESOURCE
    return Exit.USAGE if isinstance(error, ProjectError) else Exit.SOME_UNREAD
