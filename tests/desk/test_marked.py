"""Text cut at evidence: nothing lost, nothing twice, every piece in its order."""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.desk.marked import cut, mark_paragraphs
from tocsin.text.span import Span

TEXT = "Crowds sang in Lima.\n\nPolice came."


def test_overlapping_evidence_is_cut_at_every_bound() -> None:
    pieces = list(cut(Span(0, 20), TEXT[:20], [("a", Span(0, 11)), ("b", Span(7, 20))]))
    assert [(piece.words, piece.keys, piece.opens) for piece in pieces] == [
        ("Crowds ", ("a",), ("a",)),
        ("sang", ("a", "b"), ("b",)),
        (" in Lima.", ("b",), ()),
    ]


def test_the_narrowest_evidence_comes_first() -> None:
    [before, piece, after] = cut(Span(0, 20), TEXT[:20], [("s", Span(0, 20)), ("w", Span(7, 11))])
    assert (before.keys, piece.keys, after.keys) == (("s",), ("w", "s"), ("s",))


def test_evidence_across_paragraphs_opens_in_each() -> None:
    first, second = mark_paragraphs(TEXT, [("a", Span(15, 28))])
    assert [piece.words for piece in first.pieces if piece.opens] == ["Lima."]
    assert [piece.words for piece in second.pieces if piece.opens] == ["Police"]


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=5),
)
def test_no_character_but_white_space_is_lost(text: str, places: list[tuple[int, int]]) -> None:
    marks = [
        (str(number), Span(start, min(start + length, len(text))))
        for number, (start, length) in enumerate(places)
        if start < len(text)
    ]
    shown = [piece for paragraph in mark_paragraphs(text, marks) for piece in paragraph.pieces]
    assert "".join("".join(piece.words for piece in shown).split()) == "".join(text.split())
    assert all(piece.words for piece in shown)
