"""An event as one line for people: id, what, when, where, how many, who, how many reports."""

from rich.text import Text

from tocsin.cli.consoles import shown
from tocsin.fields.what import EventType
from tocsin.project.overview import CountRange, EventRow

_TYPE = max(len(type_.value) for type_ in EventType)
_ID = len("e0123456789ab")
_DAY = len("2024-06-25")


def event_line(row: EventRow) -> Text:
    """A line for an event."""
    day = days_of(row)
    line = Text(f"{row.id:<{_ID}}  ", "dim")
    line.append(f"{row.type:<{_TYPE}}  ", "cyan")
    line.append(f"{day:<{_DAY}}  ", "" if row.values.get("start") else "yellow")
    counts = (_count(name, found) for name, found in row.counts.items())
    line.append(shown(" · ".join(filter(None, (place_of(row), *counts, _who(row))))))
    line.append(f"  {len(row.reports)} report{'' if len(row.reports) == 1 else 's'}", "dim")
    if row.verdict:
        line.append(f"  {row.verdict}", "bold")
    return line


def place_of(row: EventRow) -> str:
    """Place of an event, the finest part first; that it is not known is said."""
    parts = (row.values.get(name) for name in ("venue", "city", "admin", "country"))
    return ", ".join(part for part in parts if part) or "place not known"


def range_words(found: CountRange) -> str:
    """The numbers of an event: "80,000", "30,000 to 80,000", “a massive crowd”."""
    if found.low is None or found.high is None:
        return f"“{' '.join(found.words.split())}”"
    return f"{found.low:,}" if found.low == found.high else f"{found.low:,} to {found.high:,}"


def days_of(row: EventRow) -> str:
    """Days of an event: "2024-06-25", "2024-06-25 to 2024-06-27", "no day"."""
    start, end = row.values.get("start"), row.values.get("end")
    if start and end and start[: len(end)] < end[: len(start)]:
        return f"{start} to {end}"
    return start or (f"until {end}" if end else "no day")


def _count(name: str, found: CountRange) -> str:
    noun = name if name != "size" else "" if found.low is None else "people"
    said = f"({' › '.join(found.speakers)})" if found.speakers else ""
    return " ".join(filter(None, (range_words(found), noun, said)))


def _who(row: EventRow) -> str:
    actors, recipients = ", ".join(row.actors[:2]), ", ".join(row.recipients[:2])
    return f"{actors} → {recipients}".strip() if recipients else actors
