"""Sentences: where one ends, and where a stop ends none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.layout import Paragraph, ParagraphKind, find_paragraphs
from tocsin.text.sentences import find_sentences
from tocsin.text.span import Span


def sentences(text: str) -> list[str]:
    paragraph = Paragraph(Span(0, len(text)), ParagraphKind.BODY)
    return [text[span.start : span.end] for span, _ in find_sentences(text, (paragraph,))]


# Each row is a paragraph; a bar stands where a sentence ends.
READ = [
    "Miners marched.| Police watched.",
    "They came to the U.S. on Monday.| The U.S. envoy left.",
    "He lives in the U.S.| The visit was his first.",
    "He lives in the U.S. President Doe invited him.",  # a title may follow: left in one piece
    "Gen. Doe and Lt. Col. Roe met Sen. John Q. Public in St. Louis.| They talked.",
    "It fell on Sept. 9, and No. 5 was hit.| “No.”| He left.",
    "It began at 6 p.m. Monday.| It ended at 11 a.m.| The square was empty.",
    "The 6.25 War was remembered; 1.5 million came.| 20 were hurt.",
    "“We won!” the miners shouted.| “Who?” Doe asked.| “All of us.” Roe said so.",
    "They shouted, “Go home!”| Then they left.",
    "(The ministry denied it.)| Nobody believed it.",
    "“We denounce… provocative shows,” it said.| “It goes on…”| Nobody answered.",
    "Yahoo! News reported it.| It was wrong.",
    "Example Inc. shares fell.| He left Example Inc.| The firm said nothing.",
    "The case of Roe v. Example was heard.| 1. Close the border.",
    "The march was on Saturday.|The police came.",  # glued by whoever copied the page
    'It is over," he said.|"We won."| Then he left.',
    "Finance Minister P. Example spoke.| George W. Example did not.",
    "The e-mail came from U.S.-backed forces at example.com.|Then nothing.",
    "He left.[4]| They stayed.[5][6]| Nobody came.",
    "It ended on 3 Dec.| The next began in Jan. 2012.",
    "THE U.S. ENVOY LEFT.| GEN. DOE STAYED.| NO. 5 WAS HIT.",
    "A Ph.D. student spoke.| So did Mr. Doe Jr. and his wife.",
]


@pytest.mark.parametrize("row", READ)
def test_reads(row: str) -> None:
    pieces = row.split("|")
    assert sentences("".join(pieces)) == [piece.strip() for piece in pieces]


def test_wrapped_lines_are_one_sentence() -> None:
    text = "About two hundred\nstudents came.\nNobody was\nhurt."
    assert sentences(text) == ["About two hundred\nstudents came.", "Nobody was\nhurt."]


def test_a_text_without_capitals() -> None:
    text = "the congress met in the capital on friday. it decided nothing. mr. doe left early. " * 4
    assert len(sentences(text)) == 12


def test_sentences_never_cross_paragraphs() -> None:
    text = "Miners march\n\nThey came at noon. They left\n\nat night."
    found = find_sentences(text, find_paragraphs(text))
    assert [(text[span.start : span.end], index) for span, index in found] == [
        ("Miners march", 0),
        ("They came at noon.", 1),
        ("They left", 1),
        ("at night.", 2),
    ]


def test_endless_sentences_are_cut_at_spaces() -> None:
    text = "word " * 2000 + "x" * 5000
    found = sentences(text)
    assert all(0 < len(sentence) <= 2000 for sentence in found)
    assert " ".join(found[:5]).split() == ["word"] * len(" ".join(found[:5]).split())


@pytest.mark.parametrize(
    "piece", [".", '"', "(", " ", "a. ", "A.", "1.", "…", "!?", "“", ". ”", "\xa0", "By A "]
)
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    start = time.perf_counter()
    find_sentences(text, find_paragraphs(text))
    assert time.perf_counter() - start < 10


PIECES = st.sampled_from(
    [
        "Miners",
        "U.S",
        ".",
        ". ",
        "”",
        '"',
        "“",
        "(",
        ")",
        "Gen",
        " ",
        "said",
        "!",
        "?",
        "…",
        "1",
        "A",
        "\n",
        "The ",
        "\xa0",
        "St",
        "p.m",
        "x" * 700,
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_every_character_but_white_space_is_in_one_sentence(text: str) -> None:
    paragraphs = find_paragraphs(text)
    end = 0
    for span, index in find_sentences(text, paragraphs):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert not text[end : span.start].strip()
        assert paragraphs[index].span.start <= span.start < span.end <= paragraphs[index].span.end
        end = span.end
    assert not text[end:].strip()
