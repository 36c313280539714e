"""Sentences of an article, by offset.

>>> [("Mr. Kim spoke. Crowds left.")[s:e] for s, e in split_sentences("Mr. Kim spoke. Crowds left.")]
['Mr. Kim spoke.', 'Crowds left.']

The reader needs sentences only as units that are never torn apart by a window and as the
evidence it quotes, so a plain rule is enough. A line break ends a sentence unless the
article is hard-wrapped (most of its lines stop without a final mark).
"""

import re
from collections.abc import Iterator

_ABBREVIATIONS = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "Gen",
    "Col",
    "Maj",
    "Capt",
    "Lt",
    "Sgt",
    "Adm",
    "Sen",
    "Rep",
    "Gov",
    "Pres",
    "Rev",
    "Hon",
    "St",
    "Jr",
    "Sr",
    "Inc",
    "Ltd",
    "Corp",
    "Co",
    "No",
    "vs",
    "etc",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "Mt",
    "Ft",
    "Brig",
    "Cmdr",
    "Supt",
    "Insp",
    "Cpl",
    "Pvt",
    "Fr",
    "U.S",
    "U.N",
    "U.K",
    "E.U",
    "D.C",
    "a.m",
    "p.m",
    "i.e",
    "e.g",
    "Ph.D",
]
_NO_END = re.compile(rf"(?:\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))})|\b[A-Z])\.$")
# A mark that may end a sentence, the quotes or brackets that close after it, then white space.
_MARK = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])")
_BLANK_LINE = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")
_FINAL = tuple(".!?…\"”’'):")
# Below this many inner line breaks nothing can be said about wrapping.
_WRAPPED_LINES = 6


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences.

    Args:
        text: Plain text of an article; any string is accepted.

    Returns:
        Half-open ranges of code points in the order of the text, without the white space
        around them. Every visible character lies in exactly one range.
    """
    break_ = _BLANK_LINE if _is_wrapped(text) else _LINE
    sentences = []
    for start, end in _pieces(text, [match.span() for match in break_.finditer(text)]):
        block = text[start:end]
        cuts = [
            (match.end(), match.end())
            for match in _MARK.finditer(block)
            if not _NO_END.search(block[: match.end()].rstrip("\"'”’)]"))
        ]
        sentences += [(start + s, start + e) for s, e in _pieces(block, cuts)]
    return sentences


def _is_wrapped(text: str) -> bool:
    """Whether lines stop in mid-sentence, as in old wire copy."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    if len(lines) < _WRAPPED_LINES:
        return False
    return sum(not line.endswith(_FINAL) for line in lines) > len(lines) / 2


def _pieces(text: str, cuts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges between the cuts, stripped; empty ones are left out."""
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    for start, end in zip(starts, ends, strict=True):
        piece = text[start:end]
        if piece.strip():
            left = len(piece) - len(piece.lstrip())
            yield start + left, start + len(piece.rstrip())
