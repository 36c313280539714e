"""Dates and event dates of a corpus, in the form that the scorer of fields takes.

The corpora and their form are described beside them; each document has `text`, `published` (an ISO
day, perhaps with an hour) and, for event dates, the offsets of the event words.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tocsin.fields.when import Resolution, day_of_event
from tocsin.text.span import Span
from tocsin.text.times import find_times

_TOLD_HERE = (Resolution.DATED, Resolution.RELATIVE)
_CARRIED = Resolution.CARRIED
# Past forms of deeds: nobody says, announces or reports with one of them.
_DONE = re.compile(
    r"(?!(?:announc|report|disclos|declin|stat|claim|add|ask|believ|want|hop)ed)\w+ed"
    r"|fell|rose|lost|won|shot|fought|took|went|came|left|met|led|sent|broke|began|fled|held"
)
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Co|Jr))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Inc|Col|Jan|Feb|Aug|Oct"
    r"|Nov|Dec))(?<!Corp)(?<!Sept)(?<![ap]\.m)[.!?][\"”’')\]]{0,3}\s+(?=[\"“‘'`(\[]{0,2}[A-Z])|\n\s*\n"
)


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


def eventdates(docs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One object a document: the day of each event word, by its offset.

    The corpus wants a day for every event: where the event's own sentence tells none, or only a
    month, what was done took place on the day told before it, if there is one, and everything else
    is of the day of publication, as newspapers have it.
    """
    for doc in docs:
        text, published = doc["text"], _published(doc)
        times, sentences = find_times(text, published), _sentences(text)
        days: dict[str, str] = {}
        for event in doc["gold"]:
            anchor = Span(event["start"], event["end"])
            sentence = next(s for s in sentences if s.start <= anchor.start < s.end)
            done = _DONE.fullmatch(text, *anchor) is not None
            when = day_of_event(anchor, sentence, times, text=text, published=published)
            day = when.start or when.end
            told = when.resolution in _TOLD_HERE or (done and when.resolution is _CARRIED)
            known = day and len(day) == len("2024-06-25") and told
            days[str(event["start"])] = day if day and known else doc["published"][:10]
        yield {"doc_id": doc["doc_id"], "days": days}


def _sentences(text: str) -> list[Span]:
    """Plain sentences; the corpus has none of its own."""
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    return [Span(start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def main() -> None:
    """Run one reader over a corpus: `python benchmarks/fields/dates.py dates CORPUS.jsonl.gz`."""
    reader = {"dates": dates, "eventdates": eventdates}[sys.argv[1]]
    with gzip.open(sys.argv[2], "rt", encoding="utf-8") as lines:
        for coded in reader(json.loads(line) for line in lines):
            print(json.dumps(coded))


if __name__ == "__main__":
    main()
