"""What persons put together or keep apart: kept for ever, whatever comes later."""

from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.linking.made import day, place, rally, told
from tocsin.errors import InvalidValueError
from tocsin.fields.what import EventType
from tocsin.linking.clusters import CERTAIN, cluster
from tocsin.linking.events import Event, link
from tocsin.reports import Report

ELSEWHERE: dict[str, Any] = {"where": place("Bystra"), "when": day("2024-09-01")}


def police(article: str) -> Report:
    made = rally(article, what=told(type_=EventType.COERCE), stance=None)
    return replace(made, id=f"{article}.2")


def ids(event: Event) -> list[str]:
    return [report.id for report in event.reports]


def test_together_over_every_rule() -> None:
    reports = [rally("a"), rally("b", **ELSEWHERE), police("c"), police("a")]
    [event] = link(reports, together=[("a.1", "b.1"), ("c.2", "a.1"), ("a.2", "c.2")])
    assert ids(event) == ["a.1", "a.2", "b.1", "c.2"]


def test_together_by_a_report_that_is_not_at_hand() -> None:
    pairs = [("a.1", "gone"), ("gone", "b.1")]
    assert len(link([rally("a"), rally("b", **ELSEWHERE)], together=pairs)) == 1


def test_what_was_put_together_joins_a_known_event_as_a_whole() -> None:
    known = link([rally("a")])
    new = [rally("b"), rally("c", **ELSEWHERE)]
    pairs = [("b.1", "c.1")]
    [event, other] = link(new, known=known, together=pairs)
    assert (event.id, ids(event), ids(other)) == (known[0].id, ["a.1"], ["b.1", "c.1"])
    new[1] = rally("c", when=day("2024-06"))
    assert [ids(one) for one in link(new, known=known, together=pairs)] == [["a.1", "b.1", "c.1"]]


def test_a_report_put_to_a_known_event_joins_it() -> None:
    known = link([rally("a"), rally("d", **ELSEWHERE)])
    events = link([rally("b")], known=known, together=[("b.1", "d.1")])
    assert {event.id: ids(event) for event in events} == {
        known[0].id: ids(known[0]),
        known[1].id: [*ids(known[1]), "b.1"],
    }


def test_known_events_put_together_bear_the_id_of_the_first() -> None:
    known = link([rally("a"), rally("b", **ELSEWHERE), police("c")])
    pairs = [("b.1", "c.2"), ("a.1", "c.2")]
    [event, other] = link([rally("e")], known=[known[1], known[2], known[0]], together=pairs)
    assert event.id == known[1].id
    assert ids(event) == [*ids(known[1]), *sorted({"a.1", "b.1", "c.2"} - {ids(known[1])[0]})]
    assert ids(other) == ["e.1"]  # it fits one of them, and a rule parts it from another
    assert link([], known=[event], together=pairs) == [event]


def test_what_contradicts_is_refused() -> None:
    pairs = [("a.1", "b.1"), ("b.1", "c.1")]
    with pytest.raises(InvalidValueError, match=r"c\.1 and a\.1"):
        link([rally("a")], together=pairs, apart=[("c.1", "a.1")])
    [one] = link([rally("a"), rally("b")])
    with pytest.raises(InvalidValueError):
        link([rally("c")], known=[one], together=[("c.1", "a.1")], apart=[("c.1", "b.1")])


def test_a_known_event_stands_over_what_was_said_before() -> None:
    [one] = link([rally("a"), rally("b")])
    assert link([], known=[one], apart=[("a.1", "b.1")]) == [one]


def test_apart_from_one_report_of_a_known_event_is_apart_from_all() -> None:
    [event] = link([rally("a"), police("b")], together=[("a.1", "b.2")])
    later = link([rally("c"), police("d")], known=[event], apart=[("c.1", "b.2")])
    assert [ids(one) for one in later] == [["a.1", "b.2", "d.2"], ["c.1"]]


def test_two_that_are_apart_join_no_event_by_two_doors() -> None:
    [event] = link([rally("a"), police("b")], together=[("a.1", "b.2")])
    later = link([rally("c"), police("d")], known=[event], apart=[("c.1", "d.2")])
    assert sorted(len(one.reports) for one in later) == [1, 3]


@pytest.mark.parametrize("joined", [False, True])
def test_many_later_articles_undo_nothing(*, joined: bool) -> None:
    pair = [("a.1", "b.1")]
    apart, together = ((), pair) if joined else (pair, ())
    fields: dict[str, Any] = ELSEWHERE if joined else {}
    before = link([rally("a"), rally("b", **fields)], apart=apart, together=together)
    after = before
    for name in "cdefgh":
        after = link([rally(name)], known=after, apart=apart)
    assert [one.id for one in after[: len(before)]] == [one.id for one in before]
    homes = {report.id: event.id for event in after for report in event.reports}
    assert (homes["a.1"] == homes["b.1"]) == joined


NAMES = st.sampled_from([f"{article}.{number}" for article, number in product("abcd", (1, 2))])
PAIRS = st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=3)
KINDS = st.sampled_from(["rally", "police", "elsewhere"])


def made(kinds: dict[str, str]) -> list[Report]:
    by_kind: dict[str, dict[str, Any]] = {
        "rally": {},
        "elsewhere": ELSEWHERE,
        "police": {"stance": None},
    }
    return [
        replace(
            rally(
                name[0],
                **by_kind[kind],
                what=told(type_=EventType.COERCE if kind == "police" else EventType.PROTEST),
            ),
            id=name,
        )
        for name, kind in kinds.items()
    ]


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(NAMES, KINDS), st.dictionaries(NAMES, KINDS), PAIRS, PAIRS)
def test_decisions_hold_in_every_order_of_coming(
    first: dict[str, str],
    second: dict[str, str],
    apart: list[tuple[str, str]],
    together: list[tuple[str, str]],
) -> None:
    second = {name: kind for name, kind in second.items() if name not in first}
    try:
        before = link(made(first), apart=apart, together=together)
        after = link(made(second), known=before, apart=apart, together=together)
    except InvalidValueError:
        assume(False)
    assert [one.id for one in after[: len(before)]] == [one.id for one in before]
    homes = {report.id: event.id for event in after for report in event.reports}
    assert homes.keys() == first.keys() | second.keys()
    for one, other in apart:
        if {one, other} <= homes.keys():
            assert homes[one] != homes[other]
    for one, other in together:
        if {one, other} <= homes.keys():
            assert homes[one] == homes[other]
    for event in before:
        assert len({homes[report.id] for report in event.reports}) == 1
    assert link([], known=after, apart=apart, together=together) == after
    assert set(link(reversed(made(second)), known=before, apart=apart, together=together)) == set(
        after
    )


def test_a_known_event_of_very_many_reports_stays_whole_and_grows() -> None:
    known = [(CERTAIN, 0, one) for one in range(1, 900)]
    groups = cluster(902, [*known, (0.5, 3, 900)], lambda *_: 0.5, most=600)
    assert [len(one) for one in groups] == [901, 1]


def test_what_is_certain_is_weighed_as_a_whole() -> None:
    odds = dict.fromkeys(combinations(range(4), 2), -1.0) | {(1, 2): 3.0}
    edges = [(CERTAIN, 0, 1), (3.0, 1, 2)]
    found = cluster(4, edges, lambda left, right: odds[left, right])
    assert found == [[0, 1, 2], [3]]
    odds[0, 2] = -3.5
    found = cluster(4, edges, lambda left, right: odds[left, right])
    assert found == [[0, 1], [2], [3]]
