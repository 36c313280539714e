"""Crowd sizes: what is read, what is left alone, and which belong to an event."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.fields.size import find_sizes, size_of_event
from tocsin.text.numbers import Hedge
from tocsin.text.span import Span

READ = [
    # text, words of the span, low, high, hedge
    ("80,000 residents crowded a stadium", "80,000 residents", 80_000, 80_000, Hedge.NONE),
    ("LIMA, May 3, 2021 - Some 5,000 miners met", "Some 5,000 miners", 5000, 5000, Hedge.ABOUT),
    ("The rally of 2019 - 5,000 people came", "5,000 people", 5000, 5000, Hedge.NONE),
    ("2000-3000 people marched", "2000-3000 people", 2000, 3000, Hedge.NONE),
    (
        "about 200 mostly young anti-government protesters shouted",
        "about 200 mostly young anti-government protesters",
        200, 200, Hedge.ABOUT,
    ),
    ("women wept where thousands cried in anger", "thousands", None, None, Hedge.SCALE),
    ("Thousands of people marched", "Thousands of people", None, None, Hedge.SCALE),
    ("The vigil was attended by 3,000.", "3,000", 3_000, 3_000, Hedge.NONE),
    ("The march drew 10,000 people", "10,000 people", 10_000, 10_000, Hedge.NONE),
    ("some 1.5 million North Koreans", "some 1.5 million North Koreans", 1_500_000, 1_500_000,
     Hedge.ABOUT),
    ("more than 300 angry, masked students", "more than 300 angry, masked students", 300, None,
     Hedge.OVER),
    ("up to 500 women's rights activists", "up to 500 women's rights activists", None, 500,
     Hedge.UNDER),
    ("a 50-strong mob threw stones", "50-strong mob", 50, 50, Hedge.NONE),
    ("A massive crowd filled the square", "A massive crowd", None, None, Hedge.VAGUE),
    ("About 60 gathered outside", "About 60", 60, 60, Hedge.ABOUT),
    ("Dozens of members of the union left", "Dozens of members", None, None, Hedge.SCALE),
]  # fmt: skip
LEFT_ALONE = {
    "money": [
        "They raised $80,000 for the families.", "He paid a fine of 500 rupees.",
        "Thousands of dollars went missing.", "A €3 million budget was passed.",
        "The ticket costs £20 a head.", "The estate is worth 500 million.",
        "Guests gave 5,000 yuan each.", "The repairs cost thousands.",
        "Congress approved $2 billion in aid.", "Police found R7,500 in cash on him.",
    ],
    "ages": [
        "The driver is aged 45.", "A 65-year-old man fell.", "Ali, 25, stood by the gate.",
        "She turned 18 last week.", "The 30-year-old singer left.", "He died at 92.",
        "At age 14 he joined the guild.", "The baby, 3 months old, slept.",
        "The tree is 200 years old.", "Voting starts at the age of 16.",
    ],
    "dates": [
        "In 2024 protesters said so.", "Since 2011, protesters have said so.",
        "June 25 protesters remember the day.", "25 June marchers met again.",
        "It began on the 23rd.", "Doors open at 10:30.", "On 9 May 1945 the war ended.",
        "By 2030 students will pay nothing.", "During the 1990s workers left.",
        "It lasted from 1950 to 1953.",
    ],
    "shares": [
        "80 percent of voters agreed.", "Turnout fell by 5%.", "Two thirds of seats are empty.",
        "One in ten is jobless.", "Some 40 per cent stayed away.", "Prices rose 12.5 percent.",
        "Half of the city has no power.", "A 3% rise was refused.", "A quarter of shops closed.",
        "Support stands at 51 percent.",
    ],
    "distances": [
        "It lies 12 km from the city.", "The border is 30 miles away.",
        "They stood 200 metres apart.",
        "A 40-kilometre road was closed.", "The hill is 2,000 feet high.",
        "The pipe is six inches wide.", "A wall of 300 yards fell.", "It flew 1,000 km eastward.",
        "He walked 10 kilometres home.", "The crater is five metres deep.",
    ],
    "votes": [
        "The motion passed by 52 votes to 48.", "The bill fell, 210-180.",
        "She won 3,000 ballots more.", "He took 60 seats in parliament.",
        "The court ruled six to three.", "Parliament rejected it by 12 votes.",
        "It needs 270 electoral votes.", "Two votes were void.", "A 9-3 majority is enough.",
        "The party lost 40 districts.",
    ],
    "arms": [
        "Pyongyang fired two ballistic missiles.", "Gunners shot 40 rockets into the sea.",
        "The army lost 12 tanks.", "Three B-52 bombers flew by.", "They seized 300 rifles.",
        "It has 5,000 warheads.", "Two drones were shot down.", "The 6.25 War is remembered.",
        "Some 200 artillery rounds fell.", "Inspectors found 70 bombs.",
    ],
    "ships": [
        "The navy sent 12 warships.", "Two aircraft carriers sailed.", "Ship 781 ran aground.",
        "The fleet has 40 submarines.", "Five ferries stopped running.", "Three tankers burned.",
        "The convoy of six trawlers turned.", "Some 60 boats were towed.",
        "USS 73 left the port.", "A dozen freighters waited.",
    ],
    "names": [
        "Article 19 activists wrote again.", "Resolution 2375 was adopted.",
        "The three countries agreed.", "Local 100 marched in the parade.",
        "The G20 protesters left.", "Channel 4 viewers complained.", "Highway 40 was blocked.",
        "Covid-19 patients waited.", "School No. 55 stayed shut.", "Group 77 members met.",
        "Occupy 2011 marched again.",
    ],
    "inhabitants": [
        "It is a city of 2 million people.", "A village with 300 residents burned.",
        "The island is home to 30,000 people.", "A country of 25 million people waits.",
        "The firm employs 500 workers.",
    ],
    "harmed": [
        "13 people were killed.", "Police arrested 30 protesters.",
        "Over 40 others were wounded.", "The raid killed at least 20 civilians.",
        "A fire left two dead.", "30 students were detained.", "There were 12 arrests.",
        "Seven wounded demonstrators lay there.", "Ten marchers died.", "Nobody was hurt.",
    ],
}  # fmt: skip
SENTENCES = [(kind, text) for kind, texts in LEFT_ALONE.items() for text in texts]


@pytest.mark.parametrize(("text", "words", "low", "high", "hedge"), READ)
def test_reads(text: str, words: str, low: int | None, high: int | None, hedge: Hedge) -> None:
    [size] = find_sizes(text)
    assert text[slice(*size.span)] == words
    assert (size.low, size.high, size.hedge) == (low, high, hedge)


@pytest.mark.parametrize(("kind", "text"), SENTENCES)
def test_leaves_alone(kind: str, text: str) -> None:
    assert [text[slice(*size.span)] for size in find_sizes(text)] == [], kind


WORDS = [
    "9", "3", "80,000", "-", "to", "million", "about", "dozens", "of", "men", ".", "crowd", "a",
    "massive", "people", "killed", "were", "at", "drew", "rally", "the", "and", "\n\n",
]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_is_read_in_order_and_without_error(text: str) -> None:
    start = 0
    for size in find_sizes(text):
        assert start <= size.span.start < size.span.end <= len(text)
        start = size.span.start


@given(
    st.integers(0, 10_000_000).filter(lambda number: number != 1),
    st.sampled_from(["people", "residents", "North Koreans"]),
)
def test_a_written_number_comes_back(number: int, noun: str) -> None:
    [size] = find_sizes(f"There {number:,} {noun} came.")
    assert (size.low, size.high) == (number, number)


OF_EVENT = [
    # anchor, the act's sentence (the first) and what follows, words of the figures chosen
    ("rallied", "Some 300 nurses rallied in Lyon.", ["Some 300 nurses"]),
    ("march", "A march in Lyon drew hundreds of nurses.", ["hundreds of nurses"]),
    ("protest", "A protest against the dismissal of 50 clerks went on.", []),
    ("protest", "A protest by about 40 clerks went on.", ["about 40 clerks"]),
    ("marched", "Students marched for the release of two teachers.", []),
    ("marched", "Students marched after a mob beat two men.", []),
    ("rallied", "Workers rallied as 200 police officers looked on.", []),
    (
        "marched",
        "Nearly 200 police officers marched for better pay.",
        ["Nearly 200 police officers"],
    ),
    ("rallied", "The crowd rallied in the square.", ["The crowd"]),
    ("rallied", "A huge crowd, some 9,000 people, rallied there.", ["some 9,000 people"]),
    ("rallied", "Some 200 police officers looked on as workers rallied.", []),
    ("marched", "Watched by police and among 300 guests, students marched.", []),
    ("walked", "One of the leaders said that workers walked out.", []),
    ("march", "They have a permit for up to 500 people to march.", ["up to 500 people"]),
    (
        "rallied",
        "Some 300 nurses rallied in Lyon. Police put the crowd at 150.",
        ["Some 300 nurses", "150"],
    ),
    (
        "rallied",
        "Nurses rallied in Lyon. The rally drew about 70 people.",
        ["about 70 people"],
    ),
    (
        "rallied",
        "Some 300 nurses rallied in Lyon. A march drew 5,000 people to the river.",
        ["Some 300 nurses"],
    ),
    ("rallied", "Nurses rallied in Lyon. The strike shut 40 wards.", []),
]


@pytest.mark.parametrize(("act", "text", "words"), OF_EVENT)
def test_chooses_the_figures_of_an_event(act: str, text: str, words: list[str]) -> None:
    anchor = Span(text.index(act), text.index(act) + len(act))
    end = text.index(".") + 1
    neighbours = [Span(end, len(text))] if end < len(text) else []
    figures = list(find_sizes(text))
    chosen = size_of_event(anchor, Span(0, end), figures, text=text, neighbours=neighbours)
    assert [text[slice(*figure.span)] for figure in chosen] == words


@pytest.mark.parametrize("unit", ["1 ", "( ", "a ", "200 people and ", "crowd ", "about ", "\n"])
def test_a_long_line_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.perf_counter()
    for _ in find_sizes(text):
        pass
    assert time.perf_counter() - start < 20


def test_a_marked_figure_goes_before_any_other() -> None:
    text = "Some 200 students marched past 50 workers."
    figures = list(find_sizes(text))
    chosen = size_of_event(
        Span(18, 25), Span(0, len(text)), figures, text=text, marked=[Span(31, 41)]
    )
    assert [figure.low for figure in chosen] == [50]


def test_a_figure_marked_in_another_sentence_too_is_that_ones() -> None:
    text = "Thousands marched. In Lyon, 50 workers struck."
    figures = list(find_sizes(text))
    marked = [Span(0, 9), Span(28, 38)]
    chosen = size_of_event(Span(10, 17), Span(0, 18), figures, text=text, marked=marked)
    assert [text[figure.span.start : figure.span.end] for figure in chosen] == ["Thousands"]
    alone = size_of_event(Span(10, 17), Span(0, 18), figures, text=text, marked=marked[1:])
    assert [figure.low for figure in alone] == [50]


def test_another_sentences_figure_is_not_taken() -> None:
    text = "Students marched. In Lyon, 50 workers struck."
    assert size_of_event(Span(9, 16), Span(0, 17), list(find_sizes(text)), text=text) == ()
