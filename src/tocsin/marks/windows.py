"""Articles as the network sees them: word pieces in sentences, cut into windows.

A window is made of whole sentences: a core whose marks are kept, and before it as many
sentences as fit into `Limits.context`, so that "he" and "the police" have somebody to mean.
Cores do not overlap, so all but the context is encoded once.

Words are the tokenizer's (white space and punctuation part them). A word is represented by
its first piece; every span is a range of word numbers until it is written out as an offset.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.text.span import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# A piece of the tokenizer: its number, the word it belongs to, its offsets in the sentence.
_Piece = tuple[int, int | None, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes of a window in pieces, the two marks around it not counted.

    192 in all: at 256 the same article costs a third more time, for attention alone.
    """

    core: int = 150
    context: int = 40


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of one sentence.

    Attributes:
        start: Where its first word begins in the text.
        end: Where its last word ends.
        ids: Numbers of the pieces.
        first: The index of each word's first piece.
        word: The number of its first word in the document.
    """

    start: int
    end: int
    ids: tuple[int, ...]
    first: tuple[int, ...]
    word: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text with its sentences in pieces and the offsets of its words.

    Attributes:
        name: The article's id; only training uses it.
        text: The text.
        sentences: Its sentences; a very long one may be cut into several.
        words: Offsets of each word.
        sentence_of: For each word the index of its sentence.
    """

    name: str
    text: str
    sentences: tuple[Pieces, ...]
    words: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]

    def span(self, start: int, stop: int) -> Span:
        """Offsets of a run of words."""
        return Span(self.words[start][0], self.words[stop - 1][1])


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences `context` to `stop` of a document; those from `core` on are its own."""

    document: Encoded
    context: int
    core: int
    stop: int

    @property
    def word_range(self) -> tuple[int, int]:
        """First word and the word after the last, context included."""
        return _word_range(self.document, self.context, self.stop)

    @property
    def core_range(self) -> tuple[int, int]:
        """First word and the word after the last of the window's own sentences."""
        return _word_range(self.document, self.core, self.stop)


def encode(
    text: str,
    sentences: Iterable[tuple[int, int]],
    tokenizer: "Tokenizer",
    limits: Limits,
    name: str = "",
) -> Encoded:
    """Cut the sentences of a text into words and pieces.

    A sentence longer than a window's core is cut after the last word that fits: a list of
    names without a full stop must not make a window of any size.

    Args:
        text: The text; any string is accepted.
        sentences: Half-open ranges of its sentences, in order; what lies between is not read.
        tokenizer: The model's tokenizer.
        limits: The window sizes that the network was trained with.
        name: Kept in the result.
    """
    parts: list[Pieces] = []
    words: list[tuple[int, int]] = []
    sentence_of: list[int] = []
    for start, end in sentences:
        encoding = tokenizer.encode(_sound(text[start:end]), add_special_tokens=False)
        pieces = list(zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True))
        for part in _parts(pieces, limits.core):
            first, spans = _words(part, start)
            if spans:
                ids = tuple(piece for piece, _, _ in part)
                found = Pieces(spans[0][0], spans[-1][1], ids, tuple(first), len(words))
                sentence_of += [len(parts)] * len(spans)
                parts.append(found)
                words += spans
    return Encoded(name, text, tuple(parts), tuple(words), tuple(sentence_of))


def cut_windows(
    document: Encoded, limits: Limits, chance: random.Random | None = None
) -> list[Window]:
    """Windows whose cores cover a document.

    Args:
        document: The document to cut.
        limits: How many pieces core and context may have.
        chance: If given, the first core is shortened at random, so that every pass of the
            training sees other cuts.

    Returns:
        Windows in the order of the text.
    """
    windows = []
    sizes = [len(sentence.ids) for sentence in document.sentences]
    room = chance.randint(limits.core // 3, limits.core) if chance else limits.core
    core = 0
    while core < len(sizes):
        stop, used = core, 0
        while stop < len(sizes) and (stop == core or used + sizes[stop] <= room):
            used += sizes[stop]
            stop += 1
        context, used = core, 0
        while context > 0 and used + sizes[context - 1] <= limits.context:
            context -= 1
            used += sizes[context]
        windows.append(Window(document, context, core, stop))
        core, room = stop, limits.core
    return windows


def _sound(text: str) -> str:
    """The text with lone surrogates, which no tokenizer takes, as question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _words(part: list[_Piece], start: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Index of each word's first piece, and each word's offsets in the text."""
    first: list[int] = []
    spans: list[tuple[int, int]] = []
    previous: int | None = -1
    for index, (_, word, (left, right)) in enumerate(part):
        if word != previous:
            first.append(index)
            spans.append((start + left, start + right))
        else:
            spans[-1] = (spans[-1][0], start + right)
        previous = word
    return first, spans


def _word_range(document: Encoded, first: int, stop: int) -> tuple[int, int]:
    last = document.sentences[stop - 1]
    return document.sentences[first].word, last.word + len(last.first)


def _parts(pieces: list[_Piece], most: int) -> list[list[_Piece]]:
    """Pieces in runs of at most `most`, cut between words where a word is not longer."""
    parts = []
    while len(pieces) > most:
        cut = most
        while cut > 1 and pieces[cut][1] == pieces[cut - 1][1]:
            cut -= 1
        if cut == 1:  # one endless word
            cut = most
        parts.append(pieces[:cut])
        pieces = pieces[cut:]
    return [*parts, pieces]
