"""`tocsin codebook`: which codebooks there are, what is in one, whether one's own can be used."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid

from tocsin.cli.consoles import console_for, shown
from tocsin.cli.exits import Exit
from tocsin.codebooks.diff import column_words, diff_schemes, rule_words
from tocsin.codebooks.facts import FACTS
from tocsin.codebooks.parse import parse_scheme
from tocsin.codebooks.scheme import Scheme
from tocsin.codebooks.shipped import shipped_names, shipped_scheme, shipped_text
from tocsin.errors import CodebookError, UnreadableInputError

app = typer.Typer(
    no_args_is_help=True,
    help="Codebooks: the published schemes that data can be written in, and your own.",
)

_Name = Annotated[
    str, typer.Argument(metavar="CODEBOOK", help="A codebook's name, or a TOML file of your own.")
]
_AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_LARGEST = 4_000_000  # bytes of a codebook that a person wrote


def read_codebook(name: str) -> Scheme:
    """A codebook by its name, or from a file.

    Raises:
        CodebookError: It cannot be used, or there is none of that name.
        UnreadableInputError: The file cannot be read.
    """
    return shipped_scheme(name) if name in shipped_names() else _from_file(name)


def _from_file(name: str) -> Scheme:
    path = Path(name)
    if not path.suffix and not path.exists():
        shipped_text(name)  # tells which names there are
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableInputError(f"{name}: too large for a codebook")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableInputError(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CodebookError((f"{name}: not UTF-8 at byte {error.start}",)) from error
    return parse_scheme(text, path.name)


@app.command("list")
def list_codebooks(as_json: _AsJson = False) -> None:
    """List the codebooks that come with tocsin."""
    schemes = [shipped_scheme(name) for name in shipped_names()]
    if as_json:
        _print_json([_head(scheme) for scheme in schemes])
        return
    grid = _grid("codebook", "title", "tables")
    for scheme in schemes:
        tables = (f"{table.name} ({len(table.columns)} columns)" for table in scheme.tables)
        grid.add_row(scheme.name, scheme.title, ", ".join(tables))
    _out().print(grid)


@app.command("show")
def show_codebook(
    name: _Name,
    toml: Annotated[
        bool, typer.Option("--toml", help="Print its TOML, to begin one of your own with.")
    ] = False,
    as_json: _AsJson = False,
) -> None:
    """Show what a codebook takes in, and how each column is made."""
    if toml and name in shipped_names():
        sys.stdout.write(shipped_text(name))
        return
    scheme = read_codebook(name)
    if as_json:
        _print_json(_whole(scheme))
        return
    console = _out()
    console.print(shown(f"{scheme.title} ({scheme.name}, version {scheme.version})\n"))
    console.print(shown(f"{scheme.words}\n\n{scheme.source}\n"))
    _print_rows(console, ("rule", "why", "needs"), _rule_rows(scheme))
    for table in scheme.tables:
        console.print(shown(f"\n{table.file}: one row a {table.unit.value}"))
        rows = ((one.name, one.words, column_words(one)) for one in table.columns)
        _print_rows(console, ("column", "holds", "made of"), rows)
    if scheme.numbers:
        console.print()
        numbers = ((words, f"{people:,}") for words, people in scheme.numbers.items())
        _print_rows(console, ("words", "people"), numbers)


@app.command("check")
def check_codebook(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="TOML files.")],
) -> None:
    """Say whether a codebook of your own can be used, and all that is wrong if it cannot."""
    console = console_for(sys.stderr)
    wrong = False
    for file in files:
        try:
            scheme = _from_file(str(file))
        except CodebookError as error:
            wrong = True
            for fault in error.faults:
                console.print(shown(fault))
        else:
            tables = ", ".join(f"{one.name} ({len(one.columns)} columns)" for one in scheme.tables)
            console.print(shown(f"{file}: ok: {len(scheme.rules)} rules, {tables}"))
    if wrong:
        raise typer.Exit(Exit.SOME_UNREAD)


@app.command("diff")
def diff_codebooks(first: _Name, second: _Name, as_json: _AsJson = False) -> None:
    """Show in which columns, rules, codes and numbers two codebooks differ."""
    changes = diff_schemes(read_codebook(first), read_codebook(second))
    if as_json:
        _print_json(
            [
                {"part": one.part, "name": one.name, "before": one.before, "after": one.after}
                for one in changes
            ]
        )
        return
    rows = ((one.part, one.name, one.before or "-", one.after or "-") for one in changes)
    if changes:
        _print_rows(_out(), ("part", "what", first, second), rows)
    else:
        console_for(sys.stderr).print("no difference")


@app.command("facts")
def list_facts(as_json: _AsJson = False) -> None:
    """List the facts that the columns and rules of a codebook may ask for."""
    if as_json:
        _print_json([{"fact": f.name, "field": f.field, "words": f.words} for f in FACTS.values()])
        return
    rows = ((fact.name, fact.words) for fact in FACTS.values())
    _print_rows(_out(), ("fact", "holds"), rows)


def _out() -> Console:
    return console_for(sys.stdout)


def _grid(*heads: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        grid.add_column(shown(head), overflow="fold")
    return grid


def _print_rows(console: Console, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    grid = _grid(*heads)
    for row in rows:
        grid.add_row(*map(shown, row))
    console.print(grid)


def _rule_rows(scheme: Scheme) -> Iterable[tuple[str, ...]]:
    return ((rule.name, rule.words, rule_words(rule)) for rule in scheme.rules)


def _head(scheme: Scheme) -> dict[str, object]:
    return {
        "name": scheme.name,
        "title": scheme.title,
        "version": scheme.version,
        "sha256": scheme.sha256,
        "tables": {table.name: [one.name for one in table.columns] for table in scheme.tables},
    }


def _whole(scheme: Scheme) -> dict[str, object]:
    rules = [
        {"rule": name, "words": words, "needs": needs} for name, words, needs in _rule_rows(scheme)
    ]
    codes = {one.name: dict(one.codes) for one in scheme.vocabularies}
    return {
        **_head(scheme),
        "words": scheme.words,
        "source": scheme.source,
        "preset": scheme.preset.value,
        "rules": rules,
        "vocabularies": codes,
        "numbers": dict(scheme.numbers),
    }


def _print_json(tree: object) -> None:
    sys.stdout.write(json.dumps(tree, indent=2, ensure_ascii=False) + "\n")
