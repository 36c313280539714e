"""Linking in the dataset: ids stay, what changed is told, what is gone leaves a tombstone."""

from dataclasses import replace

import pytest

from tests.dataset.made import (
    ANNA,
    NOW,
    VERSION,
    article,
    code,
    found,
    other_day,
    put,
    report,
    start,
    two_marches,
)
from tocsin.dataset.changes import ChangeKind, FieldChange
from tocsin.dataset.coded import Coded
from tocsin.dataset.events import Gone, KeptEvent, Tombstone
from tocsin.dataset.linkable import read_before
from tocsin.dataset.readings import MadeBy
from tocsin.dataset.store import Dataset
from tocsin.fields.when import Resolution, When
from tocsin.linking.candidates import candidate_pairs
from tocsin.linking.events import Event
from tocsin.linking.facts import facts_of
from tocsin.linking.stories import story_of


def test_reports_of_one_march_are_one_event(dataset: Dataset) -> None:
    first, second = two_marches(dataset)
    [event] = dataset.events()
    assert event.reports == (first, second)
    [change] = dataset.linked.changes().changes
    assert (change.kind, change.reports) == (ChangeKind.CREATED, ("a.1", "b.1"))


def test_a_new_report_joins_and_no_id_changes(dataset: Dataset) -> None:
    two_marches(dataset)
    [before] = dataset.kept_events()
    third = article("c", day="July 1", size=900)
    put(dataset, third)
    run = code(dataset, report(third, size=900))
    [event] = dataset.kept_events()
    assert event.event.id == before.event.id
    assert (before.version, event.version) == (1, 2)
    changes = dataset.linked.changes(run)
    assert changes.sentence() == "1 report joined existing events, 1 event changed size"
    assert changes.of(ChangeKind.CHANGED)[0].fields == (FieldChange("size", "300-400", "300-900"),)


def test_linking_again_changes_nothing(dataset: Dataset) -> None:
    two_marches(dataset)
    [before] = dataset.kept_events()
    changes = dataset.linked.relink(start(dataset), NOW)
    assert changes.sentence() == "no event changed"
    assert list(dataset.kept_events()) == [before]


def test_reading_the_same_again_changes_no_event(dataset: Dataset) -> None:
    reports = two_marches(dataset)
    [before] = dataset.kept_events()
    run = code(dataset, *reports, made_by=MadeBy("0.3.0", "learned-3"))
    assert dataset.linked.changes(run).changes == ()
    assert list(dataset.kept_events()) == [before]
    assert dataset.counts()["reports"] == 2


def test_a_report_that_tells_another_day_leaves_its_event(dataset: Dataset) -> None:
    _, second = two_marches(dataset)
    [before] = dataset.events()
    run = code(dataset, other_day(second))
    kept, new = dataset.events()
    assert kept.id == before.id
    assert new.reports == (other_day(second),)
    kinds = [(one.event, one.kind) for one in dataset.linked.changes(run).changes]
    assert kinds[0] == (kept.id, ChangeKind.LEFT)
    assert (new.id, ChangeKind.CREATED) in kinds


def test_an_event_whose_only_report_changed_keeps_its_id(dataset: Dataset) -> None:
    one = article("a")
    put(dataset, one)
    code(dataset, report(one))
    [before] = dataset.events()
    run = code(dataset, other_day(report(one)))
    [after] = dataset.events()
    assert after.id == before.id
    [change] = dataset.linked.changes(run).changes
    assert [field.field for field in change.fields] == ["start", "end"]


def test_an_event_whose_report_goes_to_another_leaves_a_tombstone(dataset: Dataset) -> None:
    first, second = article("a"), article("b", day="a Monday", size=400)
    put(dataset, first, second)
    code(dataset, report(first), other_day(report(second, size=400)))
    stays, goes = dataset.events()
    run = code(dataset, report(second, size=400))
    assert [event.id for event in dataset.events()] == [stays.id]
    tombstone = Tombstone(goes.id, Gone.JOINED, stays.id, "2024-07-02T12:30:00.000000+00:00")
    assert dataset.event(goes.id) == tombstone
    assert list(dataset.linked.tombstones()) == [tombstone]
    [removed] = dataset.linked.changes(run).of(ChangeKind.REMOVED)
    assert (removed.event, removed.into) == (goes.id, stays.id)
    # What was thought to be another day after all brings the event back, under its id.
    code(dataset, other_day(report(second, size=400)))
    assert isinstance(dataset.event(goes.id), KeptEvent)
    assert dataset.counts()["removed"] == 0


