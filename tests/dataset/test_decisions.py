"""Decisions: appended with who, when and why; taken back by another; never on what is stale."""

from datetime import UTC, date, datetime

import pytest

from tests.dataset.made import ANNA, NOW, VERSION, article, code, put, report, two_marches
from tocsin.dataset.decided import By, DecisionKind, Subject, SubjectKind
from tocsin.dataset.events import Gone, KeptEvent, Tombstone
from tocsin.dataset.filters import Filter, Verdict
from tocsin.dataset.store import Dataset
from tocsin.errors import DatasetError, InvalidValueError
from tocsin.text.article import DateBasis

BORIS = By("boris", datetime(2024, 7, 3, tzinfo=UTC))


def only(dataset: Dataset) -> KeptEvent:
    [event] = dataset.kept_events()
    return event


def test_a_day_that_a_person_sets_counts_until_it_is_taken_back(dataset: Dataset) -> None:
    two_marches(dataset)
    done = dataset.decisions.set_published("a", date(2017, 8, 9), ANNA)
    assert (done.kind, done.before, done.after) == (DecisionKind.DATE, None, "2017-08-09")
    given = dataset.article("a")
    assert given is not None
    assert given.published is not None
    assert (given.published.day, given.published.basis) == (date(2017, 8, 9), DateBasis.GIVEN)
    assert dataset.readings.due(VERSION) == ["a"]
    dataset.decisions.undo(done.number, BORIS)
    assert dataset.article("a") == article("a")
    assert dataset.readings.due(VERSION) == []


def test_a_verdict_is_kept_with_who_when_and_why(dataset: Dataset) -> None:
    two_marches(dataset)
    event = only(dataset).event.id
    first = dataset.decisions.judge(event, Verdict.REJECTED, ANNA)
    second = dataset.decisions.judge(event, Verdict.ACCEPTED, BORIS)
    assert (first.by, second.by.who, second.before) == (ANNA, "boris", "rejected")
    assert only(dataset).verdict is Verdict.ACCEPTED
    dataset.decisions.undo(second.number, ANNA)
    assert only(dataset).verdict is Verdict.REJECTED
    assert list(dataset.events(Filter(verdict=Verdict.ACCEPTED))) == []
    assert len(list(dataset.events(Filter(verdict=Verdict.REJECTED)))) == 1
    assert len(list(dataset.reports(Filter(verdict=Verdict.REJECTED)))) == 2
    dataset.decisions.judge(event, None, ANNA)
    assert only(dataset).verdict is None
    assert [one.number for one in dataset.decisions.all()] == [1, 2, 3, 4]


def test_values_that_persons_set_are_beside_what_was_read(dataset: Dataset) -> None:
    two_marches(dataset)
    event = Subject(SubjectKind.EVENT, only(dataset).event.id)
    dataset.decisions.edit(event, "size", {"low": 300, "high": 350}, ANNA)
    done = dataset.decisions.edit(event, "city", "Ostrava", ANNA)
    assert only(dataset).edits == {"size": {"low": 300, "high": 350}, "city": "Ostrava"}
    dataset.decisions.undo(done.number, ANNA)
    assert only(dataset).edits == {"size": {"low": 300, "high": 350}}
    told = dataset.decisions.edit(Subject(SubjectKind.REPORT, "a.1"), "side", "anti", ANNA)
    assert dataset.decisions.in_force(told.subject) == {"side": told}
    assert list(dataset.decisions.all(told.subject)) == [told]


def test_a_note_changes_nothing(dataset: Dataset) -> None:
    two_marches(dataset)
    before = only(dataset)
    event = Subject(SubjectKind.EVENT, before.event.id)
    assert dataset.decisions.note(event, "ask the union", ANNA).after == "ask the union"
    assert only(dataset) == before


def test_a_decision_on_what_is_stale_is_refused(dataset: Dataset) -> None:
    two_marches(dataset)
    seen = only(dataset)
    dataset.decisions.judge(seen.event.id, Verdict.DISCUSS, BORIS, seen.version)
    with pytest.raises(DatasetError, match="at version 2, not 1; look at it again"):
        dataset.decisions.judge(seen.event.id, Verdict.ACCEPTED, ANNA, seen.version)
    with pytest.raises(DatasetError, match="version 2, not 1"):
        dataset.decisions.split(seen.event.id, ["a.1"], ANNA, seen.version)
    assert only(dataset).verdict is Verdict.DISCUSS
    assert len(list(dataset.decisions.all())) == 1


def test_undoing_an_undo_does_it_again(dataset: Dataset) -> None:
    two_marches(dataset)
    event = only(dataset).event.id
    done = dataset.decisions.judge(event, Verdict.ACCEPTED, ANNA)
    undone = dataset.decisions.undo(done.number, ANNA)
    with pytest.raises(DatasetError, match="was taken back before"):
        dataset.decisions.undo(done.number, ANNA)
    dataset.decisions.undo(undone.number, ANNA)
    assert only(dataset).verdict is Verdict.ACCEPTED


