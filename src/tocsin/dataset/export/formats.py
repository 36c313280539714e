"""Every format of an export, and the one function that makes any of them.

>>> "csv" in FORMATS, "mmad" in format_names()
(True, True)
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tocsin.codebooks.scheme import Scheme
from tocsin.codebooks.shipped import shipped_names, shipped_scheme
from tocsin.dataset.export.annotation import write_annotations
from tocsin.dataset.export.bundle import write_bundle
from tocsin.dataset.export.cas import write_cas
from tocsin.dataset.export.contents import Contents, survey
from tocsin.dataset.export.folder import MARK, check_target, whole_folder
from tocsin.dataset.export.geojson import write_geojson
from tocsin.dataset.export.job import Job, LeftOut, Writer, Written
from tocsin.dataset.export.label_studio import write_label_studio
from tocsin.dataset.export.lines import write_lines
from tocsin.dataset.export.losses import left_out_text, losses_text
from tocsin.dataset.export.manifest import citation_text, load_text, manifest_of, manifest_text
from tocsin.dataset.export.parquet import write_parquet
from tocsin.dataset.export.redaction import Redacted
from tocsin.dataset.export.schemes import scheme_writer
from tocsin.dataset.export.sqlite import write_sqlite
from tocsin.errors import DatasetError
from tocsin.linking.values import Preset
from tocsin.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Format:
    """One native format.

    Attributes:
        words: What it is, for people.
        write: What writes it.
        text: Whether it is nothing without the texts of the articles.
    """

    words: str
    write: Writer
    text: bool = False


FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV tables with datapackage.json", write_bundle),
    "jsonl": Format("JSON Lines, every field of every record", write_lines),
    "sqlite": Format("the dataset in one SQLite file", write_sqlite),
    "parquet": Format("the CSV tables as Parquet", write_parquet),
    "geojson": Format("events for maps", write_geojson),
    "label-studio": Format(
        "tasks with predictions for Label Studio", write_label_studio, text=True
    ),
    "web-annotation": Format("W3C Web Annotations, JSON-LD", write_annotations, text=True),
    "cas": Format("UIMA CAS JSON, for INCEpTION", write_cas, text=True),
}


@dataclass(frozen=True, slots=True)
class Options:
    """How an export is made.

    Attributes:
        preset: Which value is chosen where reports differ; None takes the format's own.
        escape: Whether cells that a spreadsheet would run are made safe; None takes the format's
            own: yes in the CSV bundle, no in coding schemes.
        redact: Whether witnesses are masked, venues rounded and texts dropped.
        gazetteer: Where towns are looked up, for coding schemes and for venues that are rounded.
    """

    preset: Preset | None = None
    escape: bool | None = None
    redact: bool = False
    gazetteer: Gazetteer | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What was written.

    Attributes:
        folder: Where.
        manifest: The content of run.json.
        written: What the writer told.
    """

    folder: Path
    manifest: Mapping[str, Any]
    written: Written


def format_names() -> tuple[str, ...]:
    """Names of the native formats, then of the coding schemes that come with tocsin."""
    return (*FORMATS, *shipped_names())


def export(
    contents: Contents, format_: str | Scheme, out: Path, options: Options | None = None
) -> Export:
    """Write contents in a format into a folder, whole or not at all.

    Args:
        contents: The records.
        format_: One of `format_names()`, or a codebook of one's own.
        out: The folder; what an earlier export left there is replaced.
        options: How.

    Raises:
        DatasetError: There is no such format, the folder is in use, or the format needs texts that
            are not at hand.
        ResourceError: A library that the format needs is not installed.
    """
    asked = options or Options()
    write, needs_text = _writer(format_)
    check_target(out)
    if needs_text and asked.redact:
        raise DatasetError(
            f"{format_} marks words in the texts of articles, which a redacted export does not hold"
        )
    name = format_ if isinstance(format_, str) else format_.name
    shown = Redacted(contents, asked.gazetteer) if asked.redact else contents
    seen = survey(shown)
    with whole_folder(out) as folder:
        job = Job(shown, seen, folder, asked.preset, asked.escape, asked.redact, asked.gazetteer)
        written = write(job)
        written = _completed(written, job)
        if written.left_out:
            _write(folder / "left_out.csv", left_out_text(written.left_out))
        _write(folder / "LOSSES.md", losses_text(job, written))
        _write(folder / "LOAD.md", load_text(name, written))
        _write(folder / "CITATION.cff", citation_text(name, written))
        manifest = manifest_of(name, job, written)
        _write(folder / MARK, manifest_text(manifest))
    return Export(out, manifest, written)


def _completed(written: Written, job: Job) -> Written:
    """What a writer told, with what holds for every format."""
    losses = job.contents.losses() if isinstance(job.contents, Redacted) else ()
    ids = job.survey.withheld
    words = "a person looked at the event and rejected it"
    withheld = (LeftOut("rejected-by-a-person", words, ids),) if ids else ()
    return replace(
        written, losses=(*written.losses, *losses), left_out=(*withheld, *written.left_out)
    )


def _writer(format_: str | Scheme) -> tuple[Writer, bool]:
    """What writes a format, and whether it needs the texts of the articles."""
    if isinstance(format_, Scheme):
        return scheme_writer(format_), False
    if format_ in FORMATS:
        return FORMATS[format_].write, FORMATS[format_].text
    if format_ in shipped_names():
        return scheme_writer(shipped_scheme(format_)), False
    raise DatasetError(f"no format {format_!r}; there are {', '.join(format_names())}")


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", errors="replace", newline="\n")