def test_an_event_that_is_no_longer_told_leaves_a_tombstone(dataset: Dataset) -> None:
    two_marches(dataset)
    [event] = dataset.events()
    run = start(dataset)
    for name in ("a", "b"):
        read = dataset.article(name)
        assert read is not None
        dataset.readings.keep(Coded(found(read), ()), VERSION, run, NOW)
    assert list(dataset.events()) == []
    dataset.linked.relink(run, NOW)
    gone = dataset.event(event.id)
    assert isinstance(gone, Tombstone)
    assert (gone.reason, gone.into) == (Gone.NO_REPORT, None)
    assert dataset.event("e0") is None


def test_a_report_of_another_reader_succeeds_the_one_at_the_same_words(dataset: Dataset) -> None:
    first, second = two_marches(dataset)
    [before] = dataset.events()
    heirs = [replace(one, id=f"{one.id}-new", reader="another") for one in (first, second)]
    run = code(dataset, *heirs, made_by=MadeBy("0.3.0", "another"))
    assert [event.id for event in dataset.events()] == [before.id]
    assert list(dataset.reports()) == heirs
    assert dataset.linked.changes(run).changes == ()


def test_events_added_by_hand_are_left_as_they_are(dataset: Dataset) -> None:
    first, second = article("a"), article("b", day="a Monday", size=400)
    event = Event("e1", (report(first), other_day(report(second, size=400))))
    dataset.add([event, first, second])
    assert dataset.linked.relink(start(dataset), NOW).changes == ()
    assert list(dataset.events()) == [event]


def test_what_persons_put_together_or_parted_outlives_a_new_reader(dataset: Dataset) -> None:
    first, second = two_marches(dataset)
    [event] = dataset.events()
    dataset.decisions.split(event.id, ["b.1"], ANNA)
    parted = [one.id for one in dataset.events()]
    heirs = [replace(one, id=f"{one.id}-new", reader="another") for one in (first, second)]
    code(dataset, *heirs, made_by=MadeBy("0.3.0", "another"))
    assert [(one.id, one.reports) for one in dataset.events()] == [
        (parted[0], (heirs[0],)),
        (parted[1], (heirs[1],)),
    ]
    third = article("c", day="July 1")
    put(dataset, third)
    code(dataset, report(third))
    assert sorted(len(one.reports) for one in dataset.events()) == [1, 2]


def test_events_that_a_new_report_could_not_join_are_not_looked_at(dataset: Dataset) -> None:
    old, near, undated = (
        article(name, size=size) for name, size in zip("abc", (1, 2, 3), strict=True)
    )
    put(dataset, old, near, undated)
    code(
        dataset,
        other_day(report(old, size=1)),
        report(near, size=2, day="2024-12-31"),
        replace(report(undated, size=3), when=When(None, None, Resolution.NEEDS_PUBLICATION)),
    )
    new = article("d", size=4)
    put(dataset, new)
    read = Coded(found(new), (report(new, size=4),))
    dataset.readings.keep(read, VERSION, start(dataset), NOW)
    with dataset._database.reading() as connection:
        before = read_before(connection)
    assert {one.id for one in before.new} == {"d.1"}
    told = {report.article for event in before.known for report in event.reports}
    assert told == {"b", "c"}
    assert sorted(before.articles) == ["b", "c", "d"]


@pytest.mark.parametrize("start_", ["2023", "2024-02", "2024-06-30", "2025", None])
def test_every_event_that_linking_would_compare_is_looked_at(
    dataset: Dataset, start_: str | None
) -> None:
    """Whatever a report's day, it meets in linking none that is left out here."""
    days = [
        "2021-02-03",
        "2022",
        "2022-12",
        "2023-12-31",
        "2024",
        "2024-06",
        "2024-07-01",
        "2025-01-01",
    ]
    articles = [article(f"n{number}", size=100 + number) for number in range(len(days))]
    put(dataset, *articles)
    reports = [
        report(one, size=100 + number, day=day)
        for number, (one, day) in enumerate(zip(articles, days, strict=True))
    ]
    code(dataset, *reports)
    new = article("new", size=99)
    put(dataset, new)
    undated = When(None, None, Resolution.NEEDS_PUBLICATION)
    when = When(start_, start_, Resolution.DATED) if start_ else undated
    late = replace(report(new, size=99), when=when)
    dataset.readings.keep(Coded(found(new), (late,)), VERSION, start(dataset), NOW)
    with dataset._database.reading() as connection:
        before = read_before(connection)
    looked_at = {one.id for event in before.known for one in event.reports}
    facts = [facts_of(one, story_of(article(one.article))) for one in (*reports, late)]
    met = {
        facts[left].id
        for lefts, rights in candidate_pairs(facts)
        for left, right in zip(lefts.tolist(), rights.tolist(), strict=True)
        if facts[right].id == late.id
    }
    assert met <= looked_at
