"""Which sources an export may have to mask: private persons who are named or recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.attribution import find_attributions, sources_of
from tocsin.fields.sources import AskedAct, read_voices, sources_of_act
from tocsin.fields.witness import is_identifiable
from tocsin.text.doc import Doc
from tocsin.text.parse import parse
from tocsin.text.plain import read_plain
from tocsin.text.roster import read_roster
from tocsin.text.span import Span

KNOWN = [
    # text, words of the source
    ("Ana Ruiz, a baker, said the shops had been shut.", "Ana Ruiz"),
    ("A 43-year-old miner said soldiers had come at night.", "A 43-year-old miner"),
    ("The victim's mother said he had been beaten.", "The victim's mother"),
    ("The minister's wife said he had been beaten.", "The minister's wife"),
    ("The owner of the tea house said they broke the windows.", "The owner of the tea house"),
    ("Farmer Lena Holt told reporters that the fields burned.", "Farmer Lena Holt"),
    ("A neighbour of the family said she heard shots.", "A neighbour of the family"),
]
NOT_KNOWN = [
    ("A resident of the city said the shops had been shut.", "A resident of the city"),
    ("Residents said the shops had been shut.", "Residents"),
    ("Police said six men were arrested.", "Police"),
    ("Foreign Minister Lena Holt said talks had failed.", "Foreign Minister Lena Holt"),
    ("Lena Holt, the foreign minister, said talks had failed.", "Lena Holt"),
    ("Lena Holt, a spokeswoman for the union, said talks had failed.", "Lena Holt"),
    ("The Red Cross said two nurses were missing.", "The Red Cross"),
    ("Reuters said two nurses were missing.", "Reuters"),
    ("The Daily Star said two nurses were missing.", "The Daily Star"),
    ("A statement said two nurses were missing.", "A statement"),
    ("The United States said two nurses were missing.", "The United States"),
    ("Rebel commander Ali Hassan said two nurses were missing.", "Rebel commander Ali Hassan"),
]


def spot(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(("text", "words"), KNOWN)
def test_marks_who_could_be_recognised(text: str, words: str) -> None:
    assert is_identifiable(text, [spot(text, words)], read_roster(text, ()))


@pytest.mark.parametrize(("text", "words"), NOT_KNOWN)
def test_leaves_alone(text: str, words: str) -> None:
    assert not is_identifiable(text, [spot(text, words)], read_roster(text, ()))


def document(text: str) -> Doc:
    return parse(read_plain(text, name="a"), syntax=False)


def told_by(text: str, anchor: str) -> list[tuple[str, bool]]:
    """The sources of the act that a word names, each with whether it is identifiable."""
    doc = document(text)
    act = spot(text, anchor)
    roster = read_roster(text, ())
    voiced = read_voices(doc, find_attributions(doc), roster)
    told = AskedAct(act, doc.sentence_at(act.start) or 0, "ASSAULT")
    return [(source.text, source.identifiable) for source in sources_of_act(voiced, told)]


def test_an_official_is_known_by_his_surname_too() -> None:
    text = (
        "Interior Minister Lena Holt came to the port. Soldiers shot two farmers at the gate on"
        " Monday, Holt said."
    )
    assert told_by(text, "shot") == [("Holt", False)]


def test_a_witness_stays_one_beside_an_outlet() -> None:
    text = "Soldiers shot two farmers near the river, Ana Ruiz told Radio Tarn on Monday."
    assert told_by(text, "shot") == [("Ana Ruiz", True), ("Radio Tarn", False)]


def test_who_gives_a_figure_is_marked_too() -> None:
    text = "Some 400 people marched in Tarn, Ana Ruiz said."
    doc = document(text)
    span = spot(text, "400")
    [source] = sources_of(span, find_attributions(doc), text=text)
    assert source.identifiable


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 60))
def test_any_text_is_read(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(len(text), start + length))
    assert is_identifiable(text, [span], read_roster(text, ())) in (True, False)
