"""The screen: what must get through, and what is refused without a parser."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.screen import may_tell_event, sentence_may_tell

EVENTS = [
    "Thousands of miners marched to the ministry on Monday.",
    "Bus drivers began a strike.",
    "Police fired tear gas at demonstrators near parliament.",
    "The president met his counterpart in Lima.",
    "North Korea fired two missiles.",
    "The embassy denied the report.",
    "SOLDIERS SHOT FOUR PEOPLE IN THE NORTH.",
    "Rebels abducted 12 villagers.",
    "The United States imposed sanctions on the bank.",
    "Workers occupied the factory.",
    "Residents held a vigil for the victims of the massacre.",
    "The minister condemned the attack.",
]
NONE = [
    "The bakery won a prize for its rye bread.",
    "Rain is expected in the hills, with a little sun later in the day.",
    "The forward scored twice and the keeper saved a penalty.",
    "",
    "123 456",
]
NO_ACT = [
    "It was cold.",
    "A warbler sang.",  # "war" takes only common endings
    "There were many of them in the square.",
    "Lima is the capital of Peru.",
]


@pytest.mark.parametrize("text", EVENTS)
def test_events_get_through(text: str) -> None:
    assert may_tell_event(text)
    assert may_tell_event(text.upper())
    assert sentence_may_tell(text)
    assert sentence_may_tell(text.upper())


@pytest.mark.parametrize("text", NONE)
def test_texts_without_public_life_are_refused(text: str) -> None:
    assert not may_tell_event(text)


MATCH = (
    "Rovers marched into the final of the league when their striker scored two goals. The coach"
    " said the season was saved. The referee gave a penalty, and the goalkeeper had no chance. "
) * 2


def test_a_report_of_a_match_is_refused_for_all_its_words_of_war() -> None:
    assert not may_tell_event(MATCH + "The captain attacked and protested.")


@pytest.mark.parametrize(
    "more", ["Police arrested 20 fans.", "Fans demanded that the government go."]
)
def test_a_report_of_a_match_where_more_is_told_gets_through(more: str) -> None:
    assert may_tell_event(MATCH + "The captain attacked and protested. " + more)


def test_long_stems_take_any_ending() -> None:
    assert sentence_may_tell("A condemnatory note.")


@pytest.mark.parametrize("text", NO_ACT)
def test_sentences_without_an_act_are_refused(text: str) -> None:
    assert not sentence_may_tell(text)


def test_a_long_text_needs_two_words_of_public_life() -> None:
    filler = "The bakery won a prize for its rye bread and its cakes. " * 30
    assert not may_tell_event(filler + "The mayor ate some.")
    assert not may_tell_event(filler + "The mayor ate some. The mayor left.")
    assert may_tell_event(filler + "The mayor ate some. A minister left.")


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    assert may_tell_event(text) in (True, False)
    assert sentence_may_tell(text) in (True, False)


@pytest.mark.parametrize("piece", ["a", "a-", "-", "ab ", "É"])
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    may_tell_event(text)
    sentence_may_tell(text)
    assert time.perf_counter() - start < 10
