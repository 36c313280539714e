"""Which reports are put together, and which never: pairs that must join and pairs that must not."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.made import count, day, party, place, rally, told, words
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType, Status
from tocsin.fields.where import Where
from tocsin.fields.who import Sector
from tocsin.linking.bars import Bar, bar_between
from tocsin.linking.events import link
from tocsin.linking.facts import facts_of
from tocsin.linking.judgement import judge
from tocsin.linking.stories import story_of
from tocsin.reports import Report
from tocsin.text.article import Article, DateBasis, Published

Fields = dict[str, Any]
JOINED: list[tuple[str, Fields]] = [
    # what the other article tells, and how
    ("the same in the same words", {}),
    ("thousands for 80,000", {"size": count("thousands", None, None, "a student")}),
    ("no figure", {"size": None}),
    ("another figure", {"size": count("30,000 people", 30_000, 30_000, "the rector")}),
    ("a day later by its date line", {"when": day("2024-06-26")}),
    ("only the month", {"when": day("2024-06")}),
    ("announced", {"what": told(Status.PLANNED)}),
    ("another spelling of the town", {"where": place("Kervia", "Osta Square")}),
    ("no square", {"where": place("Karvia")}),
    ("the country of a party alone", {"where": Where(country="HRV")}),
    ("no day", {"when": day(None)}),
    ("no side", {"stance": Stance(Side.UNCLEAR)}),
]
APART: list[tuple[str, Fields, Bar]] = [
    ("two days, both told exactly", {"when": day("2024-06-26", dated=True)}, Bar.DAYS),
    ("two days by the date line", {"when": day("2024-06-28")}, Bar.DAYS),
    ("last year's", {"when": day("2023-06-25")}, Bar.DAYS),
    ("last year's, no day told", {"when": day("2023")}, Bar.DAYS),
    ("the month before last", {"when": day("2024-04")}, Bar.DAYS),
    ("another town", {"where": place("Bystra", "Osta Square")}, Bar.TOWNS),
    ("another country", {"where": place(None, None, "HRV")}, Bar.COUNTRIES),
    ("the counter-protest", {"stance": Stance(Side.PRO)}, Bar.SIDES),
    ("police at it", {"what": told(type_=EventType.COERCE), "stance": None}, Bar.TYPE),
    ("told apart by one article", {"article": "a"}, Bar.ARTICLE),
]
DATED = {"when": day("2024-06-25", dated=True)}


@pytest.mark.parametrize(("how", "fields"), JOINED, ids=[how for how, _ in JOINED])
def test_one_event(how: str, fields: Fields) -> None:
    [event] = link([rally("a"), rally("b", **fields)])
    assert [report.id for report in event.reports] == ["a.1", "b.1"], how


@pytest.mark.parametrize(("how", "fields", "bar"), APART, ids=[how for how, _, _ in APART])
def test_two_events(how: str, fields: Fields, bar: Bar) -> None:
    left, right = rally("a", **DATED), replace(rally("b"), **fields)
    assert len(link([left, right])) == 2, how
    facts = facts_of(left), facts_of(right)
    assert bar_between(*facts) is bar is bar_between(*reversed(facts))
    assert judge(*facts).probability == 0


def test_two_different_things_of_one_day_in_one_country() -> None:
    other = rally(
        "b",
        actors=(party("pensioners", "SRB", Sector.CVL),),
        recipients=(party("the ministry of finance", "SRB", Sector.GOV),),
        where=place(None),
        size=count("300 people", 300, 300),
        anchor=words("picketed"),
        sentence=words("A few hundred pensioners picketed the finance ministry over prices"),
    )
    assert len(link([rally("a"), other])) == 2


def test_a_rule_holds_between_all_reports_of_an_event() -> None:
    """A report without a town fits two rallies; it must not carry them into one event."""
    middle = rally("b", where=place(None))
    reports = [rally("a"), middle, rally("c", where=place("Bystra", "Osta Square"))]
    towns = [{report.where.city for report in event.reports} for event in link(reports)]
    assert len(towns) == 2
    assert all(len(town - {None}) == 1 for town in towns)


def test_planned_and_held_are_one_event_with_a_history() -> None:
    [event] = link([rally("b"), rally("a", what=told(Status.PLANNED))])
    assert event.history == (Status.PLANNED, Status.HAPPENED)


def published(name: str, told_on: date) -> Article:
    return Article(name, f"Article {name}.", published=Published(told_on, DateBasis.GIVEN))


@pytest.mark.parametrize(
    ("weekday", "written", "events"),
    [
        ("Tuesday", date(2024, 6, 24), 1),  # on Monday evening, where it is Tuesday already
        ("last Tuesday", date(2024, 6, 24), 2),
        ("Tuesday", date(2024, 6, 23), 2),
        ("June 18", date(2024, 6, 24), 2),
    ],
)
def test_a_weekday_may_be_the_day_after_publication(
    weekday: str, written: date, events: int
) -> None:
    counted = replace(day("2024-06-18"), evidence=(words(weekday),))
    articles = [published("a", date(2024, 6, 26)), published("b", written)]
    sentence = words("On Osta Square students of the Karvia university called the rector a liar")
    reports = [rally("a"), rally("b", when=counted, sentence=sentence)]
    assert len(link(reports, articles)) == events
    if events == 1:
        left, right = (
            facts_of(*pair) for pair in zip(reports, map(story_of, articles), strict=True)
        )
        assert bar_between(left, right) is bar_between(right, left) is None
        sentences = [finding.sentence for finding in judge(right, left).findings]
        assert "a weekday of one that may mean the day of the other" in sentences


def test_one_sentence_in_two_articles_of_the_same_days_tells_one_event() -> None:
    other = {"where": place("Bystra", None, "HRV"), "when": day("2024-06-20", dated=True)}
    articles = [published("a", date(2024, 6, 26)), published("b", date(2024, 6, 27))]
    assert len(link([rally("a"), rally("b", **other)], articles)) == 1
    assert len(link([rally("a"), rally("b", **other)])) == 2
    later = [articles[0], published("b", date(2024, 7, 26))]
    assert len(link([rally("a"), rally("b", **other)], later)) == 2
    assert len(link([rally("a"), rally("b", **other, anchor=words("against"))], articles)) == 2


def test_findings_say_why() -> None:
    found = judge(facts_of(rally("a")), facts_of(rally("b", **JOINED[1][1], **JOINED[4][1])))
    sentences = {finding.feature: finding.sentence for finding in found.findings}
    assert sentences["numbers"] == "80,000 people against thousands: compatible"
    assert sentences["day"] == "a day apart"
    assert sentences["place"] == "the same place in the same town: Osta Square"
    assert found.bar is None
    assert 0.5 < found.probability < 1
    worths = [abs(finding.worth) for finding in found.findings]
    assert worths == sorted(worths, reverse=True)


Picked = list[tuple[str, int]]
CHANGES = [fields for _, fields in JOINED] + [fields for _, fields, _ in APART[:-1]]
MADE = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(0, len(CHANGES) - 1)),
    max_size=9,
    unique=True,
)


def made(picked: Picked) -> list[Report]:
    return [
        replace(rally(article, **CHANGES[number]), id=f"{article}.{number}")
        for article, number in picked
    ]


@settings(deadline=None, max_examples=60)
@given(MADE, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_no_rule_is_broken(picked: Picked, random: Random) -> None:
    reports = made(picked)
    events = link(reports)
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert set(link(shuffled)) == set(events)
    assert sorted(r.id for event in events for r in event.reports) == sorted(r.id for r in reports)
    for event in events:
        for left, right in combinations(map(facts_of, event.reports), 2):
            assert bar_between(left, right) is None


@settings(deadline=None, max_examples=60)
@given(MADE, MADE)
def test_adding_changes_no_id_and_parts_nothing(first: Picked, second: Picked) -> None:
    before = link(made(first))
    after = link(made(second), known=before)
    grown = {event.id: event for event in after}
    assert len(grown) == len(after)
    assert [event.id for event in after[: len(before)]] == [event.id for event in before]
    for event in before:
        assert grown[event.id].reports[: len(event.reports)] == event.reports
    assert {r.id for event in after for r in event.reports} == {
        r.id for r in [*made(first), *made(second)]
    }
    assert link([], known=after) == after


def test_what_a_person_said_is_kept() -> None:
    left, right = rally("a"), rally("b")
    assert len(link([left, right], apart=[("b.1", "a.1")])) == 2
    [one] = link([rally("a", **DATED)])
    merged = replace(one, reports=(*one.reports, rally("c", **APART[5][1])))  # over a bar
    [kept, other] = link([right], known=[merged])
    assert kept == merged
    assert other.reports == (right,)  # it fits one of the two, and a rule parts it from the other
