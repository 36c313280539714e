"""What one party does to another, in the form that a corpus of marked sentences is scored by.

The corpus (PLV) marks the two parties; the reader's relation head answers for them. Nothing else
uses that head: in an article nobody marks the parties beforehand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tocsin.marks.network import load_network

_MARK = re.compile(r"</?[st]>")


def types(docs: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Read each sentence's type.

    Args:
        docs: Records with `id` and `marked`: the sentence with its parties in `<s>` and `<t>`.

    Yields:
        `{"id", "type"}` in the order of the input.
    """
    network = load_network()
    for doc in docs:
        text, spans = _unmarked(doc["marked"])
        chances = network.relate(text, spans.get("s", (0, 0)), spans.get("t", (0, 0)))
        yield {"id": doc["id"], "type": max(chances, key=lambda name: chances[name])}


def _unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """A sentence without its marks, and the ranges that they held by their letter."""
    text, end = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        end = match.end()
        name = match.group().strip("</>")
        if match.group().startswith("</"):
            spans[name] = (opened.get(name, 0), len(text))
        else:
            opened[name] = len(text)
    return text + marked[end:], spans
