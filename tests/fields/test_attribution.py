"""Who says so: what is read from a parse, and what is read without one."""

import json
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.fields.attribution import Attribution, doubt_of, find_attributions, sources_of
from tocsin.fields.sources import AskedAct, read_voices, sources_of_act
from tocsin.text.article import Article
from tocsin.text.doc import Doc, Sentence
from tocsin.text.layout import Paragraph, ParagraphKind
from tocsin.text.parse import parse
from tocsin.text.plain import read_plain
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
    (
        "Police have since said that shops were shut.",
        ("Police", "said", ["that shops were shut"], None),
    ),
    (
        "In a note on Monday the ministry said shops were shut.",
        ("the ministry", "said", ["shops were shut"], None),
    ),
    (
        "The market closed at noon and police said shops were shut.",
        ("police", "said", ["shops were shut"], None),
    ),
    (
        "Ana Ruiz, who heads the guild, said shops were shut.",
        ("Ana Ruiz", "said", ["shops were shut"], None),
    ),
    (
        "Ana Ruiz, a baker in Tarn, has also said shops were shut.",
        ("Ana Ruiz", "said", ["shops were shut"], None),
    ),
    (
        "The leader of the guild, Ana Ruiz, said shops were shut.",
        ("The leader of the guild, Ana Ruiz", "said", ["shops were shut"], None),
    ),
    (
        "Officials who said shops were shut left early.",
        ("Officials", "said", ["shops were shut left early"], None),
    ),
    (
        "Shops were shut, it was reported by state radio.",
        ("state radio", "reported", ["Shops were shut"], None),
    ),
    (
        "Traders on Tuesday said shops were shut.",
        ("Traders", "said", ["shops were shut"], None),
    ),
    (
        "“Shops were shut,” Lt. Omar Diallo said on Monday.",
        ("Lt. Omar Diallo", "said", ["“Shops were shut,”"], None),
    ),
    (
        "Ana Ruiz, who lost her shop in Tarn, on the coast, said shops were shut.",
        ("Ana Ruiz", "said", ["shops were shut"], None),
    ),
    (
        "Another official, deputy police chief Omar Diallo, said shops were shut.",
        ("Another official, deputy police chief Omar Diallo", "said", ["shops were shut"], None),
    ),
    (
        "Gen. Omar Diallo, commander of the northern corps said shops were shut.",
        ("Gen. Omar Diallo", "said", ["shops were shut"], None),
    ),
    (
        "Mayor Ana Ruiz spoke to traders and said shops were shut.",
        ("Mayor Ana Ruiz", "said", ["shops were shut"], None),
    ),
    (
        "Minister Omar Diallo was quoted by Radio Tarn as saying that shops were shut.",
        (
            "Minister Omar Diallo",
            "was quoted by Radio Tarn as saying",
            ["that shops were shut"],
            "Radio Tarn",
        ),
    ),
    (
        "Mayor Ana Ruiz issued a statement saying shops were shut.",
        ("Mayor Ana Ruiz", "saying", ["shops were shut"], None),
    ),
    (
        "A POLICE SOURCE TODAY SAID THAT SHOPS WERE SHUT.",
        ("A POLICE SOURCE", "SAID", ["THAT SHOPS WERE SHUT"], None),
    ),
]
PLAIN_LEFT_ALONE = [
    "It was reported that shops were shut.",
    "No deaths were reported on Monday.",
    "The guild wants to report the mayor.",
    "The original report ran to forty pages.",
    "The mayor refused to say why shops were shut.",
    "The reversal of the rule was announced at noon.",
    "“They said shops were shut” stood on the wall.",
    "Months after she said so, the shops were shut by hand.",
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_reads_without_a_parse(text: str, expected: tuple[str, str, list[str], str | None]) -> None:
    doc = plain(text)
    [item] = find_attributions(doc)
    assert words(doc, item) == expected


@pytest.mark.parametrize("text", PLAIN_LEFT_ALONE)
def test_names_nobody_without_a_parse(text: str) -> None:
    doc = plain(text)
    said = [item.speaker and doc.words(item.speaker) for item in find_attributions(doc)]
    assert [words for words in said if words not in (None, "she")] == []


@given(st.text())
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for item in find_attributions(plain(text)):
        spans = [item.cue, *item.content, *(s for s in (item.source, item.via) if s)]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_statement_behind_a_colon_is_its_speakers() -> None:
    text = "Minister Ana Ruiz said:\n\nShops are shut.\n\nTrams stand still."
    doc = parse(read_plain(text, name="a"), syntax=False)
    [item] = find_attributions(doc)
    assert item.source is not None
    assert doc.words(item.source) == "Minister Ana Ruiz"
    assert [doc.words(span) for span in item.content] == ["Shops are shut.", "Trams stand still."]


def test_she_is_the_last_person_named_as_a_subject() -> None:
    text = "Mayor Maria Ruiz met traders at noon. Shops were shut, she said."
    doc = parse(read_plain(text, name="a"), syntax=False)
    [item] = find_attributions(doc)
    assert item.speaker is not None
    assert doc.words(item.speaker) == "Mayor Maria Ruiz"


def test_an_actor_is_not_the_source_of_his_own_act() -> None:
    text = "The union blocked the road, the union said."
    found = find_attributions(plain(text))
    act = Span(10, 17)
    assert [s.text for s in sources_of(act, found, text=text)] == ["the union"]
    assert sources_of(act, found, text=text, actors=(Span(0, 9),)) == ()


GOLDEN = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "golden" / "attribution.jsonl")
    .read_text("utf-8")
    .splitlines()
]
# Sentences that are not reached yet, by their first words, and why.
NOT_REACHED = {
    "The baker Omar Diallo": "the tagger takes the name for a firm's, and nobody is left for 'he'",
    "Multiple outlets reported on": "without 'that' the parser takes the cue for a participle",
}


