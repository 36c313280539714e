"""The learned reader: what it marks, what it leaves alone, and that only its own model is read."""

import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.errors import ResourceError
from tocsin.marks import network
from tocsin.marks.candidates import MOST_ACTS
from tocsin.marks.learned import LISTED, LearnedReader, see
from tocsin.marks.marks import Marks, Role
from tocsin.text.article import Article
from tocsin.text.doc import Doc
from tocsin.text.parse import parse
from tocsin.text.span import covers

READER = LearnedReader()


def marks_of(text: str) -> tuple[Doc, Marks]:
    doc = parse(Article("a", text), syntax=False)
    return doc, READER.read(doc)


READ = [
    # text, anchor, type, role, words
    (
        "Thousands of teachers marched in Lima on Monday against the government.",
        "marched", "PROTEST", Role.SIZE, "Thousands",
    ),
    (
        "Police arrested twelve activists in Minsk on Sunday, the interior ministry said.",
        "arrested", "COERCE", Role.ACTOR, "Police",
    ),
    (
        "The foreign minister condemned the attack on the embassy in Kabul.",
        "condemned", "ACCUSE", Role.ACTOR, "The foreign minister",
    ),
    (
        "President Orlov met his Turkish counterpart in Ankara on Tuesday to discuss trade.",
        "met", "CONSULT", Role.TIME, "Tuesday",
    ),
    (
        "Rebels shelled the town of Dolnik on Friday, killing six people, officials said.",
        "shelled", "ASSAULT", Role.PLACE, "Dolnik",
    ),
    (
        "The European Union urged Belgrade on Monday to release the detained protesters.",
        "urged", "REQUEST", Role.RECIPIENT, "Belgrade",
    ),
]  # fmt: skip
LEFT_ALONE = [
    "The recipe calls for two eggs and a cup of flour.",
    "The team won the match 3-1 after a late goal.",
    "Shares of the company rose by four percent on Tuesday.",
    "It rained in the valley for most of the week.",
    "",
]


@pytest.mark.parametrize(("text", "anchor", "type_", "role", "words"), READ)
def test_marks_an_act_and_its_words(
    text: str, anchor: str, type_: str, role: Role, words: str
) -> None:
    doc, marks = marks_of(text)
    found = {doc.words(act.anchor): (at, act.type) for at, act in enumerate(marks.acts)}
    assert found[anchor][1] == type_
    given = [
        doc.words(argument.span)
        for argument in marks.arguments
        if argument.act == found[anchor][0] and argument.role is role
    ]
    assert any(words in one for one in given)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert marks_of(text)[1].acts == ()


def test_a_byline_and_the_outlet_s_own_lines_tell_nothing() -> None:
    text = (
        "Miners march in Tarn\n\nBy Ada Quill\n\nThousands of miners marched to the ministry in"
        " Tarn on Monday and demanded higher pay.\n\nSubscribe to our newsletter to protest."
    )
    doc, marks = marks_of(text)
    kinds = {doc.sentences[act.sentence].kind.value for act in marks.acts}
    assert kinds
    assert kinds <= {"body", "headline"}


def test_a_confidence_is_a_probability_and_what_falls_short_is_listed() -> None:
    _, marks = marks_of("\n\n".join(row[0] for row in READ))
    least = network.load_network().least
    assert all(act.confidence is not None and least <= act.confidence <= 1 for act in marks.acts)
    assert least > LISTED
    assert {one.reason for one in marks.unused} <= {"uncertain", "second-mention"}
    assert all((one.into is None) == (one.reason == "uncertain") for one in marks.unused)


def test_reading_twice_gives_the_same() -> None:
    text = "\n\n".join(row[0] for row in READ)
    assert LearnedReader().read(parse(Article("a", text), syntax=False)) == marks_of(text)[1]


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    network.load_network.cache_clear()
    assert marks_of(READ[0][0])[1].acts


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in network.CHECKSUMS:
        (tmp_path / name).write_bytes(network.read_model_file(name))
    keeper = tmp_path / "keeper.npz"
    keeper.write_bytes(keeper.read_bytes() + b" ")
    monkeypatch.setattr(network, "FOLDER", tmp_path)
    network.load_network.cache_clear()
    with pytest.raises(ResourceError, match=r"keeper\.npz has sha256"):
        marks_of(READ[0][0])
    keeper.unlink()
    with pytest.raises(ResourceError, match=r"lacks keeper\.npz"):
        marks_of(READ[0][0])
    monkeypatch.undo()
    assert marks_of(READ[0][0])[1].acts


def test_many_candidates_are_capped() -> None:
    text = "Police arrested protesters who marched, and troops shelled the town.\n\n" * 400
    doc = parse(Article("a", text), syntax=False)
    seen = see(network.load_network(), doc)
    assert len(seen.acts) == MOST_ACTS
    assert [act.word for act in seen.acts] == sorted(act.word for act in seen.acts)


WORDS = [
    "police", "arrested", "protesters", "rally", "killed", "the", ".", '"', "U.S.", "\n\n", "if",
    "\ud800", "\u00a0", "“", "thousands", "x" * 400,
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
)
def test_any_text_is_marked_inside_its_sentences(text: str) -> None:
    doc, marks = marks_of(text)
    anchors = [act.anchor for act in marks.acts]
    assert anchors == sorted(anchors)
    places = [(act.sentence, act.anchor) for act in marks.acts]
    for at, anchor in [*places, *((one.sentence, one.anchor) for one in marks.unused)]:
        assert covers(doc.sentences[at].span, anchor)
    for argument in marks.arguments:
        within = doc.sentence_at(argument.span.start)
        assert within is not None
        assert covers(doc.sentences[within].span, argument.span)
        assert argument.span.start < argument.span.end
    for pair in marks.same:
        assert 0 <= pair.left < pair.right < len(marks.acts)
