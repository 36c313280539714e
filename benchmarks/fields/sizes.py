"""Crowd sizes over coders' summaries and over size phrases of other projects.

    python benchmarks/fields/sizes.py ACLED-SIZES.jsonl.gz SIZE-PHRASES.jsonl.gz [--faults N]

The first file holds {"text", "size_tag", "tag_in_text"}: `found` is the share of rows whose tag
stands in the text and is read there, `given` the share that goes to the event, `false` the share
of rows without a size for which one is given. A tag without any number, such as "large", counts
as read where a figure holds its words.
The second holds {"raw", "parsed"}: each phrase is read as a size, or listed with a reason.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.fields.size import find_sizes, size_of_event
from tocsin.text.numbers import find_numbers
from tocsin.text.span import Span, overlaps

_ACT = re.compile(
    r"\b(?:protest(?!er)|demonstrat(?!or)|rall(?:y|ied)|gather|riot(?!er)|strike|block|clash|attack"
    r"|procession|vigil|parade|sit-in|occup|pelt|picket|press conference|took)\w*"
    r"|(?<!\d )\bmarch(?:ed|es)?\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[a-z)']{2})[.!?]\s+(?=[A-Z])")
_UNKNOWN = re.compile(r"unclea?r?|uncler|t\.?b\.?d\.?|n/?a|x|varied", re.IGNORECASE)


def main() -> None:
    """Print the figures of both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("acled", type=Path)
    parser.add_argument("phrases", type=Path)
    parser.add_argument("--faults", type=int, default=0, help="print so many of each kind")
    options = parser.parse_args()
    summaries(list(rows(options.acled)), options.faults)
    phrases(list(rows(options.phrases)))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzipped file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def summaries(records: list[dict[str, Any]], faults: int) -> None:
    """Print how often a stated size is found, and how often one is read where none is stated."""
    count: Counter[str] = Counter()
    for record in records:
        if record["tag_in_text"]:
            count["tagged"] += 1
            kind = "found" if found(record) else "missed"
            count["given"] += (
                record["size_tag"].lower() in " ".join(event_size(record["text"])).lower()
            )
        elif record["size_tag"].startswith("no report"):
            count["untagged"] += 1
            kind = "false" if event_size(record["text"]) else "left"
        else:
            kind = "other"
        count[kind] += 1
        if kind in ("missed", "false") and count[kind] <= faults:
            print(f"{kind}: {record['size_tag']!r} {record['text']}")
    print(f"found  {count['found'] / count['tagged']:.3f} of {count['tagged']} tags in the text")
    print(f"given  {count['given'] / count['tagged']:.3f} of them go to the event")
    print(f"false  {count['false'] / count['untagged']:.3f} of {count['untagged']} without a size")


def found(record: dict[str, Any]) -> bool:
    """Whether a size is read where the tag stands in the text."""
    text, tag = record["text"], record["size_tag"]
    places = [Span(*match.span()) for match in re.finditer(re.escape(tag), text, re.IGNORECASE)]
    return any(overlaps(size.span, place) for size in find_sizes(text) for place in places)


def event_size(text: str) -> list[str]:
    """The words of the sizes that a summary's event is given: the sentence of its first act."""
    act = _ACT.search(text)
    anchor = Span(*act.span()) if act else Span(0, 1)
    start = max((match.end() for match in _END.finditer(text, 0, anchor.start)), default=0)
    ends = [match.start() for match in _END.finditer(text, anchor.end)]
    sentence = Span(start, ends[0] if ends else len(text))
    sizes = size_of_event(anchor, sentence, list(find_sizes(text)), text=text)
    return [text[slice(*size.span)] for size in sizes]


def phrases(records: list[dict[str, Any]]) -> None:
    """Print how many phrases are read, and every other one with a reason."""
    read = 0
    for record in records:
        raw = record["raw"].strip()
        numbers = list(find_numbers(raw))
        if numbers:
            read += 1
            continue
        reason = "says that nobody knows" if _UNKNOWN.fullmatch(raw) else "no number"
        print(f"unread {raw!r}: {reason}")
    print(f"read   {read} of {len(records)} phrases")


if __name__ == "__main__":
    main()
