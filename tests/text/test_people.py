"""Numbers before nouns for people, and people told without a number."""

import pytest

from tocsin.text.numerals import stretches
from tocsin.text.people import read_counts, span_of
from tocsin.text.persons import person_after, person_before

COUNTED = [
    # text, the words with the noun, whether the noun names an armed force
    ("12 police officers stood there", "12 police officers", True),
    ("1,500 community and student activists", "1,500 community and student activists", False),
    ("30 Ministry of Tourism agents", "30 Ministry of Tourism agents", True),
    ("200 Railway Union (RU) workers", "200 Railway Union (RU) workers", False),
    ("700 (according to the police) people", "700 (according to the police) people", False),
    ("300 of them", "300 of them", False),
    ("two of the protesters", "two of the protesters", False),
    ("over 40 others", "over 40 others", False),
    ("dozens of women's groups members", "dozens of women's groups members", False),
    ("200 Chinese gathered", "200 Chinese", False),
    ("80,000 North Koreans", "80,000 North Koreans", False),
    ("2000 people", "2000 people", False),
]
UNCOUNTED = [
    "two police stations", "300 Japanese ships", "12 cars full of students", "27 member states",
    "one reason people left", "74 years of war veterans", "80 percent of people",
    "a 65-year-old man", "dozens of trucks and drivers",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "force"), COUNTED)
def test_reads_the_noun(text: str, words: str, force: bool) -> None:
    [pieces] = stretches(text)
    [count] = read_counts(pieces)
    assert (text[slice(*span_of(pieces, count))], count.force) == (words, force)


@pytest.mark.parametrize("text", UNCOUNTED)
def test_counts_no_people(text: str) -> None:
    [pieces] = stretches(text)
    assert [count.noun for count in read_counts(pieces) if count.noun] == []


@pytest.mark.parametrize(
    ("text", "words", "people"),
    [
        ("then an off duty policeman", "an off duty policeman", 1),
        ("said that he", "he", 1),
        ("that nobody", "nobody", 0),
        ("that no-one", "no-one", 0),
        ("and no students", "no students", 0),
        ("that Ali Hassan, 16,", "Ali Hassan", 1),
        ("a 9 year old girl", "a 9 year old girl", 1),
    ],
)
def test_reads_a_person_before(text: str, words: str, people: int) -> None:
    [pieces] = stretches(text)
    person = person_before(pieces, len(pieces))
    assert person is not None
    assert text[pieces[person.first].start : pieces[person.end - 1].end] == words
    assert person.people == people


@pytest.mark.parametrize("text", ["in Berlin", "the police", "On Tuesday", "for Ali", "the state"])
def test_reads_nobody_before(text: str) -> None:
    [pieces] = stretches(text)
    assert person_before(pieces, len(pieces)) is None


@pytest.mark.parametrize(
    "text", ["Islamic State fighters", "the police", "a group", "John Doe films"]
)
def test_reads_nobody_after(text: str) -> None:
    [pieces] = stretches(text)
    assert person_after(pieces, 0) is None