def test_a_split_is_kept_whatever_is_linked_later(dataset: Dataset) -> None:
    first, second = two_marches(dataset)
    event = only(dataset).event.id
    done = dataset.decisions.split(event, ["b.1"], ANNA)
    stays, new = dataset.kept_events()
    assert (stays.event.id, stays.event.reports, stays.pinned) == (event, (first,), True)
    assert (new.event.reports, new.pinned) == ((second,), True)
    assert done.after == {event: ["a.1"], new.event.id: ["b.1"]}
    code(dataset, first, second)
    assert list(dataset.events()) == [stays.event, new.event]
    undone = dataset.decisions.undo(done.number, ANNA)
    assert only(dataset).event.reports == (first, second)
    assert not only(dataset).pinned
    gone = dataset.event(new.event.id)
    assert isinstance(gone, Tombstone)
    assert (gone.reason, gone.into) == (Gone.UNDONE, event)
    dataset.decisions.undo(undone.number, ANNA)
    assert [one.event for one in dataset.kept_events()] == [stays.event, new.event]
    assert all(one.pinned for one in dataset.kept_events())


def test_a_merger_is_kept_and_can_be_taken_back(dataset: Dataset) -> None:
    first, other = article("a"), article("z", city="Ostrava", size=20)
    put(dataset, first, other)
    reports = report(first), report(other, city="Ostrava", size=20)
    code(dataset, *reports)
    one, two = (event.id for event in dataset.events())
    done = dataset.decisions.merge([two, one], ANNA)
    merged = only(dataset)
    assert (merged.event.id, merged.pinned) == (two, True)
    assert merged.event.reports == (reports[1], reports[0])
    gone = dataset.event(one)
    assert isinstance(gone, Tombstone)
    assert (gone.reason, gone.into) == (Gone.MERGED, two)
    code(dataset, *reports)
    assert only(dataset).event == merged.event
    with pytest.raises(DatasetError, match=f"no event '{one}' any more; see {two}"):
        dataset.decisions.judge(one, Verdict.ACCEPTED, ANNA)
    dataset.decisions.undo(done.number, ANNA)
    assert {event.id: event.reports for event in dataset.events()} == {
        one: (reports[0],),
        two: (reports[1],),
    }
    assert not any(event.pinned for event in dataset.kept_events())


def test_what_came_to_a_merged_event_stays_with_it_when_it_is_taken_back(
    dataset: Dataset,
) -> None:
    first, other = article("a"), article("z", city="Ostrava", size=20)
    put(dataset, first, other)
    code(dataset, report(first), report(other, city="Ostrava", size=20))
    one, two = (event.id for event in dataset.events())
    done = dataset.decisions.merge([one, two], ANNA)
    third = article("c", city="Brest", size=70)
    put(dataset, third)
    code(dataset, report(third, city="Brest", size=70))
    dataset.decisions.merge([one, list(dataset.events())[-1].id], ANNA)
    dataset.decisions.undo(done.number, ANNA)
    assert {event.id: [report.id for report in event.reports] for event in dataset.events()} == {
        one: ["a.1", "c.1"],
        two: ["z.1"],
    }


def test_what_was_moved_again_must_be_taken_back_first(dataset: Dataset) -> None:
    two_marches(dataset)
    event = only(dataset).event.id
    split = dataset.decisions.split(event, ["b.1"], ANNA)
    new = next(one.id for one in dataset.events() if one.id != event)
    dataset.decisions.merge([new, event], ANNA)
    with pytest.raises(DatasetError, match=f"no event '{event}' any more"):
        dataset.decisions.undo(split.number, ANNA)


@pytest.mark.parametrize("reports", [[], ["a.1", "b.1"], ["x.1"], ["a.1", "x.1"]])
def test_a_split_that_is_none_is_refused(dataset: Dataset, reports: list[str]) -> None:
    two_marches(dataset)
    with pytest.raises(InvalidValueError, match="can be split"):
        dataset.decisions.split(only(dataset).event.id, reports, ANNA)


def test_what_is_not_there_cannot_be_decided_on(dataset: Dataset) -> None:
    two_marches(dataset)
    event = only(dataset).event.id
    with pytest.raises(DatasetError, match="no event 'e0'"):
        dataset.decisions.judge("e0", Verdict.ACCEPTED, ANNA)
    with pytest.raises(DatasetError, match="no article 'x'"):
        dataset.decisions.set_published("x", date(2024, 1, 1), ANNA)
    with pytest.raises(DatasetError, match="no decision 7"):
        dataset.decisions.undo(7, ANNA)
    for events in ([event], [event, event]):
        with pytest.raises(InvalidValueError, match="not two or more"):
            dataset.decisions.merge(events, ANNA)
    with pytest.raises(InvalidValueError, match="is not set by an edit"):
        dataset.decisions.edit(Subject(SubjectKind.EVENT, event), "verdict", "accepted", ANNA)
    with pytest.raises(InvalidValueError, match="cannot be kept"):
        dataset.decisions.edit(Subject(SubjectKind.EVENT, event), "size", object(), ANNA)
    assert list(dataset.decisions.all()) == []


def test_a_decision_names_a_person_and_a_time() -> None:
    for who, at in ((" ", NOW), ("anna", datetime(2024, 7, 2))):
        with pytest.raises(InvalidValueError, match="needs a person"):
            By(who, at)
