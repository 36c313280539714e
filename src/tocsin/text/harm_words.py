"""Words for harm in a stretch: "killed", "shot dead", "the death of", "arrests".

>>> [pieces] = stretches("Two were shot dead.")
>>> list(find_cues(pieces))
[Cue(start=2, end=4, kind='killed', shape='past')]

The words are data (harm.tsv), each with the side on which its people stand.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tocsin.data import read_rows
from tocsin.text.numerals import Piece, stretches, word_at

__all__ = ["Cue", "cue_at", "find_cues", "harm_phrases", "stretches"]


class Cue(NamedTuple):
    """Words for a harm at `pieces[start:end]`, with the columns kind and shape of harm.tsv."""

    start: int
    end: int
    kind: str
    shape: str


@cache
def harm_phrases() -> dict[str, list[tuple[list[str], str, str]]]:
    """The words for harm by their first word, the longest first."""
    table: dict[str, list[tuple[list[str], str, str]]] = {}
    for row in read_rows("harm.tsv"):
        words = row["words"].split()
        table.setdefault(words[0], []).append((words, row["kind"], row["shape"]))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def find_cues(pieces: Sequence[Piece]) -> Iterator[Cue]:
    """The words for harm in a stretch, in order and without overlap."""
    phrases = harm_phrases()
    end = 0
    for at, piece in enumerate(pieces):
        if at >= end and piece.word in phrases:
            cue = cue_at(pieces, at)
            if cue is not None:
                yield cue
                end = cue.end


def cue_at(pieces: Sequence[Piece], at: int) -> Cue | None:
    """The longest word for harm that starts at a piece."""
    for words, kind, shape in harm_phrases().get(pieces[at].word, ()):
        if all(word_at(pieces, at + offset) == word for offset, word in enumerate(words)):
            return Cue(at, at + len(words), kind, shape)
    return None
