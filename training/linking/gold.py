"""Coded articles, in the form of the coding manual, as the records that linking takes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.drafts import Count, Reading
from tocsin.fields.attribution import Source
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import MODES, EventType, Form, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Party, Sector
from tocsin.reports import Report
from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.span import Evidence, Span

Row = dict[str, Any]
_DATED = re.compile(r"\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Coded:
    """An article with its coded reports, and the event of each where it is known."""

    article: Article
    reports: tuple[Report, ...]
    events: tuple[str | None, ...]
    cluster: str


def read_coded(folder: Path, name: str) -> Iterator[Coded]:
    """The articles of a set ("link", "train") with their reports, in the order of the file."""
    lines = (folder / f"{name}.articles.jsonl").open(encoding="utf-8")
    rows = {row["id"]: row for row in map(json.loads, lines)}
    for line in (folder / f"{name}.gold.jsonl").open(encoding="utf-8"):
        coded = json.loads(line)
        row = rows[coded["article"]]
        reports = tuple(report_of(coded["article"], report) for report in coded["reports"])
        events = tuple(report.get("event") for report in coded["reports"])
        yield Coded(article_of(row), reports, events, str(row.get("cluster")))


def article_of(row: Row) -> Article:
    """An article from its line."""
    told = row.get("published")
    published = Published(date.fromisoformat(told[:10]), DateBasis.RECORD) if told else None
    outlet = row.get("publisher")
    return Article(row["id"], row["text"], row.get("title"), outlet, published=published)


def report_of(article: str, row: Row) -> Report:
    """A report as a coder wrote it; spans are left at the beginning of the text."""
    type_ = EventType(row["type"])
    mode = row["mode"] if row["mode"] in MODES.get(type_, ()) else None
    form = Form(row["form"]) if row["form"] and type_ is EventType.PROTEST else None
    return Report(
        id=f"{article}:{row['id']}",
        article=article,
        what=What(type_, mode, form, Status(row["status"])),
        actors=tuple(map(_party, row["actors"])),
        recipients=tuple(map(_party, row["recipients"])),
        when=_when(row),
        where=_where(row["place"]),
        size=_count(row["size"]),
        killed=_count(row["killed"]),
        injured=_count(row["injured"]),
        arrested=_count(row["arrested"]),
        stance=Stance(Side(row["side"] or "unclear")) if type_ is EventType.PROTEST else None,
        sources=tuple(Source(text) for text in row["sources"]),
        anchor=_words(row["anchor"]),
        sentence=_words(row["sentence"]),
        confidence=None,
        reader="a coder",
    )


def _words(words: str) -> Evidence:
    return Evidence(Span(0, len(words)), words, "coded")


def _party(row: Row) -> Party:
    return Party(row["text"], row["name"], row["country"], Sector(row["sector"]))


def _when(row: Row) -> When:
    words = " ".join(row["when_text"] or ())
    if not (row["start"] or row["end"]):
        return When(None, None, Resolution.VAGUE if words else Resolution.NOT_TOLD)
    dated = Resolution.DATED if _DATED.search(words) else Resolution.RELATIVE
    return When(row["start"], row["end"], dated)


def _where(row: Row | None) -> Where:
    if row is None:
        return Where()
    precision = Precision(row["precision"])
    evidence = tuple(_words(words) for words in row["text"] or () if words)
    parts = (row["venue"], row["city"], row["admin"], row["country"])
    return Where(*parts, precision, evidence=evidence)


def _count(row: Row | None) -> Count | None:
    if row is None:
        return None
    words = (row["text"] or ["?"])[0] or "?"
    low, high = row["low"], row["high"]
    hedge = Hedge.SCALE if low is None and high is None else Hedge.NONE
    hedge = Hedge.OVER if high is None and low is not None else hedge
    hedge = Hedge.UNDER if low is None and high is not None else hedge
    return Count((Reading(Figure(low, high, hedge, Span(0, len(words))), words),))
