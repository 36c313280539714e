"""The day of an event: which of the times in a sentence governs the act."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InvalidValueError
from tocsin.fields.when import (
    NOT_TOLD,
    Resolution,
    When,
    day_of_event,
    inherit_day,
)
from tocsin.text.span import Span
from tocsin.text.times import find_times

PUBLISHED = date(2024, 7, 2)  # a Tuesday


def when_of(text: str, anchor: str, status: str = "happened", dated: bool = True) -> When:
    published = PUBLISHED if dated else None
    start = text.index(anchor)
    return day_of_event(
        Span(start, start + len(anchor)),
        Span(0, len(text)),
        find_times(text, published),
        text=text,
        published=published,
        status=status,
    )


GOVERNED = [
    # text, anchor, start, end
    ("Miners marched on Sunday.", "marched", "2024-06-30", "2024-06-30"),
    ("On Sunday, miners marched.", "marched", "2024-06-30", "2024-06-30"),
    ("Seoul criticised the plan on Sunday, after Washington conducted drills on June 27.",
     "criticised", "2024-06-30", "2024-06-30"),
    ("Seoul criticised the plan on Sunday, after Washington conducted drills on June 27.",
     "conducted", "2024-06-27", "2024-06-27"),
    ("After Washington, Seoul and Tokyo drilled on June 27, Pyongyang criticised them.",
     "drilled", "2024-06-27", "2024-06-27"),
    ("After Washington, Seoul and Tokyo drilled on June 27, Pyongyang criticised them.",
     "criticised", None, None),
    ("The forces drilled from June 25-27.", "drilled", "2024-06-25", "2024-06-27"),
    ("The forces drilled from March 3 to 5.", "drilled", "2024-03-03", "2024-03-05"),
    ("Nurses have been on strike since the 23rd of June.", "strike", "2024-06-23", None),
    ("The curfew holds until July 27.", "curfew", None, "2024-07-27"),
    ("They rallied last week.", "rallied", "2024-06", "2024-06"),
    ("They rallied two weeks ago.", "rallied", "2024-06", "2024-06"),
    ("They rallied in late June.", "rallied", "2024-06", "2024-06"),
    ("Two men died on Friday, police said.", "died", "2024-06-28", "2024-06-28"),
    ("Two men died on Friday, police said.", "said", None, None),
    ("Two men died on Friday, according to police.", "according", None, None),
    ("On Friday, he said that they would march.", "said", "2024-06-28", "2024-06-28"),
    ("In a June 20 speech he condemned them.", "condemned", "2024-06-20", "2024-06-20"),
    ("He said on Friday \"we wait; we do not march\".", "march", "2024-06-28", "2024-06-28"),
    ("According to the filing, it paid on June 28.", "According", None, None),
    ("Police said on Friday that two men had died.", "said", "2024-06-28", "2024-06-28"),
    ("Seoul condemned its June 20 raid.", "condemned", None, None),
    ("Seoul condemned its June 20 raid.", "raid", "2024-06-20", "2024-06-20"),
    ("The bond, due Oct. 15, was sold.", "sold", None, None),
    ("Talks are due Friday.", "Talks", "2024-07-05", "2024-07-05"),
    ("Miners walked out; troops came on Friday.", "walked", None, None),
    ("The year ended June 30.", "ended", "2024-06-30", "2024-06-30"),
    ("They rallied in the spring of 2023.", "rallied", "2023", "2023"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "anchor", "start", "end"), GOVERNED)
def test_the_governing_time(text: str, anchor: str, start: str | None, end: str | None) -> None:
    when = when_of(text, anchor)
    assert (when.start, when.end) == (start, end)


def test_no_expression_is_said_so() -> None:
    assert when_of("Miners marched to the square.", "marched") == NOT_TOLD


def test_without_publication_the_words_are_kept() -> None:
    when = when_of("Miners marched on Sunday.", "marched", dated=False)
    assert (when.start, when.end) == (None, None)
    assert when.resolution is Resolution.NEEDS_PUBLICATION
    assert [evidence.words for evidence in when.evidence] == ["Sunday"]


def test_an_ongoing_act_has_no_end() -> None:
    when = when_of("The strike began on Sunday.", "strike", status="ongoing")
    assert (when.start, when.end) == ("2024-06-30", None)


def test_marked_words_come_first() -> None:
    text = "On Sunday they met, as they had marched on Friday."
    times = find_times(text, PUBLISHED)
    when = day_of_event(Span(34, 41), Span(0, len(text)), times, text=text, marked=[times[0].span])
    assert when.start == "2024-06-30"


@pytest.mark.parametrize(
    ("start", "end"), [("June", None), ("2024-6", None), ("2024-07", "2024-06"), ("2024-13", None)]
)
def test_impossible_days_are_refused(start: str, end: str | None) -> None:
    with pytest.raises(InvalidValueError):
        When(start, end, Resolution.DATED)


def test_a_day_told_before_is_carried_on() -> None:
    text = "On Sunday, June 30, miners rallied in the capital. They marched to the palace."
    start = text.index("They")
    when = day_of_event(
        Span(start + 5, start + 12),
        Span(start, len(text)),
        find_times(text, PUBLISHED),
        text=text,
        published=PUBLISHED,
    )
    assert (when.start, when.resolution) == ("2024-06-30", Resolution.CARRIED)
    assert [evidence.words for evidence in when.evidence] == ["Sunday, June 30"]


def test_a_line_that_dates_the_article_dates_no_act() -> None:
    text = "Published: July 2, 2024\nMiners have marched to the palace."
    start = text.index("Miners")
    when = day_of_event(
        Span(start + 12, start + 19),
        Span(start, len(text)),
        find_times(text, PUBLISHED),
        text=text,
        published=PUBLISHED,
    )
    assert when == NOT_TOLD


def test_today_in_a_quotation_is_the_day_told_before() -> None:
    text = "Miners rallied on June 28.\n\n“The rally today was large,” a miner said."
    start = text.index("rally today")
    when = day_of_event(
        Span(start, start + 5),
        Span(start - 5, len(text)),
        find_times(text, PUBLISHED),
        text=text,
        published=PUBLISHED,
    )
    assert when.start == "2024-06-28"


def test_a_time_in_parentheses_does_not_govern() -> None:
    text = "On June 25, the day the war (1950-1953) began, they held a rally."
    assert when_of(text, "rally").start == "2024-06-25"


def test_a_report_told_twice_has_the_plainer_day() -> None:
    told = When("2024-06-30", "2024-06-30", Resolution.RELATIVE)
    carried = When("2024-06-28", "2024-06-28", Resolution.CARRIED)
    assert inherit_day(carried, [(Span(0, 1), told)]) == told
    assert inherit_day(told, [(Span(0, 1), carried)]) == told
    assert inherit_day(NOT_TOLD, []) == NOT_TOLD


def test_thousands_of_times_in_one_sentence_take_no_time() -> None:
    text = "They met Monday, " * 20_000
    times = find_times(text, PUBLISHED)
    for start in range(5, 17 * 400, 17 * 20):
        when = day_of_event(Span(start, start + 3), Span(0, len(text)), times, text=text)
        assert when.start is not None


@given(st.text(max_size=80), st.integers(0, 80), st.none() | st.dates())
def test_any_text_has_a_day_or_says_why_not(text: str, at: int, published: date | None) -> None:
    text = f"On Monday, {text} since May 3 to 9, 2020"
    times = find_times(text, published)
    at = min(at, len(text) - 1)
    when = day_of_event(Span(at, at + 1), Span(0, len(text)), times, text=text, published=published)
    assert all(text[slice(*e.span)] == e.words for e in when.evidence)
