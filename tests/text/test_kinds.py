"""What a noun phrase says of the party it names, and the tables behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.data import read_rows
from tocsin.fields.who import Sector
from tocsin.text.countries import names_of
from tocsin.text.kinds import read_kind
from tocsin.text.offices import find_office, is_held
from tocsin.text.organisations import find_organisations
from tocsin.text.phrases import find_words, head_end
from tocsin.text.span import Span

READ = [
    # phrase, sector, country, head
    ("a spokesman for South Korea's military", "MIL", "KOR", "spokesman"),
    ("Iraqi Prime Minister Haider al-Abadi", "GOV", "IRQ", "prime minister"),
    ("FBI director James Comey", "COP", "USA", "director"),
    ("Secretary of State John Kerry", "GOV", None, "secretary of state"),
    ("the UN Special Envoy Staffan de Mistura", "IGO", None, "special envoy"),
    ("European Union leaders", "IGO", None, "leader"),
    ("about 20 heavily armed policemen", "COP", None, "policeman"),
    ("three suspected militants", "REB", None, "militant"),
    ("men armed with knives", "CVL", None, "man"),
    ("dozens of students from the college", "EDU", None, "student"),
    ("as many as 400 miners", "LAB", None, "miner"),
    ("Representative Lena Moss", "LEG", None, "representative"),
    ("a Kenyan representative", "GOV", "KEN", "representative"),
    ("DA election spokesman Piet Vos", "PTY", "ZAF", "spokesman"),
    ("the U.S.-led coalition", "MIL", None, "global coalition"),
    ("Ohio Gov. Ann Lee", "GOV", "USA", "gov"),
    ("Kolkata police", "COP", "IND", "police"),
    ("the four", None, None, ""),
    ("Zorblax", None, None, ""),
    ("an American", "CVL", "USA", ""),
    ("the Saudis", "GOV", "SAU", ""),
]


@pytest.mark.parametrize(("phrase", "sector", "country", "head"), READ)
def test_reads(phrase: str, sector: str | None, country: str | None, head: str) -> None:
    kind = read_kind(phrase, Span(0, len(phrase)))
    assert (kind.sector, kind.country) == (sector, country)
    assert kind.head == head


@pytest.mark.parametrize(
    ("phrase", "abroad"),
    [
        ("foreign donors", True),
        ("the foreign minister", False),
        ("the Ministry of Foreign Affairs", False),
        ("both countries", True),
        ("police", False),
    ],
)
def test_tells_what_belongs_abroad(phrase: str, abroad: bool) -> None:
    assert read_kind(phrase, Span(0, len(phrase))).abroad is abroad


def test_a_name_follows_its_title() -> None:
    phrase = "Prime Minister Theresa May"
    assert read_kind(phrase, Span(0, len(phrase))).person == phrase.index("Theresa")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The WHO knows who is ill.", ["World Health Organization"]),
        ("the Islamic State of Iraq and the Levant", ["Islamic State"]),
        ("Is it? It is.", []),
        ("ANC’s leaders", ["African National Congress"]),
    ],
)
def test_finds_organisations(text: str, names: list[str]) -> None:
    assert [mention.organisation.name for mention in find_organisations(text)] == names


def test_an_office_is_chosen_by_the_day() -> None:
    office = find_office("Macron", "2020-05-01T10:00:00Z")
    assert office is not None
    assert (office.country, office.sector) == ("FRA", "GOV")
    assert is_held(office, "2020-05-01")
    assert not is_held(office, "2012")
    assert find_office("Nobody Known", "2020") is None
    nominee = find_office("Bernie Sanders", "2016-05-01")  # a senator, and a candidate since 2015
    assert nominee is not None
    assert nominee.office == "candidate"
    latest = find_office("Donald Trump", None)
    assert latest is not None
    assert latest.start == "2025-01-20"


TABLES = ["organisations.tsv", "armed-groups.tsv", "offices.tsv", "regions.tsv"]


@pytest.mark.parametrize("table", TABLES)
def test_tables_name_countries_that_exist(table: str) -> None:
    codes = {row["country"] for row in read_rows(table)} - {""}
    assert [code for code in codes if not names_of(code)] == []


@pytest.mark.parametrize("table", [*TABLES[:3], "sectors.tsv"])
def test_tables_name_sectors_that_exist(table: str) -> None:
    assert {row["sector"] for row in read_rows(table)} <= set(Sector)


def test_offices_end_after_they_start() -> None:
    for row in read_rows("offices.tsv"):
        assert not row["end"] or row["start"][: len(row["end"])] <= row["end"], row


def test_no_word_has_two_rows_of_one_kind() -> None:
    rows = [(row["words"], row["kind"] == "modifier") for row in read_rows("sectors.tsv")]
    titles = {row["words"] for row in read_rows("sectors.tsv") if row["kind"] == "title"}
    twice = {row for row in rows if rows.count(row) > 1 and row[0] not in titles}
    assert twice == set()


@given(st.text())
def test_any_text_is_read_without_error(text: str) -> None:
    whole = Span(0, len(text))
    kind = read_kind(text, whole)
    if kind.span:
        assert 0 <= kind.span.start < kind.span.end <= len(text)
    words = find_words(text, whole)
    assert 0 <= head_end(words, text) <= len(words)
