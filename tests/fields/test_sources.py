"""Whom an article has an act from: quoted, named nearby, told to an outlet, or nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.attribution import Source, find_attributions
from tocsin.fields.sources import AskedAct, read_voices, sources_of_act
from tocsin.text.doc import Doc
from tocsin.text.parse import parse
from tocsin.text.plain import read_plain
from tocsin.text.span import Span


def document(text: str) -> Doc:
    return parse(read_plain(text, name="a"), syntax=False)


def told_by(
    doc: Doc, anchor: str, type_: str, actor: str = "", marked: str = ""
) -> tuple[Source, ...]:
    """The sources of the act that a word of the text names."""

    def spans(words: str) -> tuple[Span, ...]:
        start = doc.text.find(words)
        return (Span(start, start + len(words)),) if words else ()

    [act] = spans(anchor)
    sentence = doc.sentence_at(act.start)
    assert sentence is not None
    told = AskedAct(act, sentence, type_, actors=spans(actor), marked=spans(marked))
    return sources_of_act(read_voices(doc, find_attributions(doc)), told)


READ = [
    # text, anchor, type, actor, sources in the order of the chain
    (
        "Six dockers were arrested at the gates on Monday, police said.",
        "arrested",
        "COERCE",
        "",
        ["police"],
    ),
    (
        "Soldiers shot two farmers near the river, a witness told Radio Tarn on Monday.",
        "shot",
        "ASSAULT",
        "Soldiers",
        ["a witness", "Radio Tarn"],
    ),
    (
        "Gunmen killed three guards, according to the mayor of Tarn.",
        "killed",
        "ASSAULT",
        "Gunmen",
        ["the mayor of Tarn"],
    ),
    (
        "Police spokeswoman Ana Ruiz said a crowd had gathered at the port. "
        '"They threw stones and we arrested six of them," she said.',
        "arrested",
        "COERCE",
        "we",
        ["Ana Ruiz"],
    ),
    (
        "The Herald reported that rebels had burned the customs house.",
        "burned",
        "ASSAULT",
        "rebels",
        ["The Herald"],
    ),
]
LEFT_ALONE = [
    # text, anchor, type, actor
    ("About 200 nurses marched through Tarn on Monday.", "marched", "PROTEST", "nurses"),
    (
        "The ministry condemned the attack. The ministry said it was cowardly.",
        "condemned",
        "ACCUSE",
        "The ministry",
    ),
    (
        "Hundreds of teachers rallied in Tarn on Friday.\n\nThe harbour was open.\n\n"
        "Trains ran.\n\nShops were busy.\n\nThe budget, a clerk said, would be read in May.",
        "rallied",
        "PROTEST",
        "teachers",
    ),
]


@pytest.mark.parametrize(("text", "anchor", "type_", "actor", "expected"), READ)
def test_reads(text: str, anchor: str, type_: str, actor: str, expected: list[str]) -> None:
    found = [source.text for source in told_by(document(text), anchor, type_, actor)]
    assert [want in got for want, got in zip(expected, found, strict=True)] == [True] * len(found)


@pytest.mark.parametrize(("text", "anchor", "type_", "actor"), LEFT_ALONE)
def test_leaves_alone(text: str, anchor: str, type_: str, actor: str) -> None:
    assert told_by(document(text), anchor, type_, actor) == ()


@pytest.mark.parametrize(("text", "anchor", "type_", "actor", "expected"), READ)
def test_evidence_is_the_source_and_then_its_cue(
    text: str, anchor: str, type_: str, actor: str, expected: list[str]
) -> None:
    del expected
    for source in told_by(document(text), anchor, type_, actor):
        assert source.evidence[0].words == source.text
        assert [one.rule for one in source.evidence] in (["source", "cue"], ["source"])
        assert all(text[one.span.start : one.span.end] == one.words for one in source.evidence)


def test_a_marked_speaker_is_likelier() -> None:
    text = (
        "Police said the harbour was quiet on Sunday.\n\n"
        "Dockers blocked the gates on Monday.\n\nThe port was open again by noon."
    )
    doc = document(text)
    plain = told_by(doc, "blocked", "PROTEST", "Dockers")
    marked = told_by(doc, "blocked", "PROTEST", "Dockers", "Police")
    assert len(marked) >= len(plain)


def test_two_names_of_one_voice_are_one_source() -> None:
    text = (
        "Mayor Ana Ruiz said gunmen had killed three guards at the dam. "
        "Ruiz said the gunmen killed them at dawn."
    )
    found = [source.text for source in told_by(document(text), "killed", "ASSAULT", "gunmen")]
    assert len(found) == 1
    assert "Ruiz" in found[0]


@given(st.text(alphabet=st.sampled_from('Ab ,."“”\nsaid told the Ruiz'), max_size=80))
def test_any_text_gives_sources_inside_it(words: str) -> None:
    text = f"{words} Police said that gunmen killed two. {words}"
    doc = document(text)
    start = doc.text.find("killed")
    sentence = doc.sentence_at(start)
    if sentence is None:
        return
    told = AskedAct(Span(start, start + 6), sentence, "ASSAULT")
    voiced = read_voices(doc, find_attributions(doc))
    found = sources_of_act(voiced, told)
    assert found == sources_of_act(voiced, told)
    for source in found:
        assert all(doc.text[e.span.start : e.span.end] == e.words for e in source.evidence)
