"""Countries by their words: what is found, what it tells, and what must be left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.data import read_rows
from tocsin.text.countries import country_of, find_countries, names_of

READ = [
    # each text with the words, code and kind of its mentions
    ("U.S. officials met", [("U.S.", "USA", "name")]),
    ("slogans against the U.S, he said", [("U.S", "USA", "name")]),
    ("U.S.-South Korea drills", [("U.S.", "USA", "name"), ("South Korea", "KOR", "name")]),
    ("the US and the UK", [("US", "USA", "name"), ("UK", "GBR", "name")]),
    ("South\u00a0Korea\u2019s military", [("South\u00a0Korea", "KOR", "name")]),
    ("the Democratic Republic\nof Congo", [("Democratic Republic\nof Congo", "COD", "name")]),
    ("C\u00f4te d\u2019Ivoire votes", [("C\u00f4te d\u2019Ivoire", "CIV", "name")]),
    ("Papua New Guinea", [("Papua New Guinea", "PNG", "name")]),
    ("Guinea-Bissau", [("Guinea-Bissau", "GNB", "name")]),
    ("Syrians and Kurds", [("Syrians", "SYR", "demonym"), ("Kurds", None, "demonym")]),
    ("anti-American rallies", [("American", "USA", "demonym")]),
    ("North Koreans marched", [("North Koreans", "PRK", "demonym")]),
    ("Pyongyang vowed", [("Pyongyang", "PRK", "capital")]),
    ("the Kremlin denied it", [("Kremlin", "RUS", "seat")]),
    ("10 Downing Street said", [("Downing Street", "GBR", "seat")]),
    ("IRAN VOWS REVENGE ON SOUTH KOREA", [("IRAN", "IRN", "name"), ("SOUTH KOREA", "KOR", "name")]),
    ("the West Bank and Gaza", [("West Bank", "PSE", "name"), ("Gaza", "PSE", "name")]),
    ("Washington Post reporters in Washington", [("Washington", "USA", "capital")]),
    ("Kosovo and the DPRK", [("Kosovo", "XKX", "name"), ("DPRK", "PRK", "name")]),
    ("tensions on the Korean peninsula", [("Korean", None, "demonym")]),
]  # fmt: skip
LEFT_ALONE = [
    "a roast turkey and some china",
    "tell us to polish it",
    "New Mexico and New Jersey",
    "Latin America and North America",
    "in Atlanta, Georgia, on Monday",
    "the Gulf of Mexico, the Indian Ocean and the South China Sea",
    "it cost US$5",
    "Indiana and Romanesque",
    "mail chad@example.org or @Iran",
    "the Paris Agreement",
]
PARTIES = [
    ("South Korea's military", "KOR"),
    ("a North Korean resident", "PRK"),
    ("Pyongyang", "PRK"),
    ("U.S. officials", "USA"),
    ("U.S. ambassador to China", "USA"),
    ("the government of Syria", "SYR"),
    ("Foreign Minister of Iran", "IRN"),
    ("protesters in Egypt", "EGY"),
    ("Defense Secretary James Roe (United States)", "USA"),
    ("troops, who fled Syria", None),
    ("an envoy to Iran", None),
    ("anti-American protesters", None),
    ("Iran-backed rebels", None),
    ("U.S. and Chinese officials", None),
    ("Kurdish fighters", None),
    ("a man", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "found"), READ)
def test_reads(text: str, found: list[tuple[str, str | None, str]]) -> None:
    mentions = [
        (text[mention.span.start : mention.span.end], mention.alpha3, mention.kind.value)
        for mention in find_countries(text)
    ]
    assert mentions == found


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert list(find_countries(text)) == []


@pytest.mark.parametrize(("words", "alpha3"), PARTIES)
def test_a_party_belongs_to_the_country_that_it_is_called_by(
    words: str, alpha3: str | None
) -> None:
    assert country_of(words) == alpha3


@pytest.mark.parametrize("text", ["Georgia", "Jordan", "Washington", "Chad"])
def test_words_that_often_mean_something_else_are_doubtful(text: str) -> None:
    [mention] = find_countries(text)
    assert mention.doubtful


def test_plain_names_are_not_doubtful() -> None:
    assert not any(mention.doubtful for mention in find_countries("Iran, Syrians, Pyongyang"))


def test_codes_are_one_to_one() -> None:
    rows = read_rows("countries.tsv")
    assert len(rows) == 250
    for column in ("alpha3", "alpha2", "name"):
        assert len({row[column] for row in rows}) == len(rows)


@pytest.mark.parametrize("row", read_rows("countries.tsv"), ids=lambda row: row["alpha3"])
def test_every_word_of_the_table_tells_its_country(row: dict[str, str]) -> None:
    cells = [row["name"], row["long_name"], row["other"], row["demonyms"], row["capitals"]]
    for word in "|".join(cells).split("|"):
        if word and word != "Kingston":  # two capitals of that name
            [mention] = find_countries(f"the {word} said")
            assert mention.alpha3 == row["alpha3"], word
            assert mention.span.end - mention.span.start == len(word)


def test_doubtful_words_are_words_of_their_row() -> None:
    for row in read_rows("countries.tsv"):
        words = "|".join(row[key] for key in ("name", "other", "demonyms", "capitals")).split("|")
        assert set(filter(None, row["doubtful"].split("|"))) <= set(words), row["alpha3"]


def test_names_come_with_the_usual_one_first() -> None:
    assert names_of("PRK")[0] == "North Korea"
    assert names_of("nowhere") == ()


WORDS = [
    "North",
    "South",
    "Korea",
    "U.S",
    ".",
    "New",
    "Mexico",
    "US",
    "'s",
    "-",
    "Guinea",
    "\u00a0",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_is_read_in_order_and_without_error(text: str) -> None:
    end = 0
    for mention in find_countries(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
    country_of(text)
