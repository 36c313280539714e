"""Gold and corpora as training examples.

Every gold string is an exact substring of its article, so an example is found by offset:
the sentence in the text, the anchor in that sentence, and each argument where it stands
nearest to the anchor. What the gold leaves open is masked, not called wrong: a second
reading's words, the other places where an argument's words stand, and words that repeat
an anchor elsewhere in the article (mostly second mentions of the same report).
"""

import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from own import own_articles
from sentences import split_sentences
from tokenizers import Tokenizer

from tocsin.marks.labels import ATTRIBUTION, FIELDS, MODE_ALIASES, PROTEST_FIELDS, ROLES
from tocsin.marks.windows import Encoded, Limits, encode

FOLDS = 5
# What a word counts in the loss of the anchor tagger if it repeats the stem of an anchor of its article
# and is none itself; and what a report counts that one of two coders left out.
REPEATED_STEM = 0.3
OPTIONAL = 0.5
_STEM = 5

Json = dict[str, Any]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Act:
    """One gold report on the words of its document.

    Attributes:
        word: Number of the anchor's first word.
        weight: 1, or less if the coders were not at one.
        fields: Class number by field; a field that is not asked is left out.
        arguments: Word ranges by role, nearest occurrence only.
        ignored: Word ranges by role that are neither right nor wrong.
    """

    word: int
    weight: float
    fields: dict[str, int]
    arguments: dict[str, list[Range]]
    ignored: dict[str, list[Range]]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An article with its acts; `weights` holds the anchor tagger's weight by word where it is not 1."""

    document: Encoded
    acts: tuple[Act, ...]
    weights: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttributionDocument:
    """A PolNeAR document with the words of each part of its attributions."""

    document: Encoded
    parts: dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Relation:
    """A PLV sentence with the word ranges of its two parties and its type."""

    name: str
    document: Encoded
    actor: Range
    recipient: Range
    type: str


def read_rows(path: Path) -> list[Json]:
    """Rows of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def digest(path: Path) -> str:
    """sha256 of a file, for the card."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fold_of(name: str) -> int:
    """Fold of an article by the hash of its id, so that it stays when articles are added."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def read_gold(
    shared: Path, sets: Iterable[str], tokenizer: Tokenizer, limits: Limits
) -> list[GoldDocument]:
    """Articles of the named gold sets with their acts."""
    documents = []
    for name in sets:
        articles = {row["id"]: row for row in read_rows(shared / f"gold/{name}.articles.jsonl")}
        documents += [
            _coded(articles[row["article"]]["text"], row, tokenizer, limits)
            for row in read_rows(shared / f"gold/{name}.gold.jsonl")
        ]
    return documents


def read_own(
    folder: Path, shared: Path, tokenizer: Tokenizer, limits: Limits
) -> Iterator[GoldDocument]:
    """Articles that the project wrote or coded itself (`own.py`), with their acts."""
    for article, row in own_articles(folder, shared):
        yield _coded(article["text"], row, tokenizer, limits)


def _coded(text: str, row: Json, tokenizer: Tokenizer, limits: Limits) -> GoldDocument:
    document = encode(text, split_sentences(text), tokenizer, limits, row["article"])
    return _gold_document(document, row["reports"])


def corpus_documents_in_gold(shared: Path, sets: Iterable[str]) -> set[str]:
    """Names of PolNeAR documents that are gold articles too, as their `source` says.

    The gold cuts long names, so compare by prefix.
    """
    names = set()
    for name in sets:
        for row in read_rows(shared / f"gold/{name}.articles.jsonl"):
            corpus, _, document = (row.get("source") or "").partition(":")
            if corpus == "PolNeAR":
                names.add(document)
    return names


def read_attributions(
    path: Path, part: str, tokenizer: Tokenizer, limits: Limits
) -> Iterator[AttributionDocument]:
    """PolNeAR documents of a part; of a document annotated twice, the first annotation."""
    seen = set()
    for row in read_rows(path):
        if row["part"] != part or row["doc_id"] in seen:
            continue
        seen.add(row["doc_id"])
        document = encode(
            row["text"], split_sentences(row["text"]), tokenizer, limits, row["doc_id"]
        )
        words = _WordIndex(document)
        parts = {
            role: frozenset(
                word
                for annotation in row["gold"]
                for start, end in annotation[role]
                for word in range(*words.covering(start, end))
            )
            for role in ATTRIBUTION
        }
        yield AttributionDocument(document, parts)


def read_relations(path: Path, tokenizer: Tokenizer, limits: Limits) -> list[Relation]:
    """PLV sentences whose marked parties fit into a window (all do but a few)."""
    relations = []
    for row in read_rows(path):
        document = encode(row["text"], split_sentences(row["text"]), tokenizer, limits, row["id"])
        words = _WordIndex(document)
        actor, recipient = (
            _first_range(words, row["text"], row[party]) for party in ("actor", "recipient")
        )
        relations.append(Relation(row["id"], document, actor, recipient, row["type"]))
    return relations


class _WordIndex:
    """Word numbers by offset."""

    def __init__(self, document: Encoded) -> None:
        self.words = document.words
        self.text = document.text

    def covering(self, start: int, end: int) -> Range:
        """Words that share a code point with a range of the text."""
        inside = [n for n, (s, e) in enumerate(self.words) if s < end and start < e]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def find_quote(text: str, quote: str) -> list[Range]:
    """All places of a quote, whatever white space stands between its words."""
    parts = [re.escape(part) for part in quote.split()]
    if not parts:
        return []
    left = r"(?<!\w)" if quote.strip()[0].isalnum() else ""
    right = r"(?!\w)" if quote.strip()[-1].isalnum() else ""
    pattern = r"\s+".join(parts)
    whole = [match.span() for match in re.finditer(left + pattern + right, text)]
    return whole or [match.span() for match in re.finditer(pattern, text)]


def _first_range(words: _WordIndex, text: str, quote: str) -> Range:
    places = find_quote(text, quote)
    return words.covering(*places[0]) if places else (0, 0)


def _gold_document(document: Encoded, reports: list[Json]) -> GoldDocument:
    words = _WordIndex(document)
    acts: dict[int, Act] = {}
    weights: dict[int, float] = {}
    for report in reports:
        place = _anchor(document.text, report)
        if place is None:
            continue
        word = words.covering(*place)[0]
        # Several reports may share an anchor ("arrested in A and in B"): the network marks it once.
        if word in acts and acts[word].weight == 1.0:
            continue
        acts[word] = _act(words, report, word, place)
        if report.get("or"):
            other = _anchor(document.text, report["or"])
            if other is not None:
                weights[words.covering(*other)[0]] = 0.0
    stems = {_stem(document, word) for word in acts}
    for word in range(len(document.words)):
        if _stem(document, word) in stems:
            weights.setdefault(word, REPEATED_STEM)
    weights |= {word: act.weight for word, act in acts.items()}
    return GoldDocument(document, tuple(acts.values()), weights)


def _stem(document: Encoded, word: int) -> str:
    """Beginning of a word, so that "protested" repeats "protesters"."""
    start, end = document.words[word]
    return document.text[start : min(end, start + _STEM)].lower()


def _anchor(text: str, report: Json) -> Range | None:
    """Where a report's anchor stands in its sentence; None if the text has it nowhere."""
    for start, end in find_quote(text, report["sentence"]):
        for left, right in find_quote(text[start:end], report["anchor"]):
            return start + left, start + right
    anywhere = find_quote(text, report["anchor"])
    return anywhere[0] if anywhere else None


