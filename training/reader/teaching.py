"""What a larger reader thought of uncoded articles, as `silver.py` writes it and `train.py` reads it."""

import pickle
from dataclasses import dataclass
from pathlib import Path

from tocsin.marks.candidates import Floats
from tocsin.marks.windows import Encoded


@dataclass(frozen=True, slots=True)
class SilverAct:
    """What the teacher thinks of one act: `arguments` (word, role, begin/inside) begin at word `start`."""

    word: int
    fields: Floats
    start: int
    arguments: Floats


@dataclass(frozen=True, slots=True)
class SilverDocument:
    """A text with the teacher's class probabilities of each word (word, class) and its acts."""

    document: Encoded
    anchors: Floats
    acts: tuple[SilverAct, ...]


def load_silver(path: Path) -> tuple[SilverDocument, ...]:
    """Readings written by `silver.py`; a pickle, so load only what you wrote yourself."""
    silver: tuple[SilverDocument, ...] = pickle.loads(path.read_bytes())
    return silver
