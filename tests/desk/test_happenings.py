"""Events on the page: voices, figures with their speakers, relations; copies as one source."""

import re
from dataclasses import replace

import pytest

from tests.linking.made import count, day, place, rally, told, words
from tocsin.dataset.coded import Coded
from tocsin.desk.happenings import Happening, Told, happenings
from tocsin.desk.page import write_page
from tocsin.fields.what import EventType, Status
from tocsin.linking.copies import Copies
from tocsin.linking.events import Event, link
from tocsin.reports import Report

HOSTILE = '<img src=x onerror="alert(1)">'


def shown(reports: list[Report], copies: list[Copies] | None = None) -> list[Happening]:
    where = {one.id: Told(f"key-{one.id}", f"Outlet {one.article}") for one in reports}
    return happenings(link(reports), where, copies or [])


def field(one: Happening, label: str) -> list[tuple[str, list[str]]]:
    [found] = [told for told in one.fields if told.label == label]
    return [(value.words, [said.speakers for said in value.sayings]) for value in found.values]


def test_each_figure_stands_with_its_speaker() -> None:
    other = count("30,000 people", 30_000, 30_000, "the rector")
    [one] = shown([rally("a"), rally("b", size=other, when=day("2024-06"))])
    assert field(one, "size") == [("80,000", ["police"]), ("30,000", ["the rector"])]
    assert field(one, "when") == [("2024-06-25", ["police"]), ("2024-06", ["police"])]
    [size] = [told for told in one.fields if told.label == "size"]
    assert (size.differ, size.apart, size.rows) == (True, 0.625, 2)
    assert one.counts == ""
    assert (one.when, one.where) == ("2024-06-25", "Osta Square, Karvia, SRB")


def test_silence_is_no_value_and_agreement_is_one() -> None:
    [one] = shown([rally("a", killed=None), rally("b", when=day(None))])
    assert field(one, "when") == [("2024-06-25", ["police"])]
    assert [told.label for told in one.fields] == ["what", "when", "where", "size"]
    assert one.counts == "80,000 people"
    assert len(one.fields[0].values[0].sayings) == 2


def test_copies_speak_with_one_voice() -> None:
    reports = [rally("a"), rally("b"), rally("c")]
    [one] = shown(reports, [Copies("b", ("b", "c"), ()), Copies("a", ("a",), ())])
    assert [voice.keys for voice in one.voices] == [("key-a.1",), ("key-b.1", "key-c.1")]
    assert one.voices[1].outlets == ("Outlet b", "Outlet c")
    assert one.outlets == 3
    assert len(one.fields[0].values[0].sayings) == 2


def test_relations_are_read_from_both_ends() -> None:
    police = replace(
        rally("b", what=told(type_=EventType.COERCE), stance=None),
        actors=rally("a").recipients,
        recipients=rally("a").actors,
    )
    first, second = shown([rally("a"), police])
    assert [(tie.words, tie.to) for tie in first.ties] == [("repressed by", "e2")]
    assert [(tie.words, tie.to) for tie in second.ties] == [("repression of", "e1")]
    assert first.told_often
    assert "2024-06-25, Osta Square, Karvia, SRB" in second.ties[0].name


def test_two_stages_are_a_history() -> None:
    [one] = shown([rally("a"), rally("b", what=told(Status.PLANNED))])
    assert one.history == "planned, then happened"
    assert [value for value, _ in field(one, "status")] == ["happened", "planned"]


def test_reports_that_are_not_on_the_page_are_left_out() -> None:
    events = link([rally("a"), rally("b")])
    [one] = happenings(events, {"b.1": Told("a1-r1", "Post")}, [])
    assert [voice.keys for voice in one.voices] == [("a1-r1",)]
    assert happenings(events, {}, []) == []


@pytest.fixture
def syndicated(rally: Coded) -> list[Coded]:
    """The rally as two outlets printed it, one of them with a name that is markup."""
    article = rally.input.article
    assert article is not None
    copy = replace(article, id="z-copy", outlet=HOSTILE)
    records = [replace(one, id=f"z-copy-{one.id}", article="z-copy") for one in rally.records]
    return [rally, Coded(replace(rally.input, name="copy.txt", article=copy), tuple(records))]


def test_copies_are_one_source_with_its_outlets(syndicated: list[Coded]) -> None:
    page = write_page(syndicated)
    assert "<b>One text, 2 outlets:</b>" in page
    assert page.count("The same text in 1 more article:") == 1
    assert "<b>1 text</b>" in page
    assert HOSTILE not in page
    assert (
        page.index('<details class="copies">')
        < page.index('<section class="sheet" id="a2"')
        < page.index('id="inputs"')
    )


def test_nothing_is_dropped_or_named_twice(syndicated: list[Coded]) -> None:
    page = write_page(syndicated)
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names))
    for coded in syndicated:
        assert all(f"{report.id} · " in page for report in coded.reports)
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(names)


def test_given_events_are_shown_as_they_are(syndicated: list[Coded]) -> None:
    reports = [report for coded in syndicated for report in coded.reports]
    page = write_page(syndicated, [Event("e-by-hand", tuple(reports))])
    assert "e-by-hand" in page
    assert page.count('<details class="event"') == 1
    assert "<b>1 event</b>" in page


def test_a_run_of_single_reports_has_no_table_of_events(rally: Coded) -> None:
    assert 'id="events"' not in write_page([rally])


def test_hostile_words_stay_words_in_events() -> None:
    sentence = words(f"Students rallied {HOSTILE}")
    [one] = shown([rally("a", sentence=sentence, where=place(HOSTILE)), rally("b")])[:1]
    assert HOSTILE in one.where  # escaping is the template's, as the page's tests show
