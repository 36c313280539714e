"""`tocsin doctor`: whether everything is there that reading needs."""

import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Annotated, NamedTuple

import msgspec
import typer
from rich.table import Table
from rich.text import Text

from tocsin.cli.consoles import console_for
from tocsin.cli.exits import Exit
from tocsin.data import read_rows
from tocsin.desk.page import check_assets
from tocsin.errors import ResourceError
from tocsin.marks.learned import LearnedReader
from tocsin.marks.network import CHECKSUMS, read_model_file
from tocsin.places import unpack
from tocsin.text.parse import check_pipeline


class Finding(NamedTuple):
    """One thing that was looked at."""

    what: str
    ok: bool
    detail: str


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Look whether everything is there that reading needs.

    Exit code 4 if something is not.
    """
    findings = list(_findings())
    if as_json:
        rows = [finding._asdict() for finding in findings]
        sys.stdout.buffer.write(msgspec.json.encode(rows) + b"\n")
    else:
        console_for(sys.stdout).print(_table(findings))
    raise typer.Exit(Exit.OK if all(finding.ok for finding in findings) else Exit.RESOURCE)


def version_words() -> str:
    """Name and version, as `tocsin --version` prints them."""
    return f"tocsin {_installed('tocsin')}"


def _findings() -> Iterator[Finding]:
    yield Finding("tocsin", True, _installed("tocsin"))
    yield Finding("python", True, f"{platform.python_version()} on {platform.system()}")
    packages = ("onnxruntime", "tokenizers", "spacy", "numpy", "msgspec", "jinja2", "rich", "typer")
    yield Finding("packages", True, ", ".join(f"{name} {_installed(name)}" for name in packages))
    for what, look in _LOOKS.items():
        try:
            yield Finding(what, True, look())
        except ResourceError as error:
            yield Finding(what, False, str(error))
    yield Finding("network", True, "not needed; nothing is fetched or sent")


def _pipeline() -> str:
    found = check_pipeline()
    sums = ", ".join(f"{name} {digest[:12]}" for name, digest in found.sha256.items())
    return f"{found.name} {found.version}; sha256 as expected: {sums}"


def _reader() -> str:
    size = sum(len(read_model_file(name)) for name in CHECKSUMS)
    sums = ", ".join(f"{name} {digest[:12]}" for name, digest in CHECKSUMS.items())
    return f"{LearnedReader.name}, {size / 1e6:.0f} MB; sha256 as expected: {sums}"


def _tables() -> str:
    names = sorted(path.name for path in files("tocsin.data").iterdir() if path.name[-4:] == ".tsv")
    return f"{len(names)} with {sum(len(read_rows(name)) for name in names):,} rows"


def _gazetteer() -> str:
    return f"unpacked at {unpack()}"


_LOOKS: dict[str, Callable[[], str]] = {
    "reader": _reader,
    "language model": _pipeline,
    "tables": _tables,
    "gazetteer": _gazetteer,
    "page": check_assets,
}


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed as a package"


def _table(findings: list[Finding]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        state = Text("ok", "green") if finding.ok else Text("missing", "bold red")
        table.add_row(state, Text(finding.what, "bold"), Text(finding.detail))
    return table
