"""Forms of protests that the word for them tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.what import Form, form_of
from tocsin.text.span import Span

READ = [
    ("Nurses began a sit-in at noon.", "sit", "sit-in"),
    ("They staged a dharna there.", "dharna", "sit-in"),
    ("He went on hunger strike.", "strike", "hunger-strike"),
    ("He is on hunger-strike.", "hunger", "hunger-strike"),
    ("Tenants occupied the hall.", "occupied", "occupation"),
    ("A candlelit vigil was held.", "vigil", "vigil"),
    ("Lecturers held a teach-in.", "teach", "meeting"),
    ("Dockers picketed the gate.", "picketed", "picket"),
    ("Thousands RALLIED in Lima.", "RALLIED", "rally"),
    ("Lorries blockaded the port.", "blockaded", "blockade"),
    ("Shops joined the boycott.", "boycott", "boycott"),
    ("Pupils marched to the town hall.", "marched", "march"),
    ("Cadets paraded through Lima.", "paraded", "parade"),
]
LEFT_ALONE = [
    ("Hundreds protested in Lima.", "protested"),
    ("Crowds gathered in the square.", "gathered"),
    ("Miners went on strike.", "strike"),
    ("A marcher fell.", "marcher"),
    ("They sat on the rails.", "sat"),
]


def at(text: str, word: str) -> Span:
    return Span(text.index(word), text.index(word) + len(word))


@pytest.mark.parametrize(("text", "anchor", "form"), READ)
def test_reads_a_form(text: str, anchor: str, form: str) -> None:
    assert form_of(text, at(text, anchor)) == form


@pytest.mark.parametrize(("text", "anchor"), LEFT_ALONE)
def test_leaves_words_of_many_forms(text: str, anchor: str) -> None:
    assert form_of(text, at(text, anchor)) is None


@given(st.text(min_size=1), st.data())
def test_any_text_gives_a_form_of_the_manual_or_none(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    assert form_of(text, Span(start, len(text))) in {None, *Form}
