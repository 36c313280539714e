"""Fit the worth of each fact for the place of an act: `src/tocsin/data/place-weights.tsv`.

    python training/places/fit.py ARTICLES GOLD

ARTICLES and GOLD are JSON Lines in the form of the coding manual; needs numpy. A conditional logit
over the options of each report, with the gold anchor, sentence, parties and earlier places; an
option is right if its country and city are the gold ones, or its country where none has both.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from tocsin.fields.where import Option, Setting, Where, find_places, options_for  # noqa: E402
from tocsin.places import Gazetteer  # noqa: E402
from tocsin.text.bearing import Act  # noqa: E402
from tocsin.text.span import Span  # noqa: E402

PENALTY = 0.3  # of 0.1, 0.3 and 1 the best on the held-out half of the articles
ROUNDS = 300
SMALLEST = 0.05  # weights below say nothing
HEAD = """# What each fact is worth for the place of an act, in log odds; the facts are named in
# `tocsin.text.bearing` and `tocsin.fields.where`. Learned by training/places/fit.py from articles
# coded by the coding manual; licence as tocsin's.
fact\tweight
"""


def main() -> None:
    """Read, fit, write."""
    articles = {row["id"]: row for row in read_lines(sys.argv[1])}
    cases = [case for row in read_lines(sys.argv[2]) for case in read_cases(row, articles)]
    weights = fit(cases)
    rows = sorted((fact, weight) for fact, weight in weights.items() if abs(weight) >= SMALLEST)
    body = "".join(f"{fact}\t{weight:.2f}\n" for fact, weight in rows)
    (ROOT / "src/tocsin/data/place-weights.tsv").write_text(HEAD + body, "utf-8")
    print(f"{len(cases)} reports, {len(rows)} facts")


def read_lines(path: str) -> Iterator[dict[str, Any]]:
    """Objects of a JSON Lines file."""
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_cases(
    coded: dict[str, Any], articles: dict[str, dict[str, Any]]
) -> Iterator[tuple[list[Option], list[float]]]:
    """Options and their rightness, report by report in the order of the text."""
    text = articles[coded["article"]]["text"]
    mentions = find_places(text, Gazetteer())
    home = Counter(m.country for m in mentions if m.country).most_common(1)
    earlier: list[Where] = []
    found = [(report, locate(text, report)) for report in coded["reports"]]
    for report, act in sorted(
        ((report, act) for report, act in found if act), key=lambda pair: pair[1].anchor
    ):
        setting = setting_of(report, coded, home[0][0] if home else None, earlier)
        options = options_for(act, mentions, setting)
        gold = report["place"] or {}
        yield options, rightness(options, gold)
        earlier.append(Where(city=gold.get("city"), country=gold.get("country")))


def setting_of(
    report: dict[str, Any], coded: dict[str, Any], home: str | None, earlier: list[Where]
) -> Setting:
    """What the gold says of an act's setting."""
    recipients = tuple(party["country"] for party in report["recipients"])
    actors = tuple(party["country"] for party in report["actors"])
    return Setting(
        report["type"],
        coded.get("dateline"),
        home,
        actors + recipients,
        tuple(where for where in earlier if where.country or where.city),
        recipients,
    )


def locate(text: str, report: dict[str, Any]) -> Act | None:
    """The act's words in the text, whatever the white space."""
    quoted = re.search(r"\s+".join(map(re.escape, report["sentence"].split())), text)
    if not quoted:
        return None
    words = r"\s+".join(map(re.escape, report["anchor"].split()))
    anchor = re.compile(words).search(text, quoted.start())
    if not anchor:
        return None
    start = max((m.end() for m in re.finditer(r"[.!?]\s|\n\n", text[: anchor.start()])), default=0)
    end = re.compile(r"[.!?](?=\s)|\n\n|\Z").search(text, anchor.end())
    return Act(text, Span(*anchor.span()), Span(start, end.end() if end else len(text)))


def rightness(options: list[Option], gold: dict[str, Any]) -> list[float]:
    """1 for each right option."""
    same = [option.where.country == gold.get("country") for option in options]
    both = [
        country and same_city(option.where.city, gold.get("city"))
        for option, country in zip(options, same, strict=True)
    ]
    return [float(right) for right in (both if any(both) else same)]


def same_city(left: str | None, right: str | None) -> bool:
    """Whether two cities share a word, or neither is told."""
    words = [set(re.findall(r"\w+", (name or "").lower())) for name in (left, right)]
    return bool(words[0] & words[1]) or not (words[0] or words[1])


def fit(cases: list[tuple[list[Option], list[float]]]) -> dict[str, float]:
    """Weights that make right options likely, by Adam on the penalised likelihood."""
    names: dict[str, int] = {}
    rows = []
    for options, right in cases:
        if any(right):
            facts = [[names.setdefault(f, len(names)) for f in option.facts] for option in options]
            rows.append((facts, np.array(right)))
    weights = np.zeros(len(names))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(ROUNDS):
        slope = -PENALTY * weights
        for facts, is_right in rows:
            scores = np.array([weights[fact].sum() for fact in facts])
            odds = np.exp(scores - scores.max())
            share = odds / odds.sum()
            wanted = share * is_right / (share * is_right).sum()
            for fact, pull in zip(facts, wanted - share, strict=True):
                slope[fact] += pull
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights += (0.05 if turn < 0.7 * ROUNDS else 0.015) * mean / (np.sqrt(square) + 1e-8)
    return {name: float(weights[index]) for name, index in names.items()}


if __name__ == "__main__":
    main()
