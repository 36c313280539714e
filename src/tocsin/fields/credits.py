"""Whose picture or wire story it is: "(Image: X/AFP via Getty Images)", "PARIS (AFP) -".

>>> from tocsin.text.article import Article
>>> doc = Doc(Article("a", "Marchers in Seoul on Monday. (Photo: Jo Doe/AFP)"))
>>> [doc.words(credit.source) for credit in find_credits(doc)]
[]

A credit is the source of what its caption tells; a wire agency in the dateline is no credit of any
single fact and is left to the reader of the article.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tocsin.text.doc import Doc
from tocsin.text.span import Span

_CREDIT = re.compile(
    r"[(\[](?P<cue>(?i:image|(?:file )?photo|picture|photograph|credit|source)s?"
    r"(?:\s+(?i:by))?\s*:?)\s*(?P<source>[^()\[\]\n]{2,120})[)\]]"
)
_AGENCY = re.compile(
    r"\((?P<cue>(?P<source>(?:[A-Z][^()\[\]\n]{0,60}/)?(?:Getty Images|AFP|AP|Reuters|EPA)"
    r"[^()\[\]\n]{0,40}))\)"
)
_AFTER = 2  # characters that may follow a credit: a full stop and a quote


class Credit(NamedTuple):
    """A credit: who, the words that credit, and the caption."""

    source: Span
    cue: Span
    content: tuple[Span, ...]


def find_credits(doc: Doc) -> Iterator[Credit]:
    """Find the credit of every captioned picture, in the order of the text."""
    for paragraph in doc.paragraphs:
        words = doc.words(paragraph.span)
        base = paragraph.span.start
        match = _CREDIT.search(words) or _AGENCY.search(words)
        if match and match.start() and len(words) - match.end() <= _AFTER:
            source, cue = match.span("source"), match.span("cue")
            yield Credit(
                Span(base + source[0], base + source[1]),
                Span(base + cue[0], base + cue[1]),
                (Span(base, base + match.start()),),
            )
