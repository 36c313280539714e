"""An event in one row: the values that most of its reports tell, and how far they differ.

The row is for looking at; what is exported is made by a codebook. A value that a person set goes
before what the reports tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.dataset.events import KeptEvent
from tocsin.linking.values import COUNTS, FIELDS, Preset, Told, discrepancy, readings_of, settle

_SHOWN = tuple(field for field in FIELDS if field not in COUNTS)


@dataclass(frozen=True, slots=True)
class CountRange:
    """The numbers of one kind that the reports of an event tell.

    Attributes:
        low: The smallest number; None where there are only words.
        high: The largest number.
        words: The words of the first reading that has no number; empty where all have one.
        speakers: Who says so, nearest the event first, where all readings are of one chain.
    """

    low: int | None
    high: int | None
    words: str = ""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as the commands list it.

    Attributes:
        id: Its id.
        type: What happened.
        values: The other fields that are words, by name; what is not told is left out.
        counts: The numbers, by name; what is not told is left out.
        actors: Who did it, as worded.
        recipients: To whom it was done.
        reports: Ids of its reports.
        articles: Ids of the articles that have them.
        verdict: What a person thinks of it; None if nobody has said.
        edited: Fields whose values a person set.
        version: Raised whenever its reports or the decisions on it change.
    """

    id: str
    type: str
    values: dict[str, str]
    counts: dict[str, CountRange]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: tuple[str, ...]
    articles: tuple[str, ...]
    verdict: str | None
    edited: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class FieldReadings:
    """What the reports of an event tell for one field.

    Attributes:
        field: The field.
        readings: Each report's value with its words and who says so.
        settled: One value by each preset.
        discrepancy: How far the reports differ: 0 where all tell one value.
        edit: The value that a person set; None if nobody did.
    """

    field: str
    readings: tuple[Told, ...]
    settled: dict[str, str | int | None]
    discrepancy: float
    edit: object = None


def event_row(kept: KeptEvent) -> EventRow:
    """The row of an event."""
    event, edits = kept.event, kept.edits
    first = event.reports[0]
    told = {
        name: value for name in _SHOWN if (value := _value(kept, name, edits)) not in (None, "")
    }
    counts = {name: found for name in COUNTS_IN_ORDER if (found := _range(kept, name))}
    return EventRow(
        id=event.id,
        type=str(edits.get("type") or first.what.type.value),
        values={name: str(value) for name, value in told.items()},
        counts=counts,
        actors=_parties(kept, "actors"),
        recipients=_parties(kept, "recipients"),
        reports=tuple(report.id for report in event.reports),
        articles=tuple(dict.fromkeys(report.article for report in event.reports)),
        verdict=kept.verdict.value if kept.verdict else None,
        edited=tuple(edits),
        version=kept.version,
    )


def field_readings(kept: KeptEvent) -> tuple[FieldReadings, ...]:
    """What the reports tell for each field, in the order of the fields; silence is left out."""
    return tuple(
        FieldReadings(
            field,
            readings,
            {preset.value: settle(kept.event, field, preset) for preset in Preset},
            discrepancy(kept.event, field),
            kept.edits.get(field),
        )
        for field in FIELDS
        if (readings := readings_of(kept.event, field)) or field in kept.edits
    )


COUNTS_IN_ORDER = tuple(field for field in FIELDS if field in COUNTS)


def _value(kept: KeptEvent, field: str, edits: Mapping[str, object]) -> object:
    if field in edits:
        return edits[field]
    return settle(kept.event, field, Preset.REPRESENTATIVE)


def _range(kept: KeptEvent, field: str) -> CountRange | None:
    edit = kept.edits.get(field)
    if isinstance(edit, int):
        return CountRange(edit, edit)
    readings = readings_of(kept.event, field)
    numbers = sorted(told.value for told in readings if isinstance(told.value, int))
    words = next((told.words for told in readings if told.value is None), "")
    if not readings:
        return None
    chains = {told.speakers for told in readings}
    said = tuple(" ".join(one.split()) for one in chains.pop()) if len(chains) == 1 else ()
    low, high = (numbers[0], numbers[-1]) if numbers else (None, None)
    return CountRange(low, high, words, said)


def _parties(kept: KeptEvent, field: str) -> tuple[str, ...]:
    """Parties of all reports by name, each once."""
    names = (
        " ".join((party.name or party.text).split())
        for report in kept.event.reports
        for party in getattr(report, field)
    )
    return tuple(dict.fromkeys(names))
