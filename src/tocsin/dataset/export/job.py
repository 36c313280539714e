"""What the writer of a format is given, and what it gives back.

A writer puts its files into a folder that nobody sees yet, and tells what they are, what they
could not express, and how they are loaded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tocsin.dataset.export.contents import Contents, Survey
from tocsin.linking.values import Preset
from tocsin.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Job:
    """One export.

    Attributes:
        contents: The records.
        survey: What one look through them saw.
        folder: Where the files are put; it is empty and exists.
        preset: Which value is chosen where reports differ; None leaves it to the format.
        escape: Whether cells that a spreadsheet would run are made safe; None leaves it to the
            format.
        redacted: Whether the contents were redacted: texts are not there then.
        gazetteer: Where coding schemes look towns up; None where nobody gave one.
    """

    contents: Contents
    survey: Survey
    folder: Path
    preset: Preset | None = None
    escape: bool | None = None
    redacted: bool = False
    gazetteer: Gazetteer | None = None

    @property
    def chosen(self) -> Preset:
        """The preset of formats that have none of their own."""
        return self.preset or Preset.REPRESENTATIVE


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format could not express.

    Attributes:
        what: What it is ("article texts").
        words: What became of it, in a sentence.
    """

    what: str
    words: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Records that are not in the export, and the rule by which they are not.

    Attributes:
        rule: Name of the rule.
        words: The rule in a sentence.
        ids: Ids of the records.
    """

    rule: str
    words: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loading:
    """Lines that load a file.

    Attributes:
        program: "pandas", "R", "Stata".
        lines: The lines.
    """

    program: str
    lines: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer did.

    Attributes:
        rows: How many rows, lines or features each of the main files holds, by its name.
        loads: How they are loaded.
        losses: What could not be expressed.
        left_out: Records that are not in it.
        told: Further text for LOSSES.md, in Markdown; empty if there is none.
        codebook: Name, version and hash of the codebook; empty if there is none.
        preset: The preset that was used; None where nothing had to be chosen.
    """

    rows: Mapping[str, int]
    loads: tuple[Loading, ...] = ()
    losses: tuple[Loss, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    told: str = ""
    codebook: Mapping[str, str] | None = None
    preset: Preset | None = None


Writer = Callable[[Job], Written]
