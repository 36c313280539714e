"""Events: one a report so far, with ids that the same reports always give."""

from dataclasses import replace

import pytest

from tocsin.dataset.coded import Coded
from tocsin.errors import InvalidValueError
from tocsin.linking.events import Event, link


def test_each_report_is_an_event_in_order(rally: Coded) -> None:
    events = link(rally.records)
    assert [event.reports for event in events] == [(report,) for report in rally.reports]


def test_what_was_rejected_tells_no_event(rally: Coded) -> None:
    assert link(rally.rejected) == []


def test_a_report_that_comes_twice_counts_once(rally: Coded) -> None:
    assert link([*rally.records, *rally.records]) == link(rally.records)


def test_ids_hang_on_the_reports_alone(rally: Coded, hostile: Coded) -> None:
    alone = link(rally.records)
    together = link([*hostile.records, *reversed(rally.records)])
    assert {event.id for event in alone} < {event.id for event in together}
    assert len({event.id for event in together}) == len(together)
    assert link([replace(rally.reports[0], confidence=None)])[0].id == alone[0].id


def test_no_event_without_reports_or_with_one_twice(rally: Coded) -> None:
    with pytest.raises(InvalidValueError):
        Event("e1", ())
    with pytest.raises(InvalidValueError):
        Event("e1", (rally.reports[0], rally.reports[0]))
