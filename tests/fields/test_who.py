"""Parties: country, sector and name of noun phrases, and lists of parties taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InvalidValueError
from tocsin.fields.party_lists import split_parties
from tocsin.fields.who import Party, Sector, is_at_home, read_parties, read_party
from tocsin.text.roster import Roster, read_roster
from tocsin.text.span import Span


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def party(text: str, words: str, home: str | None = None, day: str | None = None) -> Party:
    return read_party(text, at(text, words), read_roster(text, (), day=day), home=home)


PHRASES = [
    # phrase, country of the place, country, sector
    ("police", "KEN", "KEN", "COP"),
    ("riot police officers", "KEN", "KEN", "COP"),
    ("Iraqi security forces", "SYR", "IRQ", "MIL"),
    ("the 38,000 U.S. troops", "IRQ", "USA", "MIL"),
    ("80,000 residents", "PRK", "PRK", "CVL"),
    ("thousands of students", "CHL", "CHL", "EDU"),
    ("a group of up to 100 farmers", "FRA", "FRA", "BUS"),
    ("members of the Socialist Patriotic Youth League", "PRK", "PRK", "PTY"),
    ("a spokesman for South Korea's military", None, "KOR", "MIL"),
    ("the government of Iraq", "SYR", "IRQ", "GOV"),
    ("Pyongyang", None, "PRK", "GOV"),
    ("the Kremlin", None, "RUS", "GOV"),
    ("the Saudis", None, "SAU", "GOV"),
    ("500 Germans", "DEU", "DEU", "CVL"),
    ("al-Qaida operatives", "SYR", None, "REB"),
    ("Boko Haram fighters", "NGA", "NGA", "REB"),
    ("suspected militants", "EGY", "EGY", "REB"),
    ("two gunmen", "EGY", "EGY", "REB"),
    ("Amnesty International", "EGY", None, "NGO"),
    ("the U.N. Security Council", "USA", None, "IGO"),
    ("migrants", "GRC", None, "REF"),
    ("union leaders", "ARG", "ARG", "LAB"),
    ("student protesters", "HKG", "HKG", "EDU"),
    ("opposition supporters", "ZWE", "ZWE", "OPP"),
    ("the national rail company", "IND", "IND", "BUS"),
    ("the U.S. ambassador to China", "CHN", "USA", "GOV"),
    ("a federal judge", "USA", "USA", "JUD"),
    ("lawmakers", "PHL", "PHL", "LEG"),
    ("Trump supporters", "USA", "USA", "CVL"),
    ("the Turkey-backed militia", None, None, "REB"),
    ("FBI director James Comey", None, "USA", "COP"),
    ("state media", "PRK", "PRK", "MED"),
    ("human rights groups", "BRA", "BRA", "NGO"),
]


@pytest.mark.parametrize(("phrase", "home", "country", "sector"), PHRASES)
def test_reads_a_phrase(phrase: str, home: str | None, country: str | None, sector: str) -> None:
    found = party(phrase, phrase, home)
    assert (found.country, found.sector) == (country, Sector(sector))
    assert found.text == phrase
    assert found.evidence[0].words == phrase


RESOLVED = [
    # text, words, name, country, sector
    (
        "Serbian President Aleksandar Vucic spoke. He promised talks.",
        "He", "Aleksandar Vucic", "SRB", "GOV",
    ),
    (
        "Labour Minister Grace Pasnic of Norway resigned. Pasnic gave no reason.",
        "Pasnic", "Grace Pasnic", None, "GOV",
    ),
    (
        "Malian Foreign Minister Oumar Tessit left. The minister will return.",
        "The minister", "Oumar Tessit", "MLI", "GOV",
    ),
    (
        "President Petra Lund marched. Mrs. Lund, the leader of the opposition, waved.",
        "Mrs. Lund", "Petra Lund", None, "GOV",
    ),
    (
        "Mrs. Ada Obote met Mr. Ivo Banda. She thanked him.",
        "She", "Ada Obote", None, "CVL",
    ),
    (
        "The National Farmers Front (NFF) called a strike. NFF members marched.",
        "NFF", "National Farmers Front", None, "BUS",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name", "country", "sector"), RESOLVED)
def test_resolves_inside_the_article(
    text: str, words: str, name: str, country: str | None, sector: str
) -> None:
    start = text.rindex(words)
    found = read_party(text, Span(start, start + len(words)), read_roster(text, ()))
    assert (found.name, found.sector) == (name, Sector(sector))
    if country:
        assert found.country == country


OWNED = [
    # text, words, sector: whom a relational noun belongs to decides
    ("Sen. Ada Moor spoke. Moor's aides left.", "Moor's aides", "LEG"),
    ("Sen. Ada Moor spoke. Moor's supporters left.", "Moor's supporters", "CVL"),
    ("Ms. Ada Moor spoke. The head of her office left.", "The head of her office", "GOV"),
]


@pytest.mark.parametrize(("text", "words", "sector"), OWNED)
def test_a_relational_noun_is_its_owners(text: str, words: str, sector: str) -> None:
    assert party(text, words).sector is Sector(sector)


ATTACKERS = [
    # text, sector as an attacker, sector otherwise
    ("Turkey", "MIL", "GOV"),
    ("two men", "REB", "CVL"),
    ("police", "COP", "COP"),
    ("residents", "CVL", "CVL"),
    ("the president", "GOV", "GOV"),
]


@pytest.mark.parametrize(("text", "attacking", "else_"), ATTACKERS)
def test_who_does_violence(text: str, attacking: str, else_: str) -> None:
    whole = Span(0, len(text))
    assert read_party(text, whole, Roster(), attacker=True).sector is Sector(attacking)
    assert read_party(text, whole, Roster()).sector is Sector(else_)


def test_the_north_is_north_korea_where_the_article_says_so() -> None:
    text = "South Korea and the South Korean army watched. North Korea fired. The North denied it."
    start = text.index("The North")
    found = read_party(text, Span(start, start + 9), read_roster(text, ()))
    assert (found.country, found.sector) == ("PRK", Sector.GOV)
    assert party("The North voted.", "The North").country is None


def test_the_group_is_the_one_named_before() -> None:
    text = "Boko Haram attacked. The group fled."
    found = party(text, "The group")
    assert (found.name, found.country, found.sector) == ("Boko Haram", "NGA", Sector.REB)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The African National Congress won. ANC members sang.", "ANC members",
         "African National Congress"),
        ("The United States agreed.", "The United States", "United States"),
        ("American officials agreed.", "American officials", None),
        ("Thousands of residents came.", "residents", None),
    ],
)  # fmt: skip
def test_names(text: str, words: str, name: str | None) -> None:
    assert party(text, words).name == name


@pytest.mark.parametrize(
    ("day", "sector"),
    [("2016-05-01", "OPP"), ("2017-08-09", "GOV"), ("2022-01-01", "OPP"), ("2025-06-01", "GOV")],
)
def test_an_office_is_that_of_the_day(day: str, sector: str) -> None:
    assert party("Donald Trump spoke.", "Donald Trump", day=day).sector is Sector(sector)


def test_a_parsers_person_is_known_later_by_surname() -> None:
    text = "Zofia Maj, a teacher, marched. Maj said she was angry."
    roster = read_roster(text, [(at(text, "Zofia Maj"), "PERSON"), (at(text, "Maj said"), "ORG")])
    start = text.index("Maj said")
    assert read_party(text, Span(start, start + 3), roster).name == "Zofia Maj"


def test_home_is_evidence_of_its_own() -> None:
    found = party("police", "police", "KEN")
    assert found.evidence[0].rule == "party-at-home"


SPLIT = [
    ("the U.S., South Korea and Japan", ["the U.S.", "South Korea", "Japan"]),
    (
        "members of the Federation of Cuban Women and Young Communist League of Cuba",
        ["members of the Federation of Cuban Women", "Young Communist League of Cuba"],
    ),
    ("Black and Hispanic students", ["Black and Hispanic students"]),
    ("women and children", ["women and children"]),
    ("students, teachers and parents", ["students, teachers", "parents"]),
    ("police and protesters", ["police", "protesters"]),
    ("opposition leaders and lawyers", ["opposition leaders", "lawyers"]),
    ("Russian and Chinese warships", ["Russian", "Chinese warships"]),
    ("residents", ["residents"]),
    ("Trinidad and Tobago", ["Trinidad and Tobago"]),
    (
        "agents of the Bureau of Alcohol, Tobacco and Firearms",
        ["agents of the Bureau of Alcohol, Tobacco and Firearms"],
    ),
]


@pytest.mark.parametrize(("text", "parts"), SPLIT)
def test_splits_lists(text: str, parts: list[str]) -> None:
    assert [text[slice(*part)] for part in split_parties(text, Span(0, len(text)))] == parts


def test_refuses_an_impossible_country() -> None:
    with pytest.raises(InvalidValueError):
        Party("police", None, "Kenya", Sector.COP)


def test_refuses_an_empty_span() -> None:
    with pytest.raises(InvalidValueError):
        read_party("police", Span(3, 3), Roster())


WORDS = [
    "the", "President", "Obama", "of", "police", "and", ",", "(", "AFP", ")", "U.S.", "’s", "Mr.",
    "80,000", "students", "Kim", "Jong", "Un", "he", ".", "-", "\n\n", "\xa0", "Turkey-backed",
]  # fmt: skip


@given(st.one_of(st.text(min_size=1), st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join)))
def test_any_text_is_read_without_error(text: str) -> None:
    roster = read_roster(text, [(Span(0, len(text)), "PERSON")])
    whole = Span(0, len(text))
    assert read_party(text, whole, roster, home="USA").text == text
    end = 0
    for mention in roster.mentions:
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
    end = 0
    for part in split_parties(text, whole):
        assert end <= part.start < part.end <= len(text)
        end = part.end


@pytest.mark.parametrize("unit", ["1", "(", '" ', " ", "Mr A", "and ", "the, ", "President X of "])
def test_long_hostile_text_does_not_hang(unit: str) -> None:
    text = unit * 20_000
    roster = read_roster(text, ())
    assert read_party(text, Span(0, len(text)), roster).text == text
    assert split_parties(text, Span(0, len(text)))


AT_HOME = [
    # phrase, whether the place of the event tells its country
    ("police", True),
    ("residents", True),
    ("Iraqi soldiers", False),
    ("the government of Iraq", False),
]


@pytest.mark.parametrize(("words", "at_home"), AT_HOME)
def test_says_whose_country_hangs_on_the_place(words: str, at_home: bool) -> None:
    one, two = (party(words, words, home=home) for home in ("KEN", "PER"))
    assert is_at_home(one) is at_home
    assert (one == two) is not at_home


def test_who_has_no_country_yet_may_get_one_by_the_place() -> None:
    assert is_at_home(party("residents", "residents"))


@pytest.mark.parametrize(
    ("words", "told"), [("the Blue Meadow", False), ("residents", True), ("the ministry", True)]
)
def test_says_whether_anything_tells_what_a_party_is(words: str, *, told: bool) -> None:
    assert party(words, words).is_told is told


def test_a_person_who_attacks_is_at_home_where_he_does() -> None:
    text = "Tom Harlow shot two guards."
    attacker = read_party(
        text, Span(0, 10), read_roster(text, [(Span(0, 10), "PERSON")]), home="GBR", attacker=True
    )
    assert (attacker.country, attacker.sector.value) == ("GBR", "REB")


COUNTRIES = [
    # text, phrase, countries of its parties
    ("U.S. and South Korean forces met.", "U.S. and South Korean forces", ["USA", "KOR"]),
    ("China's and Russia's envoys left.", "China's and Russia's envoys", ["CHN", "RUS"]),
    ("Chinese, Thai and Indian aides.", "Chinese, Thai and Indian aides", ["CHN", "THA", "IND"]),
    ("Peru and Chile met. The two countries signed.", "The two countries", ["PER", "CHL"]),
    ("Envoys of the Koreas met at the border.", "the Koreas", ["PRK", "KOR"]),
    ("French officials left.", "French officials", ["FRA"]),
    ("The Saudi-led coalition bombed the port.", "The Saudi-led coalition", ["SAU"]),
    ("Ruritania spoke. The two countries signed.", "The two countries", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "countries"), COUNTRIES)
def test_reads_a_party_of_each_country(text: str, phrase: str, countries: list[str | None]) -> None:
    start = text.index(phrase)
    parties = read_parties(text, Span(start, start + len(phrase)), read_roster(text, ()))
    assert [party.country for party in parties] == countries
    assert {party.text for party in parties} == {phrase}


FIGHTERS = [
    ("militants", "MLI"),
    ("insurgents", "MLI"),
    ("jihadists", None),
    ("far-right thugs", "MLI"),
]


@pytest.mark.parametrize(("words", "country"), FIGHTERS)
def test_who_fights_at_home(words: str, country: str | None) -> None:
    text = f"Soldiers met {words} near the river."
    start = text.index(words)
    span = Span(start, start + len(words))
    assert read_party(text, span, read_roster(text, ()), home="MLI").country == country


def test_a_committee_on_a_place_is_not_of_it() -> None:
    text = "The House Committee on Benghazi met."
    assert read_party(text, Span(0, 31), read_roster(text, ()), home="USA").country == "USA"


def test_a_given_name_makes_a_person() -> None:
    text = "Joseph Yun, the top U.S. envoy, arrived. Yun met nobody."
    party = read_party(text, Span(41, 44), read_roster(text, ()))
    assert (party.name, party.country, party.sector.value) == ("Joseph Yun", "USA", "GOV")
