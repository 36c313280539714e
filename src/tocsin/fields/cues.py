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


REPORTING = frozenset({CueKind.REPORT, CueKind.CLAIM, CueKind.DENIAL})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word, and the frames in which it is one (see `data/cues.tsv`)."""

    kind: CueKind
    frames: frozenset[str]


def cue_of(lemma: str) -> Cue | None:
    """The cue with that dictionary form; None if the word is no cue."""
    return _cues("verb").get(lemma)


def noun_cue_of(lemma: str) -> Cue | None:
    """The cue that is a noun ("statement that"); None if the word is no cue."""
    return _cues("noun").get(lemma)


def adverb_cue_of(lemma: str) -> Cue | None:
    """The cue that is an adverb ("reportedly"); None if the word is no cue."""
    return _cues("adverb").get(lemma)


@cache
def _cues(part: str) -> dict[str, Cue]:
    """The cues of one part of speech by dictionary form."""
    return {
        row["lemma"]: Cue(CueKind(row["kind"]), frozenset(row["frames"].split()))
        for row in read_rows("cues.tsv")
        if row["part"] == part
    }
