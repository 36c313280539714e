"""What persons decided of an event, put into its reports where one value is made of them.

The rows of reports keep what the articles say. Where one value a field is made of an event, and in
the coding schemes, a value that a person set stands in every report of it, so that each preset
chooses it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from tocsin.drafts import Count, Reading
from tocsin.errors import InvalidValueError
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import MODES, EventType, Form, Status
from tocsin.fields.where import Precision
from tocsin.linking.events import Event
from tocsin.reports import Report
from tocsin.text.numbers import Figure, Hedge

_NUMBER = re.compile(r"(\d{1,12})(?:-(\d{1,12}))?")
_PLACES = (
    ("venue", Precision.VENUE),
    ("city", Precision.CITY),
    ("admin", Precision.ADMIN),
    ("country", Precision.COUNTRY),
)
_Value = TypeVar("_Value")


def as_decided(event: Event, edits: Mapping[str, object]) -> tuple[Event, tuple[str, ...]]:
    """An event as persons decided it, and the fields whose value no report can hold.

    Args:
        event: The event.
        edits: Values by field: "type", and those of `tocsin.linking.values.FIELDS`.
    """
    failed = []
    for field in sorted(edits, key=_rank):
        try:
            reports = tuple(_edited(report, field, edits[field]) for report in event.reports)
        except (InvalidValueError, ValueError, KeyError):
            failed.append(field)
            continue
        event = Event(event.id, reports)
    return event, tuple(failed)


def _rank(field: str) -> tuple[bool, str]:
    """The type goes first: it decides which modes and forms there are."""
    return field != "type", field


def _edited(report: Report, field: str, value: object) -> Report:
    return _EDITS[field](report, field, value)


def _of_what(report: Report, field: str, value: object) -> Report:
    what = report.what
    match field:
        case "type":
            type_ = EventType(str(value))
            mode = what.mode if what.mode in MODES.get(type_, ()) else None
            form = what.form if type_ is EventType.PROTEST else None
            return replace(report, what=replace(what, type=type_, mode=mode, form=form))
        case "mode":
            return replace(report, what=replace(what, mode=_word(value)))
        case "form":
            return replace(report, what=replace(what, form=_or_none(Form, value)))
        case _:
            return replace(report, what=replace(what, status=Status(str(value))))


def _of_stance(report: Report, _field: str, value: object) -> Report:
    stance = report.stance or Stance(Side.UNCLEAR)
    return replace(report, stance=replace(stance, side=Side(str(value))))


def _of_when(report: Report, field: str, value: object) -> Report:
    when, day = report.when, _word(value)
    try:
        changed = replace(when, **_one(field, day))
    except InvalidValueError:  # the other bound no longer fits: the one that was set counts
        changed = replace(when, start=day, end=day)
    return replace(report, when=changed)


def _of_where(report: Report, field: str, value: object) -> Report:
    """The coordinates were those of the place as it was told."""
    bare = replace(report.where, latitude=None, longitude=None, geonameid=None, point=None)
    changed = replace(bare, **_one(field, _word(value)))
    told = (precision for name, precision in _PLACES if getattr(changed, name))
    return replace(report, where=replace(changed, precision=next(told, Precision.NONE)))


def _of_count(report: Report, field: str, value: object) -> Report:
    if value is None:
        return replace(report, **_one(field, None))
    match = _NUMBER.fullmatch(str(value).replace(",", ""))
    if match is None:
        raise InvalidValueError(f"not a number or a range of numbers: {value!r}")
    low, high = int(match[1]), int(match[2] or match[1])
    figure = Figure(low, high, Hedge.NONE, report.anchor.span)
    return replace(report, **_one(field, Count((Reading(figure, str(value)),))))


def _one(field: str, value: object) -> dict[str, Any]:
    """One field to be replaced, by name."""
    return {field: value}


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _or_none(kind: Callable[[str], _Value], value: object) -> _Value | None:
    return None if value is None else kind(str(value))


_EDITS: Mapping[str, Callable[[Report, str, object], Report]] = {
    **dict.fromkeys(("type", "mode", "form", "status"), _of_what),
    "side": _of_stance,
    **dict.fromkeys(("start", "end"), _of_when),
    **dict.fromkeys(("venue", "city", "admin", "country"), _of_where),
    **dict.fromkeys(("size", "killed", "injured", "arrested"), _of_count),
}
