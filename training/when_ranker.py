"""Learn how much each feature of a day's candidate counts, from coded articles.

    python training/when_ranker.py ARTICLES.jsonl GOLD.jsonl OUT.tsv

Articles hold {id, text}; gold holds one object an article in the form of the coding manual. For
each coded report the candidates whose days equal the coded ones are right; weights are those of a
softmax over the candidates, with a quadratic penalty, fitted by gradient ascent from zero: the same
input gives the same file.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.fields.when_candidates import Candidate, find_candidates
from tocsin.fields.when_features import ActInText
from tocsin.text.span import Span
from tocsin.text.times import find_times

PENALTY = 12.0  # swept 0.5 to 15 by cross-validation over articles; flat from 4 on
# Added to the weight of silence: one coder leaves more acts undated than two agree to. Swept 0 to
# -1.6: articles coded twice gain up to -0.7, those learned from lose nothing before -0.6.
SILENCE = -0.7
STEPS = 800
RATE = 0.5
SMALLEST = 0.02  # weights below this are left out of the table
_ENDS = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z])|\n[^\S\n]*\n\s*")
_SHORT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|Gov|St|Jr|Sr|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov"
    r"|Dec|a\.m|p\.m|[A-Z])\.$"
)

Floats = np.ndarray[Any, np.dtype[np.float64]]
Days = tuple[str | None, str | None]
Case = tuple[str, list[Candidate], list[Days]]


def read_lines(path: str) -> list[dict[str, Any]]:
    """Objects of a JSON Lines file."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line]


def sentences(text: str) -> list[Span]:
    """Plain sentences, good enough to look for times in."""
    found, start = [], 0
    for match in _ENDS.finditer(text):
        if "\n" in match[0].strip(" ") or not _SHORT.search(text[start : match.start()]):
            found.append(Span(start, match.start()))
            start = match.end()
    return [*found, Span(start, len(text))]


def find_words(text: str, words: str, start: int, end: int) -> Span | None:
    """The words in a part of a text, whatever their white space."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.compile(pattern).search(text, start, end) if pattern else None
    return Span(*match.span()) if match else None


def days(start: str | None, end: str | None) -> Days:
    """Both days, each standing in for the other where one is not told."""
    return start or end, end or start


def cases(articles: list[dict[str, Any]], gold: list[dict[str, Any]]) -> Iterator[Case]:
    """Article, candidates and right days of every coded report whose words are found."""
    texts = {article["id"]: article["text"] for article in articles}
    for coded in gold:
        text = texts[coded["article"]]
        published = date.fromisoformat(coded["published"][:10]) if coded["published"] else None
        times, parts = find_times(text, published), sentences(text)
        for report in coded["reports"]:
            place = find_words(text, report["sentence"], 0, len(text))
            anchor = place and find_words(text, report["anchor"], place.start, place.end)
            if not (place and anchor):
                continue
            near = [part for part in parts if part.start < place.end and place.start < part.end]
            sentence = Span(near[0].start, near[-1].end)
            act = ActInText(
                anchor, sentence, text, times, published=published, status=report["status"]
            )
            readings = [report, *([report["or"]] if report.get("or") else [])]
            right = [days(reading["start"], reading["end"]) for reading in readings]
            yield coded["article"], list(find_candidates(act)), right


def fit(data: list[Case], penalty: float = PENALTY) -> dict[str, float]:
    """Weights by which the right candidates get the highest share."""
    names = sorted({name for _, found, _ in data for c in found for name in c.features})
    index = {name: i for i, name in enumerate(names)}
    rows, columns, owner, right = [], [], [], []
    count = 0
    used = 0
    for _, found, truth in data:
        hits = [days(c.start, c.end) in truth for c in found]
        if not any(hits):
            continue
        for candidate, hit in zip(found, hits, strict=True):
            for name in candidate.features:
                rows.append(count)
                columns.append(index[name])
            owner.append(used)
            right.append(hit)
            count += 1
        used += 1
    row, column, case = np.array(rows), np.array(columns), np.array(owner)
    good = np.array(right, dtype=float)
    weights: Floats = np.zeros(len(names))
    momentum: Floats = np.zeros(len(names))
    for _ in range(STEPS):
        score = np.bincount(row, weights[column], minlength=count)
        top = np.full(used, -np.inf)
        np.maximum.at(top, case, score)
        mass = np.exp(score - top[case])
        share = mass / np.bincount(case, mass)[case]
        share_right = mass * good / np.bincount(case, mass * good)[case]
        pull = np.bincount(column, (share_right - share)[row], minlength=len(names))
        slope = (pull - penalty * weights) / used
        momentum = 0.9 * momentum + slope
        weights = weights + RATE * momentum
    return {name: float(weights[i]) for name, i in index.items()}


def choose(found: list[Candidate], weights: dict[str, float]) -> Days:
    """The days with the greatest share over all their candidates."""
    scores = [sum(weights.get(name, 0.0) for name in c.features) for c in found]
    mass: dict[Days, float] = {}
    for candidate, score in zip(found, scores, strict=True):
        key = days(candidate.start, candidate.end)
        mass[key] = mass.get(key, 0.0) + float(np.exp(score - max(scores)))
    return max(mass, key=lambda key: mass[key])


def main() -> None:
    """Fit on the coded articles and write the table."""
    articles, gold, out = sys.argv[1:4]
    data = list(cases(read_lines(articles), read_lines(gold)))
    weights = fit(data)
    weights["null"] = weights.get("null", 0.0) + SILENCE
    right = sum(choose(found, weights) in truth for _, found, truth in data)
    print(f"{len(data)} reports, {right / len(data):.3f} right on what was learned from")
    lines = [
        "# How much each feature of a candidate for an act's day counts (logarithm of odds).",
        f"# Source: learned by training/when_ranker.py from {len(data)} coded reports; own work.",
        "# Licence: Apache-2.0, as the program.",
        "feature\tweight",
        *(f"{n}\t{w:.3f}" for n, w in sorted(weights.items()) if abs(w) >= SMALLEST),
    ]
    Path(out).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
