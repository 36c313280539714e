"""A parse to walk in: which tokens hang on a token, and how far its phrase reaches.

>>> tokens = [
...     Token(Span(0, 3), "the", "the", "DET", "DT", "det", 1),
...     Token(Span(4, 8), "army", "army", "NOUN", "NN", "nsubj", 2),
...     Token(Span(9, 13), "said", "say", "VERB", "VBD", "ROOT", 2),
... ]
>>> Tree(tokens).phrase(1)
Span(start=0, end=8)
"""

from collections.abc import Sequence

from tocsin.text.doc import Token
from tocsin.text.span import Span

_TRIM = frozenset(",;:.-–—")


class Tree:
    """Tokens of a document with their dependants and the reach of each subtree."""

    __slots__ = ("children", "first", "last", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.children: list[list[int]] = [[] for _ in tokens]
        self.first = list(range(len(tokens)))
        self.last = list(range(len(tokens)))
        order: list[int] = []
        for index, token in enumerate(tokens):
            if token.head == index:
                order.append(index)
            elif 0 <= token.head < len(tokens):
                self.children[token.head].append(index)
        for index in order:  # grows while it is read: breadth first from the roots
            order.extend(self.children[index])
        for index in reversed(order):
            for child in self.children[index]:
                self.first[index] = min(self.first[index], self.first[child])
                self.last[index] = max(self.last[index], self.last[child])

    def child(self, index: int, *labels: str) -> int | None:
        """The first dependant with one of these labels."""
        return next((c for c in self.children[index] if self.tokens[c].dep in labels), None)

    def span(self, first: int, last: int) -> Span | None:
        """From one token to another, without punctuation at the ends; None if nothing is left."""
        while first <= last and self.tokens[first].words in _TRIM:
            first += 1
        while last >= first and self.tokens[last].words in _TRIM:
            last -= 1
        if first > last:
            return None
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)

    def phrase(self, index: int) -> Span | None:
        """The whole subtree of a token."""
        return self.span(self.first[index], self.last[index])
