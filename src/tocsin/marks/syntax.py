"""A parsed document as a graph: who governs whom, what is a name, what is quoted."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.data import read_rows
from tocsin.text.doc import Doc, Token
from tocsin.text.span import Span

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Syntax:
    """Look-ups over the tokens of one document, each a tuple with one entry a token.

    Attributes:
        doc: The document.
        children: Indices of the tokens that a token governs.
        labels: OntoNotes label of the name that a token is part of; "" outside names.
        quoted: Whether a token stands between quotation marks.
        sentence: Index of a token's sentence in `doc.sentences`.
    """

    doc: Doc
    children: tuple[tuple[int, ...], ...]
    labels: tuple[str, ...]
    quoted: tuple[bool, ...]
    sentence: tuple[int, ...]

    def kind(self, index: int) -> str:
        """What a noun stands for: a class of people, a name's label, "pron" or "other"."""
        token = self.doc.tokens[index]
        if token.lemma in people_classes():
            return people_classes()[token.lemma]
        return self.labels[index] or ("pron" if token.pos == "PRON" else "other")

    def phrase(self, head: int) -> tuple[int, int]:
        """First and last token (exclusive) of the shortest full noun phrase with this head.

        Modifiers and an "of" phrase belong to it; relative clauses and appositions do not.
        """
        first, last = head, head + 1
        for child in self.children[head]:
            token = self.doc.tokens[child]
            if child < head and token.dep in _LEFT:
                first = min(first, self._leftmost(child))
            elif child > head and token.dep == "prep" and token.lemma == "of":
                for inner in self.children[child]:
                    if self.doc.tokens[inner].dep == "pobj":
                        last = max(last, self.phrase(inner)[1])
        return first, last

    def _leftmost(self, index: int) -> int:
        while inner := [child for child in self.children[index] if child < index]:
            index = inner[0]
        return index

    def span(self, first: int, last: int) -> Span:
        """Code points from the first token to the last (exclusive), without possessive marks."""
        tokens = self.doc.tokens
        while last - first > 1 and tokens[last - 1].tag == "POS":
            last -= 1
        return Span(tokens[first].span.start, tokens[last - 1].span.end)

    def subject(self, index: int) -> int | None:
        """The verb's subject, or that of the verb which it is joined to or depends on."""
        for _ in range(4):
            for child in self.children[index]:
                if self.doc.tokens[child].dep in SUBJECTS:
                    return child
            token = self.doc.tokens[index]
            if token.dep not in _SHARES_SUBJECT or token.head == index:
                return None
            index = token.head
        return None

    def climb(self, index: int) -> Iterator[tuple[Token, int]]:
        """A token and the index of its governor, then the governor and so on, to the root."""
        tokens = self.doc.tokens
        while tokens[index].head != index:
            yield tokens[index], tokens[index].head
            index = tokens[index].head


_LEFT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "poss",
        "nummod",
        "quantmod",
        "nmod",
        "predet",
        "advmod",
        "npadvmod",
    }
)  # fmt: skip
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep"})


@cache
def people_classes() -> dict[str, str]:
    """Nouns for people by class: crowd, force, government, media."""
    return {row["lemma"]: row["class"] for row in read_rows("act-people.tsv")}


def read_syntax(doc: Doc) -> Syntax:
    """Build the look-ups for a document; a document without tokens gives empty ones."""
    children: list[list[int]] = [[] for _ in doc.tokens]
    for index, token in enumerate(doc.tokens):
        if token.head != index:
            children[token.head].append(index)
    sentence = [0] * len(doc.tokens)
    for at, found in enumerate(doc.sentences):
        sentence[found.first : found.last] = [at] * (found.last - found.first)
    return Syntax(
        doc, tuple(map(tuple, children)), tuple(_labels(doc)), tuple(_quoted(doc)), tuple(sentence)
    )


def _labels(doc: Doc) -> list[str]:
    labels = [""] * len(doc.tokens)
    starts = [token.span.start for token in doc.tokens]
    for name in doc.names:
        at = bisect_left(starts, name.span.start)
        while at < len(starts) and starts[at] < name.span.end:
            labels[at] = name.label
            at += 1
    return labels


def _quoted(doc: Doc) -> list[bool]:
    """Whether each token is quoted; a mark that is never closed ends with its paragraph."""
    quoted = [False] * len(doc.tokens)
    inside, paragraph = False, -1
    for sentence in doc.sentences:
        if sentence.paragraph != paragraph:
            inside, paragraph = False, sentence.paragraph
        for index in range(sentence.first, sentence.last):
            if doc.tokens[index].words in {'"', "``", "''"}:
                inside = not inside
            quoted[index] = inside
    return quoted
