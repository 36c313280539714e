"""Learn how much each feature of a voice counts as the source of an act, from coded articles.

    python training/voice_ranker.py ARTICLES GOLD [...] --extra ARTICLES GOLD --out OUT.tsv
    python training/voice_ranker.py ARTICLES GOLD [...] --extra ARTICLES GOLD --folds 5

Articles hold {id, text}; gold holds one object an article in the form of the coding manual. For
each coded report the voice that shares most words with a coded source is right. Weights are those
of a logistic regression with a quadratic penalty, fitted by gradient descent from zero: the same
input gives the same file. With --folds precision, recall and F1 by cross-validation over articles
are printed for each pair of files; the pairs of --extra only teach.
Speakers that a reader marked are taken from ARTICLES.marks.json where that file stands beside
them: {article: [{"anchor": [start, end], "type", "speakers": [[start, end], ...]}]}.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.fields.attribution import find_attributions
from tocsin.fields.sources import LIKELY, AskedAct, likely, read_voices
from tocsin.fields.voice_features import Candidate, find_candidates
from tocsin.text.doc import Doc
from tocsin.text.parse import parse
from tocsin.text.plain import Known, read_plain
from tocsin.text.span import Span

PENALTY = 8.0  # swept 2 to 16; flat
EXTRA = 0.5  # weight of the articles that only teach; swept 0 to 1
STEPS = 600
RATE = 0.1
SMALLEST = 0.01  # weights below this are left out of the table
_WORD = re.compile(r"\w+")
_BARE = frozenset((
    "the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "for", "by", "with", "from",
    "its", "his", "her", "their", "said", "that", "this",
))  # fmt: skip

Json = dict[str, Any]
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Case:
    """One coded report: its candidates, and the coded readings of its sources."""

    article: str
    group: int
    weight: float
    doc: Doc
    candidates: tuple[Candidate, ...]
    readings: tuple[tuple[str, ...], ...]


def read_lines(path: str) -> list[Json]:
    """Objects of a JSON Lines file."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line]


def words(phrase: str) -> frozenset[str]:
    """The words by which a source is compared with a coded one."""
    return frozenset(_WORD.findall(phrase.lower())) - _BARE


def find_words(text: str, phrase: str, start: int, end: int) -> Span | None:
    """The words in a part of a text, whatever their white space."""
    pattern = r"\s+".join(re.escape(word) for word in phrase.split())
    match = re.compile(pattern).search(text, start, end) if pattern else None
    return Span(*match.span()) if match else None


