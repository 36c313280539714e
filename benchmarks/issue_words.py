"""How far the words for a protest's issue agree with a coder's: F1 over words, of matched protests.

A figure of our own, which the scorer does not have: over all protests that were found with their
type, the words (small ones left out) of the phrases for what it is for and against. Of two coders'
readings that which fits better counts. `side` asks besides that a word stands on the same side.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

Row = dict[str, Any]
SIDES = ("for", "against")


def issue_words(
    scorer: ModuleType,
    articles: Mapping[str, Row],
    gold: Mapping[str, Row],
    coded: Mapping[str, Row],
) -> dict[str, float]:
    """F1 of issue words, with and without their side, and over how many protests.

    Args:
        scorer: The scorer of reports, whose pairing and small words are used.
        articles: Articles with `text` and `title`, by id.
        gold: Coded articles by id; the scorer writes into them.
        coded: Our reading in the same form.
    """
    totals = {"issue words": Counter[str](), "issue words by side": Counter[str]()}
    protests = 0
    for ours, readings in _protests(scorer, articles, gold, coded):
        protests += 1
        for name, total in totals.items():
            sided = name.endswith("side")
            got = _words(scorer, ours, sided=sided)
            wanted = [_words(scorer, reading, sided=sided) for reading in readings]
            best = max(wanted, key=lambda words: _f(len(words & got), len(got), len(words)))
            total.update(hit=len(best & got), ours=len(got), gold=len(best))
    told = {name: _f(t["hit"], t["ours"], t["gold"]) for name, t in totals.items()}
    return told | {"protests": float(protests)}


def _protests(
    scorer: ModuleType,
    articles: Mapping[str, Row],
    gold: Mapping[str, Row],
    coded: Mapping[str, Row],
) -> Iterator[tuple[Row, list[Row]]]:
    """Our protests that have a coded partner, each with its readings."""
    for name, row in gold.items():
        text = articles[name]["text"] + "\n" + (articles[name].get("title") or "")
        sides = row["reports"], coded.get(name, {"reports": []})["reports"]
        for report in (*sides[0], *sides[1]):
            report["_spans"] = scorer.spans(text, report.get("sentence"))
            report["_anchor"] = scorer.spans(text, report.get("anchor"))
        for wanted, ours in scorer.pair(text, *sides, True):
            report = sides[0][wanted]
            if report["type"] == "PROTEST" and not report.get("optional"):
                yield sides[1][ours], [report, *([report["or"]] if report.get("or") else [])]


def _words(scorer: ModuleType, report: Row, *, sided: bool) -> frozenset[str]:
    """The words of a report's issue, with their side before them if that counts."""
    issue = report.get("issue") or {}
    return frozenset(
        f"{side} {word}" if sided else word
        for side in SIDES
        for phrase in _phrases(issue.get(side))
        for word in scorer.words(phrase)
    )


def _phrases(told: str | Iterable[str] | None) -> Iterable[str]:
    """The phrases of one side; coders sometimes write one without a list."""
    return [told] if isinstance(told, str) else told or ()


def _f(hits: int, ours: int, gold: int) -> float:
    """F1; 1 where both sides are empty."""
    return 2 * hits / (ours + gold) if ours + gold else 1.0
