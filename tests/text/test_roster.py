"""Whom an article names: who is one and the same, and what the article says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.kinds import read_kind
from tocsin.text.organisations import find_organisations
from tocsin.text.roster import Roster, read_roster
from tocsin.text.span import Span


def named(text: str, *persons: str, day: str | None = None) -> Roster:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in persons]
    return read_roster(text, [(span, "PERSON") for span in spans], day=day)


def test_a_surname_is_the_person_named_before() -> None:
    text = "Estonian Foreign Minister Liis Tamm left. Tamm said so. Mr. Kask did not see Tamm."
    roster = named(text)
    assert [member.name for member in roster.members] == ["Liis Tamm", "Kask"]
    assert [mention.member for mention in roster.mentions] == [0, 0, 1, 0]
    assert (roster.members[0].country, roster.members[0].sector) == ("EST", "GOV")


def test_relatives_of_one_surname_stay_apart() -> None:
    text = "President Obama spoke. Michelle Obama smiled. Obama left."
    roster = named(text, "Michelle Obama", day="2015-01-01")
    assert sorted(member.name for member in roster.members) == ["Michelle Obama", "Obama"]


@pytest.mark.parametrize(
    ("text", "person", "sector", "country"),
    [
        ("Ivo Lang, a senator from Chile, spoke.", "Ivo Lang", "LEG", "CHL"),
        ("The police chief, Ada Moor, spoke.", "Ada Moor", "COP", None),
        ("Green union leader Tom Aldous spoke.", "Tom Aldous", "LAB", None),
        ("Ada Moor, who was ill, spoke.", "Ada Moor", None, None),
        ("He met Gen. Rolf Ank. The police came.", "Rolf Ank", "MIL", None),
    ],
)
def test_titles_and_appositions_tell(
    text: str, person: str, sector: str | None, country: str | None
) -> None:
    [member] = named(text, person).members
    assert (member.name, member.sector, member.country) == (person, sector, country)


def test_names_do_not_run_over_a_sentences_end() -> None:
    text = "They met Kenneth Bacon. The U.N. left."
    roster = read_roster(text, [(Span(9, 31), "PERSON")])
    assert [member.name for member in roster.members] == ["Kenneth Bacon"]


def test_countries_stand_by_frequency_and_regions_last() -> None:
    roster = named("Kolkata saw rain. France beat Spain. France won.")
    assert roster.countries == ("FRA", "ESP", "IND")
    assert named("Nothing here.").country is None


def test_an_office_holder_is_meant_by_a_bare_surname() -> None:
    text = "Barack Obama spoke. Malia Obama smiled. Obama left."
    roster = named(text, "Barack Obama", "Malia Obama", day="2015-01-01")
    assert roster.members[roster.mentions[-1].member].name == "Barack Obama"


def test_the_fullest_name_is_kept() -> None:
    text = "Joseph Banda came. Joseph R. Banda Jr. spoke."
    roster = named(text, "Joseph Banda", "Joseph R. Banda Jr")
    assert [member.name for member in roster.members] == ["Joseph R. Banda Jr"]


def test_a_possessive_ends_a_name() -> None:
    text = "Ana Bolt's Twitter was blocked."
    roster = read_roster(text, [(Span(0, 18), "PERSON")])
    assert [member.name for member in roster.members] == ["Ana Bolt"]


def test_the_mixed_case_name_is_kept() -> None:
    roster = named("ANA BOLT SPEAKS\n\nMinister Ana Bolt spoke.", "ANA BOLT", "Ana Bolt")
    assert [member.name for member in roster.members] == ["Ana Bolt"]
    roster = named("Mr. Bolt spoke. Ana Bolt left.", "Ana Bolt")
    assert [member.name for member in roster.members] == ["Ana Bolt"]


NAMES = ["Mr.", "President", "Ana", "Bolt", "Kim", "Jong", "Un", "al-Asad", "(ABC)", ".", ",", "’s"]


@given(st.lists(st.sampled_from(NAMES)).map(" ".join), st.integers(0, 9), st.integers(0, 40))
def test_any_entities_are_survived(text: str, start: int, length: int) -> None:
    roster = read_roster(text, [(Span(start, start + length), "PERSON")], day="2020-13-45")
    for mention in roster.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.member < len(roster.members)
    assert list(roster.before(0)) == []


@pytest.mark.parametrize(
    ("text", "sector"), [("In Moldova the PAS won.", "PTY"), ("In Peru", None)]
)
def test_abbreviations_are_believed_in_their_country(text: str, sector: str | None) -> None:
    phrase = "the PAS"
    roster = named(f"{text} {phrase}")
    believed = [found for found in find_organisations(phrase) if roster.believes(found)]
    kind = read_kind(phrase, Span(0, len(phrase)), believed)
    assert kind.sector == sector
