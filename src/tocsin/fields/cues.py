"""Words that say who said, thought or wanted what: the table of cues, ready for asking.

>>> cue_of("deny").kind
<CueKind.DENIAL: 'denial'>
>>> "to" in cue_of("want").frames, cue_of("crowd")
(True, None)
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tocsin.data import read_rows


class CueKind(StrEnum):
    """What an attribution does with the thing said."""

    REPORT = "report"  # passes on a fact: "said", "according to"
    CLAIM = "claim"  # passes it on and keeps a distance: "claimed", "allegedly"
    DENIAL = "denial"  # says that it is not so: "denied"
    STANCE = "stance"  # what somebody thinks, wants or judges: no report of a fact
    CREDIT = "credit"  # whose picture or wire story it is: "(Image: AFP)"


_FACTUAL = frozenset({"that", "pass"})
REPORTING = frozenset({CueKind.REPORT, CueKind.CLAIM, CueKind.DENIAL})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word.

    Attributes:
        kind: What it does where it passes on a fact.
        frames: The frames in which it is a cue (see `data/cues.tsv`).
        factual: Those of them in which it passes on a fact: "reported clashes" does, "commented
            on the clashes" takes them for known.
    """

    kind: CueKind
    frames: frozenset[str]
    factual: frozenset[str]


def cue_of(lemma: str) -> Cue | None:
    """The cue with that dictionary form; None if the word is no cue."""
    return _cues("verb").get(lemma)


def noun_cue_of(lemma: str) -> Cue | None:
    """The cue that is a noun ("statement that"); None if the word is no cue."""
    return _cues("noun").get(lemma)


def adverb_cue_of(lemma: str) -> Cue | None:
    """The cue that is an adverb ("reportedly"); None if the word is no cue."""
    return _cues("adverb").get(lemma)


def names_outlet(word: str) -> bool:
    """Whether a word is one by which a phrase is known to name a news outlet."""
    kind = _outlets().get(word.lower())
    return kind == "common" or (kind == "proper" and word[:1].isupper())


@cache
def _outlets() -> dict[str, str]:
    """Kind of each word of `data/outlets.tsv`."""
    return {row["word"]: row["kind"] for row in read_rows("outlets.tsv")}


def adjective_cue_of(lemma: str) -> Cue | None:
    """The cue that is an adjective ("alleged"); None if the word is no cue."""
    return _cues("adjective").get(lemma)


@cache
def _cues(part: str) -> dict[str, Cue]:
    """The cues of one part of speech by dictionary form."""
    return {
        row["lemma"]: _cue(CueKind(row["kind"]), row["frames"].split())
        for row in read_rows("cues.tsv")
        if row["part"] == part
    }


def _cue(kind: CueKind, frames: list[str]) -> Cue:
    """A cue of the table, in which "+" marks a frame that passes on a fact."""
    plain = frozenset(frame.rstrip("+") for frame in frames)
    factual = {frame.rstrip("+") for frame in frames if frame.endswith("+") or frame in _FACTUAL}
    return Cue(kind, plain, frozenset(factual))
