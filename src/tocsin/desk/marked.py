"""An article's text cut where evidence begins and ends, so that a page can underline it.

>>> pieces = cut(Span(0, 11), "Crowds sang", [("r1.0", Span(0, 6)), ("r2.0", Span(0, 11))])
>>> [(piece.words, piece.keys, piece.opens) for piece in pieces]
[('Crowds', ('r1.0', 'r2.0'), ('r1.0', 'r2.0')), (' sang', ('r2.0',), ())]

Evidence of several reports may overlap in any way, which nested elements cannot show; flat pieces
that each name what they belong to can.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.text.layout import ParagraphKind, find_paragraphs
from tocsin.text.span import Span, covers, overlaps


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that belongs to the same evidence throughout.

    Attributes:
        words: The characters.
        keys: Keys of the evidence that covers it, the narrowest first.
        opens: Those of `keys` whose evidence begins with this piece: a label stands here.
    """

    words: str
    keys: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph of an article in pieces."""

    kind: str
    pieces: tuple[Piece, ...]


Marked = tuple[str, Span]


def mark_paragraphs(text: str, marks: Sequence[Marked]) -> Iterator[MarkedParagraph]:
    """Every paragraph of a text, its evidence cut out; no character but white space is lost.

    Args:
        text: The untouched text of an article.
        marks: Keys and where their words stand, in any order; one key may come often.
    """
    ordered = sorted(marks, key=lambda mark: mark[1])
    for span, kind in _blocks(text):
        inside = [mark for mark in ordered if overlaps(mark[1], span)]
        yield MarkedParagraph(kind, tuple(cut(span, text[span.start : span.end], inside)))


def cut(block: Span, words: str, marks: Sequence[Marked]) -> Iterator[Piece]:
    """The pieces of one block of text.

    Args:
        block: Where the block stands in the article.
        words: Its characters.
        marks: Evidence that overlaps the block.
    """
    bounds = {block.start, block.end}
    for _, span in marks:
        bounds |= {max(span.start, block.start), min(span.end, block.end)}
    ordered = sorted(bounds)
    for start, end in pairwise(ordered):
        piece = Span(start, end)
        held = [mark for mark in marks if covers(mark[1], piece)]
        held.sort(key=lambda mark: mark[1].end - mark[1].start)
        yield Piece(
            words[start - block.start : end - block.start],
            tuple(dict.fromkeys(key for key, _ in held)),
            tuple(
                dict.fromkeys(key for key, span in held if max(span.start, block.start) == start)
            ),
        )


def _blocks(text: str) -> Iterator[tuple[Span, str]]:
    """Paragraphs in order, and whatever else stands between them."""
    end = 0
    for paragraph in find_paragraphs(text):
        if text[end : paragraph.span.start].strip():
            yield Span(end, paragraph.span.start), ParagraphKind.BOILERPLATE.value
        yield paragraph.span, paragraph.kind.value
        end = paragraph.span.end
    if text[end:].strip():
        yield Span(end, len(text)), ParagraphKind.BOILERPLATE.value
