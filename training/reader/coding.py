"""Comparison to reports in the form of the coding manual, as far as the reader alone can fill it.

Dates, places and countries need resolvers that are not part of the reader: those fields stay None.
Used for measuring.
"""

from collections.abc import Sequence
from typing import Any

from tocsin.marks.candidates import CONTENTLESS, Candidate, Seen
from tocsin.marks.keeping import Comparison, Keeper, field_value
from tocsin.marks.labels import PROTEST_FIELDS

_COUNTS = ("size", "killed", "injured", "arrested")


def code_article(marks: Seen, keeper: Keeper | None, least: float) -> dict[str, Any]:
    """Reports of an article.

    Args:
        marks: What the network saw.
        keeper: Judge of the candidates; None keeps all that the tagger finds likely.
        least: Probability from which a candidate becomes a report.
    """
    candidates = Comparison(marks)
    keep = [act.found for act in marks.acts] if keeper is None else keeper.judge(candidates)[0]
    reports = [
        code_act(marks, act, float(score))
        for act, score in zip(marks.acts, keep, strict=True)
        if score >= least
    ]
    return {"article": marks.document.name, "coder": "reader", "reports": reports}


def code_act(marks: Seen, act: Candidate, confidence: float) -> dict[str, Any]:
    """One report."""
    document = marks.document
    sentence = document.sentences[document.sentence_of[act.word]]
    start, end = document.words[act.word]
    protest = act.type == "PROTEST"
    fields = {
        name: field_value(act, name) if protest or name not in PROTEST_FIELDS else None
        for name in ("mode", "form", "status", "side")
    }
    counts = {role: _count(marks, act, role) for role in _COUNTS}
    return {
        "type": act.type,
        **fields,
        **counts,
        "actors": [_party(text) for text in argument_texts(marks, act, "actor")],
        "recipients": [_party(text) for text in argument_texts(marks, act, "recipient")],
        "start": None,
        "end": None,
        "when_text": argument_texts(marks, act, "time"),
        "place": {"text": argument_texts(marks, act, "place"), "venue": None, "city": None,
                  "admin": None, "country": None, "precision": "none"},
        "issue": {
            "for": argument_texts(marks, act, "issue_for"),
            "against": argument_texts(marks, act, "issue_against"),
        } if protest else None,
        "compelled": None,
        "sources": argument_texts(marks, act, "source"),
        "anchor": document.text[start:end],
        "sentence": document.text[sentence.start : sentence.end],
        "confidence": round(confidence, 4),
    }  # fmt: skip


def argument_texts(marks: Seen, act: Candidate, role: str) -> list[str]:
    """Words of a role, surest first; an argument that shares a word with a surer one is the same party."""
    texts: list[str] = []
    seen: list[set[str]] = []
    for argument in act.arguments:
        if argument.role != role:
            continue
        start = marks.document.words[argument.start][0]
        end = marks.document.words[argument.stop - 1][1]
        text = marks.document.text[start:end].strip(" ,.;:\"'“”‘’()")
        words = {word for word in text.lower().split() if word not in CONTENTLESS}
        if words and not any(words & other for other in seen):
            texts.append(text)
            seen.append(words)
    return texts


def _count(marks: Seen, act: Candidate, role: str) -> dict[str, Any] | None:
    texts: Sequence[str] = argument_texts(marks, act, role)
    return {"text": texts, "low": None, "high": None} if texts else None


def _party(text: str) -> dict[str, Any]:
    return {"text": text, "name": None, "country": None, "sector": None}