def _act(words: _WordIndex, report: Json, word: int, place: Range) -> Act:
    sentence = (find_quote(words.text, report["sentence"]) or [place])[0]
    arguments: dict[str, list[Range]] = defaultdict(list)
    ignored: dict[str, list[Range]] = defaultdict(list)
    for role, quotes in quotes_by_role(report).items():
        for quote in quotes:
            places = find_quote(words.text, quote)
            # In the sentence before outside it, then the nearest.
            places.sort(
                key=lambda span: (
                    not (sentence[0] <= span[0] and span[1] <= sentence[1]),
                    abs(span[0] - place[0]),
                )
            )
            if places:
                arguments[role].append(words.covering(*places[0]))
                ignored[role] += [words.covering(*span) for span in places[1:]]
    for role, quotes in quotes_by_role(report.get("or") or {}).items():
        for quote in quotes:
            ignored[role] += [words.covering(*span) for span in find_quote(words.text, quote)]
    weight = OPTIONAL if report.get("optional") else 1.0
    return Act(word, weight, _fields(report), dict(arguments), dict(ignored))


def quotes_by_role(report: Json) -> dict[str, list[str]]:
    """A report's words by role."""
    found = {
        "actor": [party["text"] for party in report.get("actors") or []],
        "recipient": [party["text"] for party in report.get("recipients") or []],
        "place": (report.get("place") or {}).get("text") or [],
        "time": report.get("when_text") or [],
        "source": report.get("sources") or [],
        "issue_for": (report.get("issue") or {}).get("for") or [],
        "issue_against": (report.get("issue") or {}).get("against") or [],
    }
    for count in ("size", "killed", "injured", "arrested"):
        found[count] = (report.get(count) or {}).get("text") or []
    return {role: [quote for quote in found[role] if quote] for role in ROLES}


def _fields(report: Json) -> dict[str, int]:
    """Class numbers; a value outside the list is read as None, and PROTEST fields only of a PROTEST."""
    values = dict(report)
    values["mode"] = MODE_ALIASES.get(report.get("mode") or "", report.get("mode"))
    compelled = report.get("compelled")
    values["compelled"] = None if compelled is None else str(compelled).lower()
    classes = {}
    for name, allowed in FIELDS.items():
        if name in PROTEST_FIELDS and report["type"] != "PROTEST":
            continue
        value = values.get(name)
        classes[name] = allowed.index(value) if value in allowed else 0
    return classes
