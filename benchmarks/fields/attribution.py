"""Attributions in the form that a corpus of sources, cues and contents is scored by.

Run as a script it reads a corpus in JSON Lines (`doc_id`, `text`, `part`) and prints one object an
article: `attribution.py polnear.jsonl.gz dev`.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tocsin.fields.attribution import Attribution, CueKind, find_attributions
from tocsin.text.article import Article
from tocsin.text.doc import Doc
from tocsin.text.parse import parse


def attribution(docs: Iterable[Doc]) -> Iterator[dict[str, object]]:
    """One object an article, in order; that corpus marks no credits, and nothing inside quotes."""
    for doc in docs:
        found = [
            item
            for item in find_attributions(doc)
            if item.kind is not CueKind.CREDIT and not item.quoted
        ]
        yield {"doc_id": doc.article.id, "attributions": [_row(item) for item in found]}


def _row(item: Attribution) -> dict[str, list[list[int]]]:
    """An attribution as three lists of spans."""
    return {
        "source": [] if item.source is None else [list(item.source)],
        "cue": [list(item.cue)],
        "content": [list(span) for span in item.content],
    }


def _documents(path: Path, part: str) -> Iterator[Doc]:
    """Each article of one part of the corpus once, parsed."""
    seen: set[str] = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["part"] == part and record["doc_id"] not in seen:
                seen.add(record["doc_id"])
                yield parse(Article(record["doc_id"], record["text"]))


if __name__ == "__main__":
    for row in attribution(_documents(Path(sys.argv[1]), sys.argv[2])):
        print(json.dumps(row))