def at(text: str, words: str) -> Span:
    """The first place of some words."""
    start = text.index(words)
    return Span(start, start + len(words))


def parsed(name: str, text: str) -> Doc:
    """A document as an article's reports are read from it."""
    return parse(Article(name, text))


def golden(row: dict[str, Any]) -> ParameterSet:
    """A golden sentence as a test, expected to fail where it is not reached yet."""
    reason = next((why for head, why in NOT_REACHED.items() if row["text"].startswith(head)), "")
    marks = [pytest.mark.xfail(reason=reason)] if reason else []
    return pytest.param(row, id=row["text"][:40], marks=marks)


# Of the golden sentences, how many chains the ranker over voices gives exactly where no parser ran,
# as articles are read by default; what is not reached is mostly a witness behind a witness, and
# claims, which coders give no source.
LEAST_BY_RANKER = 50


def test_golden_without_a_parse() -> None:
    reached = 0
    for row in GOLDEN:
        text = row["text"]
        doc = parse(Article("golden", text), syntax=False)
        act, actors = at(text, row["act"]), tuple(at(text, words) for words in row["actors"])
        asked = AskedAct(
            act, doc.sentence_at(act.start) or 0, "ACCUSE" if actors else "COERCE", actors=actors
        )
        chain = sources_of_act(read_voices(doc, find_attributions(doc)), asked)
        assert all(text[slice(*e.span)] == e.words for source in chain for e in source.evidence)
        reached += [source.text for source in chain] == row["sources"]
    assert reached >= LEAST_BY_RANKER


@pytest.mark.parametrize("row", [golden(row) for row in GOLDEN])
def test_golden(row: dict[str, Any]) -> None:
    text = row["text"]
    doc = parsed("golden", text)
    found = find_attributions(doc)
    act = at(text, row["act"])
    actors = [at(text, words) for words in row["actors"]]
    chain = sources_of(act, found, text=text, actors=actors)
    assert [source.text for source in chain] == row["sources"]
    assert doubt_of(act, found) == row["doubt"]
    for source in chain:
        assert all(text[slice(*e.span)] == e.words for e in source.evidence)


@pytest.mark.parametrize("piece", ["said ", "“a said b c d e” ", "according to ", ", said", "  \n"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    find_attributions(plain(piece * 20_000))


WORDS = ["Ruiz", "said", "“", "”", ",", ".", "that", "she", "told", "AFP", "reports", "of", "to"]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
@settings(max_examples=25, deadline=None)
def test_any_parse_gives_spans_inside_the_text_in_order(text: str) -> None:
    doc = parsed("words", text)
    found = find_attributions(doc)
    assert list(found) == sorted(found, key=lambda item: item.cue)
    for item in found:
        spans = [item.cue, *item.content, *item.known, *(s for s in (item.source, item.via) if s)]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_an_unquoted_statement_belongs_to_the_one_who_made_it() -> None:
    text = (
        "Minister Ana Ruiz said today:\n\nI condemn the attack.\n\nRebels shelled the market again."
    )
    found = find_attributions(parsed("statement", text))
    act = at(text, "shelled")
    chain = sources_of(act, found, text=text)
    assert [source.text for source in chain] == ["Minister Ana Ruiz"]


def test_a_speech_goes_on_in_the_next_paragraph() -> None:
    text = (
        "“They came at night,” said Omar Diallo, a baker. “We hid in the cellar all day.\n\n"
        "“Then the soldiers burned the houses of our street.”"
    )
    found = find_attributions(parsed("speech", text))
    act = at(text, "burned")
    assert [s.text for s in sources_of(act, found, text=text)] == ["Omar Diallo"]
