"""The program `tocsin`: its commands, and what a shell learns from its exit code."""

import sys
from typing import Annotated

import typer

from tocsin.cli import codebook
from tocsin.cli.code import code
from tocsin.cli.doctor import doctor, version_words
from tocsin.cli.exits import Exit
from tocsin.cli.explain import explain
from tocsin.cli.export import export
from tocsin.errors import ResourceError, TocsinError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(code)
app.command()(explain)
app.command()(export)
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
        sys.exit(Exit.RESOURCE if isinstance(error, ResourceError) else Exit.SOME_UNREAD)
