"""The screen: it may let a pair through that is none, and never loses one that is."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.made import count, day, party, place, rally, told, words
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType, Status
from tocsin.fields.who import Sector
from tocsin.linking.bars import bar_between
from tocsin.linking.facts import Facts, facts_of
from tocsin.linking.judgement import odds_of
from tocsin.linking.screen import Screen
from tocsin.linking.stories import story_of
from tocsin.reports import Report
from tocsin.text.article import Article, DateBasis, Published

TELLING = st.fixed_dictionaries(
    {
        "when": st.sampled_from(
            [
                day("2024-06-25"),
                day("2024-06-26", dated=True),
                day("2024-06-24", "2024-06-27"),
                day("2024-06"),
                day("2024"),
                day(None),
                replace(day("2024-06-20"), evidence=(words("Thursday"),)),
                day("2024-06-27"),
            ]
        ),
        "where": st.sampled_from(
            [
                place("Karvia", "Osta Square"),
                place("Kervia"),
                place("Bystra", "Osta Square"),
                place(None, "Osta Square"),
                place(None, None, "HRV"),
                place(None, None, None),
            ]
        ),
        "actors": st.sampled_from(
            [
                (),
                (party("students of the Karvia university"),),
                (party("students", None), party("pensioners", "HRV", Sector.LAB)),
            ]
        ),
        "size": st.sampled_from([None, count("thousands", None, None), count("300", 300, 300)]),
        "stance": st.sampled_from([Stance(Side.ANTI), Stance(Side.PRO), Stance(Side.UNCLEAR)]),
        "anchor": st.sampled_from([words("rallied"), words("marched")]),
        "sentence": st.sampled_from(
            [
                words("-"),
                words("Students of the Karvia university rallied on Osta Square"),
                words("Pensioners marched on the finance ministry of Karvia over prices"),
            ]
        ),
    }
)
STORIES = [
    story_of(Article(str(number), text, published=Published(told_on, DateBasis.GIVEN)))
    for number, (text, told_on) in enumerate(
        [("Students of Karvia rally", date(2024, 6, 26)), ("Prices rise", date(2024, 9, 1))]
    )
]


@st.composite
def some_facts(draw: st.DrawFn) -> list[Facts]:
    type_ = draw(st.sampled_from([EventType.PROTEST, EventType.COERCE, EventType.ACCUSE]))
    fields = draw(st.lists(TELLING, min_size=1, max_size=8))
    made = []
    for number, one in enumerate(fields):
        status = draw(st.sampled_from([Status.HAPPENED, Status.PLANNED]))
        stance = one.pop("stance") if type_ is EventType.PROTEST else one.pop("stance") and None
        report: Report = rally(
            draw(st.sampled_from("abcdef")), **one, stance=stance, what=told(status, type_)
        )
        made.append((number, report, draw(st.sampled_from([None, *STORIES]))))
    return [facts_of(report, story) if story else facts_of(report) for _, report, story in made]


@settings(deadline=None)
@given(some_facts(), st.sampled_from([-5.0, -1.0, 0.0, 2.0]))
def test_it_lets_everything_through_that_may_be_one_event(facts: list[Facts], least: float) -> None:
    pairs = np.array(list(combinations(range(len(facts)), 2)), np.int64).reshape(-1, 2)
    passes = Screen(facts).passes(pairs[:, 0], pairs[:, 1], least)
    for (left, right), passed in zip(pairs.tolist(), passes.tolist(), strict=True):
        one, other = facts[left], facts[right]
        if bar_between(one, other) is None and odds_of(one, other) > least:
            assert passed


STOPPED = [
    ("one article", {"article": "a"}),
    ("two towns", {"where": place("Bystra")}),
    ("two countries", {"where": place(None, None, "HRV")}),
    ("other days", {"when": day("2024-06-28")}),
    ("the other side", {"stance": Stance(Side.PRO)}),
    (
        "nothing in common",
        {
            "actors": (party("pensioners", "HRV"),),
            "where": place(None, None, None),
            "size": None,
            "anchor": words("picketed"),
            "sentence": words("Pensioners picketed the ministry over prices"),
        },
    ),
]


@pytest.mark.parametrize(("how", "fields"), STOPPED, ids=[how for how, _ in STOPPED])
def test_it_stops_what_is_surely_two_events(how: str, fields: dict[str, object]) -> None:
    pair = [facts_of(rally("a")), facts_of(rally(**{"article": "b", **fields}))]  # type: ignore[arg-type]
    one, other = np.array([0]), np.array([1])
    assert not Screen(pair).passes(one, other, -1.0)[0], how
    assert Screen([pair[0], facts_of(rally("b"))]).passes(one, other, -1.0)[0]
