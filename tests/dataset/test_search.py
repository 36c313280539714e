"""Asking: by words, type, country and days, the same in both databases."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.dataset.made import article, code, put, report
from tocsin.dataset.filters import Filter
from tocsin.dataset.fulltext import question_of
from tocsin.dataset.schema import REPORTS
from tocsin.dataset.search import HitKind
from tocsin.dataset.store import Dataset
from tocsin.errors import InvalidValueError
from tocsin.fields.what import EventType, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.text.article import Article


@pytest.fixture
def asked(dataset: Dataset) -> Dataset:
    """A march of a day in Karvia, an assault of some day of June in Brest, one without a day."""
    one = article("day")
    two = article("month", city="Brest", size=20)
    three = article("never", city="Łódź", size=50)
    put(dataset, one, two, three)
    assault = What(EventType.ASSAULT, None, None, Status.HAPPENED)
    june = When("2024-06", "2024-06", Resolution.DATED)
    code(
        dataset,
        report(one),
        replace(report(two, city="Brest", size=20), when=june, what=assault),
        replace(
            report(three, city="Łódź", size=50), when=When(None, None, Resolution.NEEDS_PUBLICATION)
        ),
    )
    return dataset


FOUND: list[tuple[Filter, set[str]]] = [
    (Filter(), {"day", "month", "never"}),
    (Filter(types=("ASSAULT",)), {"month"}),
    (Filter(types=("ASSAULT", "PROTEST"), countries=("BLR",)), {"day", "month", "never"}),
    (Filter(countries=("KOR",)), set()),
    (Filter(since=date(2024, 7, 1), until=date(2024, 7, 1)), {"day"}),
    (Filter(since=date(2024, 7, 2)), set()),
    (Filter(until=date(2024, 6, 30)), {"month"}),
    (Filter(since=date(2024, 6, 30)), {"day", "month"}),
    (Filter(since=date(2024, 6, 30), until=date(2024, 6, 30)), {"month"}),
    (Filter(until=date(2024, 5, 31)), set()),
    (Filter(since=date(2024, 6, 1), until=date(2024, 6, 1)), {"month"}),
    (Filter(text="brest"), {"month"}),
    (Filter(text='"marched through" miner'), {"day", "month", "never"}),
    (Filter(text='"through marched"'), set()),
    (Filter(text="miners brest", types=("PROTEST",)), set()),
    (Filter(text="..."), set()),
    (Filter(text="lódz"), set()),  # ł is a letter of its own, and no l with an accent
    (Filter(text="łodz"), {"never"}),
    (Filter(article="day"), {"day"}),
]


@pytest.mark.parametrize(("where", "names"), FOUND)
def test_events_and_reports_are_found(asked: Dataset, where: Filter, names: set[str]) -> None:
    assert {one.article for one in asked.reports(where)} == names
    found = {one.article for event in asked.events(where) for one in event.reports}
    assert found == names


def test_one_report_must_match_everything(dataset: Dataset) -> None:
    one, two = article("a"), article("b", day="a Monday", size=400)
    put(dataset, one, two)
    code(dataset, report(one), report(two, size=400))
    assert len(list(dataset.events(Filter(article="a", text="400")))) == 0
    assert len(list(dataset.events(Filter(article="b", text="400")))) == 1


def test_a_search_says_where_the_words_stand(asked: Dataset) -> None:
    sentence, of = asked.search("brest")
    [event] = asked.events(Filter(article="month"))
    assert (sentence.kind, sentence.report, sentence.event) == (
        HitKind.SENTENCE,
        "month.1",
        event.id,
    )
    assert (of.kind, of.article) == (HitKind.ARTICLE, "month")
    assert of.words.startswith("Miners marched through Brest on Monday")
    assert len(asked.search("miners", limit=2)) == 4
    assert asked.search("miners", limit=2) == asked.search("MINERS", limit=2)
    assert asked.search("Łódź")[0].article == "never"
    assert asked.search("") == []
    assert asked.search("brest karvia") == []


def test_a_sentence_of_an_earlier_reading_is_not_found(asked: Dataset) -> None:
    code(asked)
    assert asked.search("brest")[0].kind is HitKind.SENTENCE
    read = asked.article("month")
    assert read is not None
    code(asked, replace(report(read, size=20), id="month.2"))
    assert [hit.report for hit in asked.search("brest") if hit.report] == ["month.2"]


ODD = [
    '"',
    '""',
    "'; DROP TABLE articles; --",
    "NEAR(",
    "a AND NOT b",
    "col:x",
    "*",
    "é\0x",
    "((((",
]


@pytest.mark.parametrize("text", ODD)
def test_any_question_is_answered(asked: Dataset, text: str) -> None:
    asked.search(text)
    list(asked.events(Filter(text=text)))


@given(st.text(max_size=300))
@example("\U0001d4d0")  # a script A, which has no small form of its own
def test_a_question_holds_words_in_quotes_only(text: str) -> None:
    question = question_of(text)
    assert question.count('"') % 2 == 0
    assert question == "" or (question[0], question[-1]) == ('"', '"')
    assert "\0" not in question
    assert question_of(question) == question or len(question) > 200


@pytest.mark.parametrize("text", ["word " * 200_000, "\u4e2d" * 300_000, "a1b2 " * 100_000])
def test_a_long_text_is_findable_by_its_beginning(dataset: Dataset, text: str) -> None:
    distinct = " ".join(f"{number:x}" for number in range(120_000))
    dataset.add([Article("long", f"Opening {text}"), Article("rich", f"Ouverture {distinct}")])
    assert [hit.article for hit in dataset.search("opening")] == ["long"]
    assert [hit.article for hit in dataset.search("ouverture")] == ["rich"]


def test_no_day_is_before_and_after() -> None:
    with pytest.raises(InvalidValueError, match="no day is since"):
        Filter(since=date(2024, 7, 2), until=date(2024, 7, 1))


def test_reports_are_found_by_their_ids_without_looking_at_all(tmp_path: Path) -> None:
    with Dataset(tmp_path / "a.tocsin") as dataset, dataset._database.reading() as connection:
        asked = select(REPORTS.c.key).where(REPORTS.c.current, REPORTS.c.id == "a.1")
        fresh = select(REPORTS.c.key).where(REPORTS.c.fresh)
        for one in (asked, fresh):
            told = str(one.compile(connection.engine, compile_kwargs={"literal_binds": True}))
            plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {told}").all())
            assert "INDEX report_" in plan, plan
