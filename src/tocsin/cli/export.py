"""`tocsin export`: a dataset as files of other programs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.text import Text

from tocsin.cli.consoles import console_for, shown
from tocsin.errors import DatasetError
from tocsin.linking.values import Preset

if TYPE_CHECKING:
    from tocsin.codebooks.scheme import Scheme
    from tocsin.dataset.export.contents import Contents
    from tocsin.dataset.export.formats import Export
    from tocsin.dataset.store import Dataset


class Formulas(StrEnum):
    """What is done with cells that a spreadsheet would run."""

    ESCAPE = "escape"  # an apostrophe goes before them
    KEEP = "keep"  # they stay as they are


_NAMES = (
    "csv, jsonl, sqlite, parquet, geojson, label-studio, web-annotation, cas; acled, ccc, massmob, "
    "mmad, plover, polecat; or a codebook of your own: FILE.toml"
)


def export(  # noqa: PLR0913, PLR0917 - one argument an option
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {_NAMES}.")],
    project: Annotated[
        Path | None,
        typer.Argument(
            metavar="PROJECT",
            help="Folder of a project (else the one you are in), a dataset file, or what code "
            "--format jsonl wrote.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FOLDER", help="Where to; whole or not at all."),
    ] = ...,  # type: ignore[assignment] # typer's way to say that an option has to be given
    preset: Annotated[
        Preset | None,
        typer.Option(help="Which value is chosen where reports differ.", show_default=False),
    ] = None,
    redact: Annotated[
        bool,
        typer.Option("--redact", help="Mask witnesses, round venues to the city, drop texts."),
    ] = False,
    formulas: Annotated[
        Formulas | None,
        typer.Option(
            help="Cells that a spreadsheet would run: escape them (csv) or keep them (schemes).",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the manifest as JSON.")] = False,
) -> None:
    """Write a dataset in another format, with what the format cannot say.

    The folder holds the data, LOSSES.md, LOAD.md, CITATION.cff and run.json. The lines that load
    the data go to standard output, what was written to standard error.
    """
    from tocsin.dataset.export import formats  # late: it loads the dataset's libraries
    from tocsin.places import Gazetteer

    options = formats.Options(
        preset=preset,
        escape=None if formulas is None else formulas is Formulas.ESCAPE,
        redact=redact,
        gazetteer=Gazetteer(),
    )
    with _opened(project) as contents:
        done = formats.export(contents, _format(format_), out, options)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(done.manifest) + b"\n")
        return
    _tell(done)
    for loading in done.written.loads:
        sys.stdout.write(f"# {loading.program}, in {done.folder}\n{loading.lines}\n\n")


def _tell(done: "Export") -> None:
    """What was written and what was not, on standard error."""
    console = console_for(sys.stderr)
    for name, told in done.manifest["files"].items():
        if "rows" in told:
            console.print(shown(f"{done.folder / name}  {told['rows']:,} rows"))
    for one in done.written.left_out:
        words = f"left out: {len(one.ids):,} by the rule {one.rule}: {one.words}"
        console.print(shown(words, "yellow"))
    console.print(Text("What it cannot say: ").append(shown(str(done.folder / "LOSSES.md"))))


def _format(name: str) -> "str | Scheme":
    """A format by its name, or the codebook of a file."""
    if not name.endswith(".toml"):
        return name
    from tocsin.codebooks.parse import parse_scheme

    path = Path(name)
    try:
        return parse_scheme(path.read_text("utf-8"), path.name)
    except OSError as error:
        raise DatasetError(f"{path} cannot be read: {error.strerror}") from error


@contextmanager
def _opened(project: Path | None) -> "Iterator[Contents]":
    """The contents of a project, of a dataset or of a file of JSON Lines."""
    from tocsin.dataset.export.lines import read_lines
    from tocsin.dataset.export.of_dataset import OfDataset

    if project is not None and project.is_file() and not _is_database(project):
        yield read_lines(project)
        return
    if project is not None and not project.exists():
        raise DatasetError(f"{project} is not there")  # opening it would make it
    with _dataset_of(project) as dataset, dataset.snapshot():
        yield OfDataset(dataset)


def _dataset_of(project: Path | None) -> "Dataset":
    """The dataset of a file or of a project's folder."""
    from tocsin.dataset.store import Dataset
    from tocsin.project.folder import find_project

    if project is not None and project.is_file():
        return Dataset(project)
    return find_project(project).open()


def _is_database(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"
