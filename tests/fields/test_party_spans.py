"""Party spans: fragments made whole, weak marks and descriptions left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.party_spans import choose_spans, nearest_police
from tocsin.text.span import Span

CHOSEN = [
    # text, marked words with their scores, what is chosen
    ("He sent African troops home.", [("African", 0.8)], ["African troops"]),
    ("They shelled Iraqi positions.", [("Iraqi", 0.8)], ["Iraqi"]),
    ("The Iraqis left troops behind.", [("The Iraqis", 0.8)], ["The Iraqis"]),
    ("He hailed the interim government.", [("the interim", 0.8)], ["the interim government"]),
    ("An ethnic Somali. Soldiers came.", [("Somali", 0.8)], ["Somali"]),
    ("Kenya and Ethiopia signed.", [("Kenya", 0.9), ("Ethiopia", 0.45)], ["Kenya", "Ethiopia"]),
    ("Peru, Chile met.", [("Peru", 0.9), ("Chile", 0.45)], ["Peru", "Chile"]),
    ("Mali told Chad to act.", [("Mali", 0.9), ("Chad", 0.45)], ["Mali"]),
    ("Mali told Chad to act.", [("Mali", 0.5), ("Chad", 0.45)], ["Mali"]),
    ("Mali told Chad to act.", [("Chad", 0.45)], ["Chad"]),
    ("Mali told Chad to act.", [("Mali", 0.9), ("Chad", 0.7)], ["Mali", "Chad"]),
    (
        "Ana Roa, head of the Blue League, spoke.",
        [("Ana Roa", 0.9), ("Blue League", 0.8)],
        ["Ana Roa"],
    ),
    (
        "A panel led by Minister Roa met.",
        [("A panel", 0.9), ("Minister Roa", 0.9)],
        ["A panel"],
    ),
    (
        "A crowd of students sat.",
        [("A crowd", 0.9), ("students", 0.5)],
        ["A crowd of students"],
    ),
]
LEFT_ALONE = [
    ("Shells fell on government-controlled areas.", [("government-controlled", 0.8)]),
    ("They opened a women-only zone.", [("a women-only", 0.9)]),
    ("It aired anti-Norland propaganda.", [("anti-Norland", 0.7)]),
    ("The provincial capital burned.", [("provincial", 0.7)]),
]


def at(text: str, marks: list[tuple[str, float]]) -> list[tuple[Span, float]]:
    spans = [(text.index(words), words, score) for words, score in marks]
    return [(Span(start, start + len(words)), score) for start, words, score in spans]


@pytest.mark.parametrize(("text", "marks", "chosen"), CHOSEN)
def test_chooses(text: str, marks: list[tuple[str, float]], chosen: list[str]) -> None:
    assert [text[slice(*span)] for span in choose_spans(text, at(text, marks))] == chosen


@pytest.mark.parametrize(("text", "marks"), LEFT_ALONE)
def test_leaves_out_what_belongs_to_no_party(text: str, marks: list[tuple[str, float]]) -> None:
    assert choose_spans(text, at(text, marks)) == ()


def test_nothing_marked_is_nothing_chosen() -> None:
    assert choose_spans("Nobody came.", []) == ()


def test_a_lower_bound_keeps_more() -> None:
    text = "Mali told Chad to act."
    marks = at(text, [("Mali", 0.9), ("Chad", 0.45)])
    assert len(choose_spans(text, marks, least=0.4)) == 2


@given(st.text(max_size=80), st.data())
def test_any_marks_give_spans_in_order_inside_the_text(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(place, place, st.floats(0, 1)), max_size=5))
    marks = [(Span(start, end), score) for start, end, score in pairs if start < end]
    chosen = choose_spans(text, marks)
    assert all(0 <= span.start < span.end <= len(text) for span in chosen)
    assert list(chosen) == sorted(chosen)


def test_a_long_line_is_read_in_time() -> None:
    text = "the " * 100_000 + "anti-" * 100_000
    assert choose_spans(text, [(Span(0, 4), 0.9), (Span(8, len(text)), 0.3)])


def test_the_nearest_police_made_an_arrest() -> None:
    text = "Riot police stood by. Six men were arrested at a police station near the port."
    anchor = Span(35, 43)
    assert [text[slice(*span)] for span in nearest_police(text, anchor)] == ["Riot police"]
    assert nearest_police("Six men were arrested.", Span(13, 21)) == ()
