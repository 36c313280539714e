"""The comparison of dates with other programs: what a peer marks is found in the text again."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import peers.dates as peers
from date_peers import Row, missing


def test_tags_are_found_whatever_their_white_space() -> None:
    text = "AT&T met\n  on  Friday,\n\nJune 28, and\tnow."
    marked = (
        'AT&amp;T met on <TIMEX3 tid="t1" type="DATE" value="2024-06-28">Friday, June 28</TIMEX3>'
        ', and <TIMEX3 tid="t2" type="DATE" value="PRESENT_REF">now</TIMEX3>.'
    )
    found = list(peers._aligned(text, marked))
    assert [(text[one["start"] : one["end"]], one["value"]) for one in found] == [
        ("Friday,\n\nJune 28", "2024-06-28"),
        ("now", "PRESENT_REF"),
    ]


def test_a_row_of_the_table() -> None:
    scores = {"value_f": 0.8421, "relaxed_f": 0.95, "strict_f": 0.88}
    assert Row("news", "ours", scores, 5216.4).cells() == [
        "news", "ours", "0.842", "0.950", "0.880", "5,216",
    ]  # fmt: skip


def test_dateparser_needs_nothing_beside_python() -> None:
    assert missing("dateparser") == []
