"""What a reader marks in a document: acts, and the words that belong to each act.

Marks are words and labels, not values: what the words mean is the work of `tocsin.fields`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tocsin.text.doc import Doc
from tocsin.text.span import Span


class Role(StrEnum):
    """How marked words belong to their act."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    PLACE = "place"
    TIME = "time"
    SIZE = "size"
    KILLED = "killed"
    INJURED = "injured"
    ARRESTED = "arrested"
    SPEAKER = "speaker"
    ISSUE_FOR = "issue-for"
    ISSUE_AGAINST = "issue-against"


@dataclass(frozen=True, slots=True)
class Act:
    """A mention of an act.

    Attributes:
        anchor: The word that best names the act.
        sentence: Index of its sentence in `Doc.sentences`.
        type: Name of the event type ("PROTEST"), one of `tocsin.fields.what.EventType`.
        mode: Name of the mode; None where none fits.
        form: Form of a protest; None for other types.
        status: Name of the status ("planned").
        side: Side of a protest; None where the reader does not say.
        compelled: Whether people were ordered to attend; None if not told.
        score: The reader's own score for "this is an act of this type", 0 to 1; not calibrated.
        rule: Name of the rule or head that marked it.
        confidence: Calibrated probability that a coder reports it; None if the reader has none.
    """

    anchor: Span
    sentence: int
    type: str
    mode: str | None = None
    form: str | None = None
    status: str = "happened"
    side: str | None = None
    compelled: bool | None = None
    score: float = 1.0
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """Words that belong to the act with index `act` in `Marks.acts`."""

    act: int
    role: Role
    span: Span
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class SameReport:
    """Two acts, by index, that tell of one report, with the reader's score for it."""

    left: int
    right: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Unused:
    """A candidate that the reader left, with the name of a `tocsin.reports.RejectionReason`.

    `into` is the index of the act in `Marks.acts` that it tells once more, if it does.
    """

    anchor: Span
    sentence: int
    type: str
    reason: str
    into: int | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """All that a reader marked in one document; acts in the order of their anchors."""

    acts: tuple[Act, ...] = ()
    arguments: tuple[Argument, ...] = ()
    same: tuple[SameReport, ...] = ()
    unused: tuple[Unused, ...] = ()


class Reader(Protocol):
    """Marks the acts of a document and their arguments."""

    @property
    def name(self) -> str:
        """Name and version, kept with every report."""
        ...

    @property
    def needs_parse(self) -> bool:
        """Whether it reads tokens, so that a parser has to run first."""
        ...

    def read(self, doc: Doc) -> Marks:
        """Mark one document; never raises on any text."""
        ...