def parties(text: str, coded: Sequence[Json], anchor: Span) -> tuple[Span, ...]:
    """Each party's words where they stand nearest to the anchor."""
    found = []
    for party in coded:
        pattern = r"\s+".join(re.escape(word) for word in party["text"].split())
        places = [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []
        if places:
            found.append(min(places, key=lambda span: abs(span.start - anchor.start)))
    return tuple(found)


def cases(articles: str, gold: str, group: int, weight: float) -> Iterator[Case]:
    """The reports of one pair of files whose words are found in their article."""
    texts = {article["id"]: article["text"] for article in read_lines(articles)}
    beside = Path(articles.removesuffix(".articles.jsonl") + ".marks.json")
    marks = json.loads(beside.read_text("utf-8")) if beside.exists() else {}
    for coded in read_lines(gold):
        name = coded["article"]
        doc = parse(read_plain(texts[name], name=name, known=Known(id=name)), syntax=False)
        voiced = read_voices(doc, find_attributions(doc))
        for report in coded["reports"]:
            act = None if report.get("optional") else told(doc, report, marks.get(name, []))
            if act is not None:
                readings = [report, *([report["or"]] if report.get("or") else [])]
                yield Case(
                    name,
                    group,
                    weight,
                    doc,
                    tuple(find_candidates(voiced, act)),
                    tuple(tuple(reading.get("sources") or ()) for reading in readings),
                )


def told(doc: Doc, report: Json, marks: Sequence[Json]) -> AskedAct | None:
    """A coded report as the reader of sources sees it."""
    place = find_words(doc.text, report["sentence"], 0, len(doc.text))
    anchor = place and find_words(doc.text, report["anchor"], place.start, place.end)
    sentence = None if anchor is None else doc.sentence_at(anchor.start)
    if anchor is None or sentence is None:
        return None
    near = [
        (abs(mark["anchor"][0] - anchor.start), number)
        for number, mark in enumerate(marks)
        if mark["type"] == report["type"] and doc.sentence_at(mark["anchor"][0]) == sentence
    ]
    speakers = marks[min(near)[1]]["speakers"] if near else []
    return AskedAct(
        anchor,
        sentence,
        report["type"],
        report["status"],
        parties(doc.text, report["actors"], anchor),
        parties(doc.text, report["recipients"], anchor),
        tuple(Span(*speaker) for speaker in speakers),
    )


def labels(case: Case) -> list[bool | None]:
    """Whether each candidate is right; None for the lesser of several that share a word with it."""
    names = [words(case.doc.words(candidate.mention.span)) for candidate in case.candidates]
    found: list[bool | None] = [False] * len(names)
    for source in (source for reading in case.readings for source in reading):
        wanted = words(source)
        shares = [len(wanted & name) / max(1, len(wanted | name)) for name in names]
        for number, share in enumerate(shares):
            if share and found[number] is False:
                found[number] = None
        if any(shares):
            found[shares.index(max(shares))] = True
    return found


def fit(data: Sequence[Case], penalty: float = PENALTY) -> dict[str, float]:
    """Weights by which right candidates are told from wrong ones."""
    rows = [
        (candidate.features, right, case.weight)
        for case in data
        for candidate, right in zip(case.candidates, labels(case), strict=True)
        if right is not None
    ]
    names = sorted({name for features, _, _ in rows for name in features})
    index = {name: number for number, name in enumerate(names)}
    row = np.array([number for number, (features, _, _) in enumerate(rows) for _ in features])
    column = np.array([index[name] for features, _, _ in rows for name in features])
    right = np.array([float(label) for _, label, _ in rows])
    weight = np.array([weight for _, _, weight in rows])
    values: Floats = np.zeros(len(names))
    momentum: Floats = np.zeros(len(names))
    # A feature's own step: the more often it occurs, the shorter.
    scale = 1 / (np.bincount(column, weight[row], minlength=len(names)) / 4 + penalty)
    for _ in range(STEPS):
        score = np.bincount(row, values[column], minlength=len(rows))
        gap = weight * (right - 1 / (1 + np.exp(-score)))
        pull = np.bincount(column, gap[row], minlength=len(names)) - penalty * values
        momentum = 0.9 * momentum + RATE * scale * pull
        values = values + momentum
    return {name: float(values[number]) for name, number in index.items()}


def chosen(case: Case, weights: dict[str, float], least: float = LIKELY) -> list[str]:
    """The words of the candidates that are likely enough."""
    scored = []
    for candidate in case.candidates:
        score = sum(weights.get(name, 0.0) for name in candidate.features)
        scored.append((1 / (1 + float(np.exp(-score))), candidate))
    return [case.doc.words(one.mention.span) for one in likely(case.doc, scored, least)]


def hits(wanted: Sequence[str], got: Sequence[str]) -> int:
    """How many coded sources share a word with one of ours, each of ours counted once."""
    left = list(got)
    count = 0
    for source in wanted:
        same = next((one for one in left if words(source) & words(one)), None)
        if same is not None:
            left.remove(same)
            count += 1
    return count


def counts(case: Case, got: Sequence[str]) -> tuple[int, int, int]:
    """Hits, ours and coded, by the reading that fits best."""
    tried = [(hits(reading, got), len(got), len(reading)) for reading in case.readings]
    return max(tried, key=lambda one: (2 * one[0] + 1) / (one[1] + one[2] + 1))


def crossvalidate(data: Sequence[Case], folds: int) -> None:
    """Print precision, recall and F1 of each pair of files."""
    names = sorted({case.article for case in data})
    fold = {name: number * 7919 % len(names) % folds for number, name in enumerate(names)}
    totals: dict[int, list[int]] = {}
    for number in range(folds):
        weights = fit([case for case in data if case.weight < 1 or fold[case.article] != number])
        for case in data:
            if case.weight == 1 and fold[case.article] == number:
                total = totals.setdefault(case.group, [0, 0, 0])
                for place, count in enumerate(counts(case, chosen(case, weights))):
                    total[place] += count
    for group, (hit, ours, coded) in sorted(totals.items()):
        print(f"{group}: p {hit / ours:.3f} r {hit / coded:.3f} F {2 * hit / (ours + coded):.3f}")


def main() -> None:
    """Fit on the coded articles and write the table, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--extra", nargs="*", default=[], help="pairs that only teach")
    parser.add_argument("pairs", nargs="+")
    options = parser.parse_args()
    data: list[Case] = []
    for pairs, weight in ((options.pairs, 1.0), (options.extra, EXTRA)):
        for number in range(0, len(pairs), 2):
            data += cases(pairs[number], pairs[number + 1], number // 2, weight)
    if options.folds:
        crossvalidate(data, options.folds)
    if options.out is not None:
        weights = fit(data)
        lines = [
            "# How much each feature of a voice counts for its being an act's source (log odds).",
            f"# Source: learned by training/voice_ranker.py from {len(data)} reports; own work.",
            "# Licence: Apache-2.0, as the program.",
            "feature\tweight",
            *(f"{n}\t{w:.3f}" for n, w in sorted(weights.items()) if abs(w) >= SMALLEST),
        ]
        options.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
