"""How events hang together, and that nothing hangs together without a reason."""

from tests.linking.made import day, party, place, rally, told, words
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType
from tocsin.fields.who import Sector
from tocsin.linking.events import Event
from tocsin.linking.relations import Kind, relate, relate_repression
from tocsin.reports import Report

POLICE = (party("police", "SRB", Sector.COP),)
STUDENTS = (party("students of the Karvia university"),)
SENTENCE = "Police dispersed students of the Karvia university who rallied on Osta Square"


def event(name: str, **fields: object) -> Event:
    return Event(f"e-{name}", (rally(name, **fields),))


def other(name: str, type_: EventType, **fields: object) -> Event:
    given: dict[str, object] = {"what": told(type_=type_), "stance": None, "actors": POLICE}
    return event(name, **{**given, "recipients": STUDENTS, "sentence": words(SENTENCE), **fields})


def found(*events: Event) -> list[tuple[str, Kind, str]]:
    relations = relate(events)
    assert relations == relate(reversed(events))
    repression = [one for one in relations if one.kind is Kind.REPRESSION]
    assert relate_repression(events) == repression
    return [(one.event, one.kind, one.to) for one in relations]


def test_opposed_sides_in_one_town_on_one_day() -> None:
    pro = event("b", stance=Stance(Side.PRO))
    assert found(event("a"), pro) == [("e-a", Kind.COUNTER, "e-b")]
    assert found(event("a"), event("c", stance=Stance(Side.PRO), where=place("Bystra"))) == []
    assert found(event("a"), event("c", stance=Stance(Side.PRO), when=day("2024-06-26"))) == []


def test_police_at_those_who_gathered() -> None:
    assert found(event("a"), other("b", EventType.COERCE)) == [("e-b", Kind.REPRESSION, "e-a")]
    assert found(event("a"), other("b", EventType.COERCE, when=day("2024-06-24"))) == []
    assert found(event("a"), other("b", EventType.COERCE, where=place("Bystra"))) == []
    bandits = (party("bandits", "SRB", Sector.CRM),)
    assert found(event("a"), other("b", EventType.COERCE, recipients=bandits)) == []


def test_words_about_a_deed_of_days_before() -> None:
    said = other("b", EventType.ACCUSE, when=day("2024-06-27"))
    assert found(event("a"), said) == [("e-b", Kind.REACTION, "e-a")]
    assert found(event("a"), other("b", EventType.ACCUSE, when=day("2024-07-02"))) == []


def test_one_cause_in_three_towns_is_a_wave() -> None:
    towns = [event(name, where=place(name)) for name in ("Bystra", "Osta", "Karvia")]
    wave = found(*towns)
    assert {kind for _, kind, _ in wave} == {Kind.WAVE}
    assert {name for left, _, right in wave for name in (left, right)} == {one.id for one in towns}
    assert found(*towns[:2]) == []


def test_events_without_a_day_are_related_to_none() -> None:
    undated: Report = rally("b", when=day(None), stance=Stance(Side.PRO))
    assert found(event("a"), Event("e-b", (undated,))) == []
