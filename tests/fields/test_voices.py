"""Who speaks in an article: those cited by another, papers in which it is said, outlets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.attribution import find_attributions
from tocsin.fields.voices import find_voices
from tocsin.text.parse import parse
from tocsin.text.plain import read_plain


def named(text: str) -> set[tuple[str, str]]:
    """The words of every mention, with its role."""
    doc = parse(read_plain(text, name="a"), syntax=False)
    return {
        (doc.words(mention.span), mention.role)
        for voice in find_voices(doc, find_attributions(doc))
        for mention in voice.mentions
    }


READ = [
    ("Reuters cited the Harbour Watch as saying two had died.", "the Harbour Watch", "speaker"),
    ("Reuters cited the Harbour Watch as saying two had died.", "Reuters", "via"),
    ("Two had died, Reuters said, citing a police report.", "a police report", "speaker"),
    ("The union called for talks in a joint statement.", "a joint statement", "paper"),
    ("Ruiz urged calm in his speech on Friday.", "his speech", "paper"),
    ("Ruiz urged calm, writing in the Daily Star.", "the Daily Star", "outlet"),
    ("Ruiz urged calm in a talk published Monday by the Daily Star.", "the Daily Star", "outlet"),
    ("Ruiz urged calm, quoted by The Tarn newspaper.", "The Tarn newspaper", "outlet"),
]
LEFT_ALONE = [
    "The minister spoke in the square and posted on the wall.",
    "He cited the weather.",
    "They met in a state of alarm.",
]


@pytest.mark.parametrize(("text", "words", "role"), READ)
def test_reads(text: str, words: str, role: str) -> None:
    assert (words, role) in named(text)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert not {role for _, role in named(text)} & {"via", "paper", "outlet"}


WORDS = ["Ruiz", "cited", "the", "Star", "in", "a", "statement", ",", "quoted", "by", "."]


@given(st.lists(st.sampled_from(WORDS), min_size=1))
def test_any_text_gives_mentions_inside_it(words: list[str]) -> None:
    text = " ".join(words)
    doc = parse(read_plain(text, name="a"), syntax=False)
    for voice in find_voices(doc, find_attributions(doc)):
        for mention in voice.mentions:
            assert 0 <= mention.span.start < mention.span.end <= len(doc.text)
