"""Who says so: what is read from a parse, and what is read without one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.attribution import Attribution, find_attributions, sources_of
from tocsin.text.article import Article
from tocsin.text.doc import Doc, Sentence
from tocsin.text.layout import Paragraph, ParagraphKind
from tocsin.text.span import Span


def plain(text: str) -> Doc:
    """A document of one paragraph and one sentence, without a parse."""
    span = Span(0, len(text))
    body = ParagraphKind.BODY
    return Doc(Article("a", text), (Paragraph(span, body),), (Sentence(span, body, 0),))


def words(doc: Doc, item: Attribution) -> tuple[str | None, str, list[str], str | None]:
    """Source, cue, contents and via as words."""
    return (
        item.source and doc.words(item.source),
        doc.words(item.cue),
        [doc.words(span) for span in item.content],
        item.via and doc.words(item.via),
    )


PLAIN = [
    # text without a parse, source, cue, contents, via
    (
        "Shops were shut, according to the mayor of Tarn.",
        ("the mayor of Tarn", "according to", ["Shops were shut"], None),
    ),
    (
        "According to the Herald, shops were shut.",
        ("the Herald", "According to", ["shops were shut"], None),
    ),
    (
        "The mayor said that shops were shut.",
        ("The mayor", "said", ["that shops were shut"], None),
    ),
    ("Shops were shut, the mayor said.", ("the mayor", "said", ["Shops were shut"], None)),
    (
        "“Shops were shut,” said Ana Ruiz, a baker.",
        ("Ana Ruiz", "said", ["“Shops were shut,”"], None),
    ),
    (
        "Shops were shut, a baker told Radio Tarn.",
        ("a baker", "told", ["Shops were shut"], "Radio Tarn"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_reads_without_a_parse(text: str, expected: tuple[str, str, list[str], str | None]) -> None:
    doc = plain(text)
    [item] = find_attributions(doc)
    assert words(doc, item) == expected


@given(st.text())
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for item in find_attributions(plain(text)):
        spans = [item.cue, *item.content, *(s for s in (item.source, item.via) if s)]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_an_actor_is_not_the_source_of_his_own_act() -> None:
    text = "The union blocked the road, the union said."
    found = find_attributions(plain(text))
    act = Span(10, 17)
    assert [s.text for s in sources_of(act, Span(0, 43), found, text=text)] == ["the union"]
    assert sources_of(act, Span(0, 43), found, text=text, actors=(Span(0, 9),)) == ()
