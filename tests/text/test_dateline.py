"""Datelines: the head of a wire story, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.dateline import find_dateline

READ = [
    # text, place, date, agency
    ("SKOPJE, March 3 (Reuters) - Crowds came.", "SKOPJE", "March 3", "Reuters"),
    ("SEOUL, South Korea (AP) — Crowds came.", "SEOUL, South Korea", None, "AP"),
    ("BELFAST, Northern Ireland (AP)_ Crowds came.", "BELFAST, Northern Ireland", None, "AP"),
    ("DAMASCUS, Nov. 6, 2015 (Xinhua) -- Crowds came.", "DAMASCUS", "Nov. 6, 2015", "Xinhua"),
    ("LIMA/CUSCO, 6 March (Reuters) - Crowds came.", "LIMA/CUSCO", "6 March", "Reuters"),
    ("Brussels (dpa) - Crowds came.", "Brussels", None, "dpa"),
    ("New York (AFP) – Crowds came.", "New York", None, "AFP"),
    ("Talks fail, say police Brussels (dpa) - Crowds came.", "Brussels", None, "dpa"),
    ("Talks fail, say police New York (dpa) - Crowds came.", "New York", None, "dpa"),
    ("TBILISI, Georgia — Crowds came.", "TBILISI, Georgia", None, None),
    ("NEWARK, N.J. _ Crowds came.", "NEWARK, N.J.", None, None),
    ("DES MOINES, Iowa, Aug. 10 (UPI) — Crowds came.", "DES MOINES, Iowa", "Aug. 10", "UPI"),
    ("BEIRUT: Crowds came.", "BEIRUT", None, None),
    ("PUTRAJAYA, Nov 22 — Crowds came.", "PUTRAJAYA", "Nov 22", None),
    ("Skopje - Crowds came.", "Skopje", None, None),
    ("Crowds march. LIMA, Peru — Crowds came.", "LIMA, Peru", None, None),
    ("Crowds march By JANE DOE SAO PAULO (AP) — Crowds came.", "SAO PAULO", None, "AP"),
    ("Crowds march - NATO BRUSSELS, May 3 (Sputnik) – They came.", "BRUSSELS", "May 3", "Sputnik"),
    ("O'SMACH, Cambodia (AP)_ Crowds came.", "O'SMACH, Cambodia", None, "AP"),
    ("ST. LOUIS (AP) - Crowds came.", "ST. LOUIS", None, "AP"),
]
LEFT_ALONE = [
    "(CNN) Residents were woken by sirens.",
    "QUESTION: Who came?",
    "EXCLUSIVE: Crowds came.",
    "FILE - Crowds came.",
    "SECTION: NEWS",
    "Crowds came to the square - and left.",
    "The report by the Institute for Applied Research (IAR) - known to all - is out.",
    "Twelve states (all times local): 7 a.m.",
    "The well-known man left.",
    "He met Kim (R) - his friend.",
    "",
]


@pytest.mark.parametrize(("text", "place", "date", "agency"), READ)
def test_reads(text: str, place: str, date: str | None, agency: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert text[slice(*found.place)] == place
    assert (text[slice(*found.date)] if found.date else None) == date
    assert (text[slice(*found.agency)] if found.agency else None) == agency
    assert text[found.span.end :].strip().endswith("came.")
    assert found.span.start == found.place.start


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert find_dateline(text) is None


def test_only_the_paragraph_is_searched() -> None:
    text = "Crowds came. LIMA (AP) - Crowds came."
    assert find_dateline(text, 0, 14) is None
    found = find_dateline(text, 13)
    assert found is not None
    assert text[slice(*found.place)] == "LIMA"


PIECES = st.sampled_from(
    ["LIMA", "Lima", ",", " ", "Peru", "(", "AP", ")", "-", "—", ":", "May 3", "By ", "."]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_is_read_without_error(text: str) -> None:
    found = find_dateline(text)
    if found is not None:
        assert 0 <= found.span.start == found.place.start < found.place.end <= found.span.end
        assert found.span.end <= len(text)
