"""Dates and event dates of a corpus, in the form that the scorer of fields takes.

The corpora and their form are described beside them; each document has `text`, `published` (an ISO
day, perhaps with an hour) and, for event dates, the offsets of the event words.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tocsin.text.times import find_times


def _published(doc: dict[str, Any]) -> date | None:
    return date.fromisoformat(doc["published"][:10]) if doc.get("published") else None


def _is_narrative(doc: dict[str, Any]) -> bool:
    """Histories of the WikiWars corpus: no part, and expressions with an anchor of their own."""
    return any("anchor_val" in timex for timex in doc["gold"])


def dates(docs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One object a document: the time expressions found, with type and value."""
    for doc in docs:
        narrative = _is_narrative(doc)
        times = find_times(doc["text"], None if narrative else _published(doc), narrative=narrative)
        yield {
            "doc_id": doc["doc_id"],
            "timex": [
                {"start": t.span.start, "end": t.span.end, "type": t.kind.value, "value": t.value}
                for t in times
            ],
        }
