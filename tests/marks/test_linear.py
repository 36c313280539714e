"""The first reader: which acts it marks, who did them, and what it leaves alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.marks.linear import LinearReader, load_weights
from tocsin.marks.marks import Marks, Role
from tocsin.text.article import Article
from tocsin.text.doc import Doc
from tocsin.text.parse import parse
from tocsin.text.span import covers

READER = LinearReader()


def marks_of(text: str) -> tuple[Doc, Marks]:
    doc = parse(Article("a", text))
    return doc, READER.read(doc)


READ = [
    # text, anchor, type, actor
    (
        "Thousands of teachers rallied in Lima on Monday against a new law.",
        "rallied", "PROTEST", "Thousands of teachers",
    ),
    ("Police arrested twelve activists in Minsk on Sunday.", "arrested", "COERCE", "Police"),
    (
        "The foreign minister condemned the attack on the embassy.",
        "condemned", "ACCUSE", "The foreign minister",
    ),
    (
        "The French president met his Turkish counterpart in Ankara on Tuesday.",
        "met", "CONSULT", "The French president",
    ),
    ("Rebels shelled the town on Friday, killing six people.", "shelled", "ASSAULT", "Rebels"),
    (
        "The European Union urged Belgrade to release the detainees.",
        "urged", "REQUEST", "The European Union",
    ),
]  # fmt: skip
LEFT_ALONE = [
    "The recipe calls for two eggs and a cup of flour.",
    "The minister's recipe calls for two eggs and a cup of flour.",
    "Soldiers and police live in the same barracks near the river.",
    "The parliament has 120 seats, and a third of them belong to women.",
    "Shares of the state oil company rose by four percent on Tuesday.",
    "The prime minister's team won the match 3-1 after a late goal.",
]


@pytest.mark.parametrize(("text", "anchor", "type_", "actor"), READ)
def test_marks_an_act_and_its_actor(text: str, anchor: str, type_: str, actor: str) -> None:
    doc, marks = marks_of(text)
    found = {doc.words(act.anchor): (at, act.type) for at, act in enumerate(marks.acts)}
    assert found[anchor][1] == type_
    actors = [
        doc.words(argument.span)
        for argument in marks.arguments
        if argument.act == found[anchor][0] and argument.role is Role.ACTOR
    ]
    assert actor in actors


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert marks_of(text)[1].acts == ()


def test_a_document_without_tokens_has_no_marks() -> None:
    assert READER.read(Doc(Article("a", ""))) == Marks()


def test_each_type_is_marked_once_in_a_sentence() -> None:
    _, marks = marks_of("Protesters rallied, marched and chanted in the square on Monday.")
    places = [(act.sentence, act.type) for act in marks.acts]
    assert len(places) == len(set(places))
    assert {unused.reason for unused in marks.unused} <= {"same-act", "uncertain"}


def test_weights_have_a_row_for_each_feature_and_one_more() -> None:
    weights = load_weights()
    for model in (weights.act, weights.type, weights.status, weights.role):
        assert model.weights.shape == (len(model.features) + 1, len(model.labels))


def test_probabilities_add_up() -> None:
    rows = load_weights().type.probabilities([["lemma=rally/verb"], [], ["no such feature"]])
    assert rows.sum(axis=1).tolist() == pytest.approx([1, 1, 1], abs=1e-5)
    assert rows[1].tolist() == rows[2].tolist()


WORDS = [
    "police",
    "arrested",
    "protesters",
    "rally",
    "killed",
    "the",
    ".",
    '"',
    "U.S.",
    "\n\n",
    "if",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
)
def test_any_text_is_marked_inside_its_sentences(text: str) -> None:
    doc, marks = marks_of(text)
    anchors = [act.anchor for act in marks.acts]
    assert anchors == sorted(anchors)
    for act in marks.acts:
        assert covers(doc.sentences[act.sentence].span, act.anchor)
    for argument in marks.arguments:
        sentence = doc.sentences[marks.acts[argument.act].sentence].span
        assert covers(sentence, argument.span)
