"""Values as people read them."""

from dataclasses import replace

import pytest

from tocsin.dataset.coded import Coded
from tocsin.desk.rows import (
    chain_words,
    day_words,
    figure_words,
    number_words,
    place_words,
    report_rows,
    silent_fields,
    what_words,
    when_words,
)
from tocsin.fields.attribution import Source
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Where
from tocsin.reports import Confidences, Report
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.span import Span, quote

SPAN = Span(0, 9)
FIGURES = [
    (Figure(80_000, 80_000, Hedge.NONE, SPAN), "80,000"),
    (Figure(80_000, 80_000, Hedge.ABOUT, SPAN), "about 80,000"),
    (Figure(300, None, Hedge.OVER, SPAN), "at least 300"),
    (Figure(None, 500, Hedge.UNDER, SPAN), "at most 500"),
    (Figure(5_000, 7_000, Hedge.NONE, SPAN), "5,000 to 7,000"),
    (Figure(0, 0, Hedge.NONE, SPAN), "0"),
    (Figure(None, None, Hedge.VAGUE, SPAN), "“thousands”"),
]
DAYS = [
    ("2024-06-25", "2024-06-25", "2024-06-25"),
    ("2024-06-25", "2024-06-27", "2024-06-25 to 2024-06-27"),
    ("2024-06-25", None, "from 2024-06-25"),
    (None, "2024-06", "until 2024-06"),
    (None, None, "not known"),
]


@pytest.mark.parametrize(("figure", "words"), FIGURES)
def test_figures(figure: Figure, words: str) -> None:
    assert figure_words(figure, "thousands") == words


@pytest.mark.parametrize(("start", "end", "words"), DAYS)
def test_days(start: str | None, end: str | None, words: str) -> None:
    assert when_words(When(start, end, Resolution.DATED)) == words


def test_an_unknown_day_is_told_with_its_words() -> None:
    evidence = (quote("on\nMonday", SPAN, "weekday"),)
    assert day_words(When(None, None, Resolution.NEEDS_PUBLICATION, evidence)) == (
        "day not known (“on Monday”)"
    )
    assert day_words(When(None, None, Resolution.NOT_TOLD)) == "day not known"


def rated(coded: Coded, **said: float) -> Report:
    """The first report, as sure of each field as told and else quite sure."""
    rest = dict.fromkeys(Confidences.__dataclass_fields__, 0.9)
    return replace(coded.reports[0], confidences=Confidences(**(rest | said)))


def test_a_row_is_as_sure_as_its_field(rally: Coded) -> None:
    report = rated(rally, day=0.49, city=0.3, country=0.8, actors=0.7, size=0.5)
    sure = {row.label: (row.confidence, row.unsure) for row in report_rows(report)}
    assert sure["when"] == (0.49, True)
    assert sure["where"] == (0.3, True)
    assert sure["who"] == (0.7, False)
    assert sure["size"] == (0.5, False)
    assert sure["what"] == (None, False)
    country = replace(report, where=replace(report.where, city=None, venue=None))
    assert {row.label: row.confidence for row in report_rows(country)}["where"] == 0.8


def test_rows_without_confidences(rally: Coded) -> None:
    assert not any(row.confidence or row.unsure for row in report_rows(rally.reports[0]))
    assert silent_fields(rally.reports[0]) == {}


def test_what_is_left_empty_is_as_sure_as_its_field(rally: Coded) -> None:
    silent = silent_fields(rated(rally, recipients=0.4))
    assert silent == {"recipients": 0.4, "killed": 0.9, "injured": 0.9, "arrested": 0.9}


def test_what_a_type_does_not_have_is_not_empty(hostile: Coded) -> None:
    report = rated(hostile)
    assert report.confidences
    bare = replace(report, size=None, confidences=replace(report.confidences, size=None))
    assert "size" not in silent_fields(bare)


def test_an_unknown_place_is_told() -> None:
    assert place_words(Where()) == "place not known"
    assert place_words(Where(city="Lima", country="PER")) == "Lima, PER"


def test_a_chain_begins_next_to_the_event() -> None:
    assert chain_words([Source("a\nresident"), Source("RFA")]) == "a resident › RFA"


def test_a_report_in_a_few_words(rally: Coded, hostile: Coded) -> None:
    assert what_words(rally.reports[0]) == "PROTEST, demonstrate, rally"
    assert number_words(rally.reports[0]) == "about 12,000 or 30,000 people"
    assert number_words(hostile.reports[0]) == "“Thousands”"
    assert number_words(rally.reports[1]) == ""


def test_every_value_of_a_report_has_a_row(rally: Coded) -> None:
    rows = [(row.label, row.value, row.note) for row in report_rows(rally.reports[0])]
    assert rows == [
        ("what", "PROTEST, demonstrate, rally", ""),
        ("who", "About 12,000 people (BLR, CVL)", ""),
        ("when", "2024-05-11", ""),
        ("where", "Spartak stadium, Orsha, BLR", ""),
        ("size", "about 12,000", "says a machinist"),
        ("size", "30,000", "says State television"),
        ("side", "pro: for the government", ""),
        ("for", "the government", ""),
        ("against", "the economic war of the West", ""),
        ("compelled", "people were ordered or pressed to attend", ""),
        ("who says so", "a machinist › Radio Meridian", ""),
    ]


def test_what_is_not_told_is_left_out_but_day_and_place(rally: Coded) -> None:
    rows = {row.label: row for row in report_rows(rally.reports[1])}
    assert list(rows) == ["what", "status", "when", "where", "side"]
    assert (rows["status"].value, rows["when"].value) == ("planned", "not known")
    assert rows["when"].note == "nobody knows when the article was published"


def test_all_evidence_of_a_report_stands_in_its_text(rally: Coded, hostile: Coded) -> None:
    for coded in (rally, hostile):
        assert coded.input.article
        for report in coded.reports:
            for row in report_rows(report):
                for evidence in row.evidence:
                    assert coded.input.article.text[slice(*evidence.span)] == evidence.words
