"""The parse as a graph: phrases, subjects, quotations."""

import pytest

from tocsin.marks.syntax import Syntax, read_syntax
from tocsin.text.article import Article
from tocsin.text.parse import parse


def syntax_of(text: str) -> Syntax:
    return read_syntax(parse(Article("a", text)))


def at(syntax: Syntax, word: str) -> int:
    return next(i for i, token in enumerate(syntax.doc.tokens) if token.words == word)


PHRASES = [
    ("Some 200 angry farmers blocked the road in protest.", "farmers", "Some 200 angry farmers"),
    ("The ministry of defence denied the report.", "ministry", "The ministry of defence"),
    ("Students who had gathered early clashed with police.", "Students", "Students"),
    ("Kenya's police arrested the rally's organiser.", "police", "Kenya's police"),
]


@pytest.mark.parametrize(("text", "head", "phrase"), PHRASES)
def test_the_shortest_full_phrase(text: str, head: str, phrase: str) -> None:
    syntax = syntax_of(text)
    span = syntax.span(*syntax.phrase(at(syntax, head)))
    assert text[span.start : span.end] == phrase


def test_a_joined_verb_shares_its_subject() -> None:
    syntax = syntax_of("Protesters marched to the palace and burned a flag.")
    subject = syntax.subject(at(syntax, "burned"))
    assert subject is not None
    assert syntax.doc.tokens[subject].words == "Protesters"


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    syntax = syntax_of('"We protest, they said.\n\nThe rally in Lima was peaceful.')
    assert syntax.quoted[at(syntax, "protest")]
    assert not syntax.quoted[at(syntax, "rally")]


def test_people_are_told_by_class() -> None:
    syntax = syntax_of("Soldiers dispersed protesters in Khartoum.")
    kinds = [syntax.kind(at(syntax, word)) for word in ("Soldiers", "protesters", "Khartoum")]
    assert kinds[:2] == ["force", "crowd"]
