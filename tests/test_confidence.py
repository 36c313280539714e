"""How sure each field is: probabilities, their facts, and where none are given."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.circumstances import FIELDS, PROTEST_FIELDS, Circumstances, odds
from tocsin.confidence import chance_of, with_confidences
from tocsin.data import read_rows
from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import decode_line, encode_line
from tocsin.fields.when import Resolution, When
from tocsin.marks.linear import LinearReader
from tocsin.marks.marks import Act, Argument, Marks, Role
from tocsin.places import Gazetteer
from tocsin.reading import Tools, read_reports
from tocsin.reports import Confidences, Rejected, RejectionReason, Report
from tocsin.text.article import Article
from tocsin.text.doc import Doc, Sentence
from tocsin.text.layout import ParagraphKind
from tocsin.text.plain import read_plain
from tocsin.text.span import Span

fields = pytest.mark.parametrize("field", FIELDS)
RISING = ("confidence", "score")


def doc_of(coded: Coded) -> Doc:
    """The article as one paragraph a line, which is all that confidences look at."""
    article = coded.input.article
    assert article
    sentences, start = [], 0
    for number, line in enumerate(article.text.split("\n")):
        if line:
            span = Span(start, start + len(line))
            sentences.append(Sentence(span, ParagraphKind.BODY, number))
        start += len(line) + 1
    return Doc(article, sentences=tuple(sentences))


def rated(coded: Coded, marks: Marks = Marks()) -> list[Report]:  # noqa: B008 - it is frozen
    records = with_confidences(doc_of(coded), marks, coded.records)
    return [record for record in records if isinstance(record, Report)]


def facts_of(report: Report, coded: Coded, marks: Marks = Marks()) -> dict[str, dict[str, float]]:  # noqa: B008
    return Circumstances(doc_of(coded), marks, coded.records).facts(report)


def test_a_report_with_a_confidence_has_one_for_each_field(rally: Coded) -> None:
    said = rated(rally)[0].confidences
    assert said is not None
    assert set(asdict(said)) == set(FIELDS)
    assert all(0 < chance < 1 for chance in asdict(said).values())
    assert all(chance == round(chance, 4) for chance in asdict(said).values())


def test_a_report_without_a_confidence_has_none(rally: Coded) -> None:
    assert rated(rally)[1].confidence is None
    assert rated(rally)[1].confidences is None


def test_nothing_else_is_changed(rally: Coded) -> None:
    records = with_confidences(doc_of(rally), Marks(), rally.records)
    bare = [replace(one, confidences=None) if isinstance(one, Report) else one for one in records]
    assert bare == list(rally.records)


def test_only_a_protest_has_side_form_and_size(hostile: Coded) -> None:
    assault = replace(hostile.reports[0], confidence=0.5)
    [report] = rated(replace(hostile, records=(assault,)))
    assert report.confidences is not None
    told = asdict(report.confidences)
    assert {name for name, chance in told.items() if chance is None} == PROTEST_FIELDS


def test_the_linear_reader_says_nothing_of_its_fields() -> None:
    text = "Police arrested six students in Lima on Tuesday after they marched.\n" * 3
    tools = Tools(LinearReader(), Gazetteer())
    reports = [
        one for one in read_reports(read_plain(text, name="a"), tools) if isinstance(one, Report)
    ]
    assert reports
    assert all(report.confidences is None for report in reports)


def test_an_article_without_reports() -> None:
    assert with_confidences(Doc(Article("a", "")), Marks(), ()) == []


@fields
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_surer_report_has_no_less_sure_fields(
    field: str, one: float, other: float, score: float
) -> None:
    low, high = sorted((one, other))
    for rising in RISING:
        facts = {"always": 1.0, "empty": 1.0, "score": odds(score)}
        least, most = (chance_of(field, facts | {rising: odds(told)}) for told in (low, high))
        assert 0 <= least <= most <= 1


@fields
@given(st.dictionaries(st.text(max_size=20), st.floats(-9, 9), max_size=4))
def test_facts_that_nobody_has_weighed_are_silent(field: str, unknown: dict[str, float]) -> None:
    known = {row["fact"] for row in read_rows("confidence.tsv")}
    strange = {name: told for name, told in unknown.items() if name not in known}
    assert chance_of(field, {"always": 1.0} | strange) == chance_of(field, {"always": 1.0})


@fields
def test_every_field_has_weights(field: str) -> None:
    rows = [row for row in read_rows("confidence.tsv") if row["field"] == field]
    assert "always" in {row["fact"] for row in rows}
    assert all(float(row["weight"]) >= 0 for row in rows if row["fact"] in RISING)


WEIGHTS = {"always": 0.5, "confidence": 0.25, "empty": -1.0, "shared": 2.0, "score": 0.5}
CHANCES = [
    ({"always": 1.0}, 0.6225),
    ({"always": 1.0, "empty": 1.0}, 0.3775),
    ({"always": 1.0, "confidence": odds(0.8)}, 0.6998),
    ({"always": 1.0, "shared": 0.5}, 0.8176),
    ({"always": 1.0, "score": odds(0.3), "rule=unheard-of": 1.0}, 0.5191),
    ({}, 0.5),
]


@pytest.mark.parametrize(("facts", "chance"), CHANCES)
def test_chances_by_hand(
    facts: dict[str, float], chance: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.confidence._weights", {"day": WEIGHTS}.__getitem__)
    assert chance_of("day", facts) == chance


def test_what_is_hardly_ever_told_is_surely_empty(rally: Coded) -> None:
    said = rated(rally)[0].confidences
    assert said is not None
    assert min(said.killed, said.injured, said.arrested) > 0.9
    assert said.sources < said.status


def test_tables_hold_no_field_that_is_not_one() -> None:
    assert {row["field"] for row in read_rows("confidence.tsv")} == set(FIELDS)


def test_facts_tell_how_a_value_came_about(rally: Coded) -> None:
    facts = facts_of(rally.reports[0], rally)
    assert {"resolution=relative", "grain=10", "own", "unmarked"} <= set(facts["day"])
    assert {"precision=venue", "rule=venue-in-city"} <= set(facts["city"])
    assert {"readings=2", "beside", "hedge=about"} <= set(facts["size"])
    assert {"parties=1", "own"} & set(facts["actors"]) == {"parties=1"}
    assert {"parties=0", "empty"} <= set(facts["recipients"])
    assert {"links=2", "elsewhere"} <= set(facts["sources"])
    assert "empty" in facts["killed"]


def test_marked_words_count_by_the_score_of_the_least_sure(rally: Coded) -> None:
    report = rally.reports[0]
    act = Act(report.anchor.span, 0, "PROTEST", confidence=0.87)
    party = report.actors[0].evidence[0].span
    marks = Marks(
        (act,),
        (Argument(0, Role.ACTOR, party, 0.7), Argument(0, Role.KILLED, report.anchor.span, 0.9)),
    )
    facts = facts_of(report, rally, marks)
    assert facts["actors"]["score"] == odds(0.7)
    assert "marked" in facts["actors"]
    assert "marked-unread" in facts["killed"]
    assert "marked-more" not in facts["actors"]


def test_the_least_sure_of_several_parties_counts(rally: Coded) -> None:
    report = rally.reports[0]
    first = report.actors[0]
    second = replace(first, text="a machinist", evidence=report.sources[0].evidence)
    marks = Marks(
        (Act(report.anchor.span, 0, "PROTEST"),),
        (
            Argument(0, Role.ACTOR, first.evidence[0].span, 0.9),
            Argument(0, Role.ACTOR, second.evidence[0].span, 0.6),
        ),
    )
    facts = facts_of(replace(report, actors=(first, second)), rally, marks)["actors"]
    assert facts["score"] == odds(0.6)
    assert {"marked", "parties=2", "elsewhere"} <= set(facts)


def test_words_are_a_sentences_own_only_if_all_stand_in_it(rally: Coded) -> None:
    report = rally.reports[0]
    both = report.when.evidence + report.sources[0].evidence
    facts = facts_of(replace(report, when=replace(report.when, evidence=both)), rally)["day"]
    assert "elsewhere" in facts
    assert "own" not in facts


def test_marks_of_another_act_are_not_a_reports_own(rally: Coded) -> None:
    report = rally.reports[0]
    marks = Marks(
        (Act(Span(0, 5), 0, "PROTEST"),),
        (Argument(0, Role.ACTOR, report.actors[0].evidence[0].span),),
    )
    assert "unmarked" in facts_of(report, rally, marks)["actors"]


def test_joined_mentions_and_reports_of_the_type_are_facts(rally: Coded) -> None:
    first, second, out = rally.records
    assert isinstance(first, Report)
    assert isinstance(out, Rejected)
    facts = facts_of(first, rally)["day"]
    assert "alike=2" in facts
    assert "joined" not in facts
    told = replace(out, reason=RejectionReason.SECOND_MENTION, into=first.id)
    other = replace(rally, records=(first, second, replace(out, into=first.id)))
    assert "joined" not in facts_of(first, other)["day"]
    joined = replace(rally, records=(first, second, told))
    assert "joined" in facts_of(first, joined)["day"]


@pytest.mark.parametrize(
    ("day", "age"),
    [
        ("2024-05-15", "ahead"),
        ("2024-05-14", "today"),
        ("2024-05-13", "yesterday"),
        ("2024-05-12", "week"),
        ("2024-05-07", "week"),
        ("2024-05-06", "month"),
        ("2024-04-12", "old"),
        ("2024-05", "same"),
        ("2023", "other"),
    ],
)
def test_a_day_has_an_age_at_publication(rally: Coded, day: str, age: str) -> None:
    report = replace(rally.reports[0], when=When(day, day, Resolution.DATED))
    facts = facts_of(report, rally)["day"]
    assert {name for name in facts if name.startswith("age=")} == {f"age={age}"}


def test_a_day_has_no_age_without_a_publication_day(hostile: Coded) -> None:
    report = replace(hostile.reports[0], confidence=0.5)
    assert "age=unknown" in facts_of(report, hostile)["day"]


def test_what_other_reports_have_is_a_share(rally: Coded) -> None:
    first, second = rally.reports
    facts = facts_of(first, rally)
    assert facts["country"]["shared"] == 1
    assert facts["city"]["shared"] == 0
    alone = replace(rally, records=(first,))
    assert "shared" not in facts_of(first, alone)["country"]
    assert second.where.country == "BLR"


@pytest.mark.parametrize(("probability", "bounded"), [(0.0, 0.02), (1.0, 0.98), (0.5, 0.5)])
def test_odds_are_bounded(probability: float, bounded: float) -> None:
    assert odds(probability) == odds(bounded)


def test_lines_carry_confidences_and_older_lines_have_none(rally: Coded) -> None:
    report = rated(rally)[0]
    line = encode_line(report)
    assert decode_line(line) == report
    assert b'"confidences":{"status":' in line
    older = line.replace(b',"confidences":' + line.partition(b',"confidences":')[2], b"}")
    assert decode_line(older) == replace(report, confidences=None)


def test_confidences_are_named_one_by_one() -> None:
    with pytest.raises(TypeError):
        Confidences(0.5)  # type: ignore[call-arg]
