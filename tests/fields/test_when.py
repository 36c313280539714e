"""The day of an event: which of the times in a sentence governs the act."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InvalidValueError
from tocsin.fields.when import NOT_TOLD, Resolution, When, day_of_event
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
    ("The forces drilled from June 25-27.", "drilled", "2024-06-25", "2024-06-27"),
    ("The forces drilled from March 3 to 5.", "drilled", "2024-03-03", "2024-03-05"),
    ("Nurses have been on strike since the 23rd of June.", "strike", "2024-06-23", None),
    ("The curfew holds until July 27.", "curfew", None, "2024-07-27"),
    ("They rallied last week.", "rallied", "2024-06", "2024-06"),
    ("They rallied two weeks ago.", "rallied", "2024-06", "2024-06"),
    ("They rallied in late June.", "rallied", "2024-06", "2024-06"),
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


@given(st.text(max_size=80), st.integers(0, 80), st.none() | st.dates())
def test_any_text_has_a_day_or_says_why_not(text: str, at: int, published: date | None) -> None:
    text = f"On Monday, {text} since May 3 to 9, 2020"
    times = find_times(text, published)
    at = min(at, len(text) - 1)
    when = day_of_event(Span(at, at + 1), Span(0, len(text)), times, text=text, published=published)
    assert all(text[slice(*e.span)] == e.words for e in when.evidence)
