"""Words found in articles and in the sentences of reports, best first.

A hit in a sentence says which report and event it is of, one in an article where its words stand.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from tocsin.dataset.connection import Database
from tocsin.dataset.fulltext import best, question_of
from tocsin.dataset.rows import article_of
from tocsin.dataset.schema import ARTICLES, EVENT_REPORTS, REPORTS
from tocsin.text.article import Article

_AROUND = 80  # characters shown before and behind the first word found
_EARLIER = 5  # readings of an article whose sentences may stand before those that are current


class HitKind(StrEnum):
    """Where words were found."""

    ARTICLE = "article"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds the words asked for.

    Attributes:
        kind: Whether they stand in the sentence of a report, or elsewhere in an article.
        article: Id of the article.
        report: Id of the report; None for an article.
        event: Id of its event; None if it has none yet.
        words: The sentence, or the words of the article around the first that was found.
        score: How well it fits; only to be compared within one search and one kind.
    """

    kind: HitKind
    article: str
    report: str | None
    event: str | None
    words: str
    score: float


def search(database: Database, text: str, limit: int) -> list[Hit]:
    """Find sentences of current reports, and articles.

    Args:
        database: Where to look.
        text: Words and "phrases"; all of them must be there. Accents and case do not matter.
        limit: The most hits of each kind.

    Returns:
        Sentences first, then articles, the best of each first; nothing for a text without words.
    """
    with database.reading() as connection:
        return [*_sentences(connection, text, limit), *_articles(connection, text, limit)]


def _sentences(connection: Connection, text: str, limit: int) -> list[Hit]:
    # Reports of earlier readings are among the words, so more are asked for than are shown.
    scores = dict(best(connection, "sentence_words", text, _EARLIER * limit))
    rows = connection.execute(
        select(
            REPORTS.c.key,
            REPORTS.c.id,
            REPORTS.c.article,
            REPORTS.c.sentence,
            EVENT_REPORTS.c.event,
        )
        .outerjoin(EVENT_REPORTS, EVENT_REPORTS.c.report == REPORTS.c.id)
        .where(REPORTS.c.current, REPORTS.c.key.in_(list(scores)))
    ).all()
    order = {key: place for place, key in enumerate(scores)}
    return [
        Hit(HitKind.SENTENCE, row.article, row.id, row.event, row.sentence, scores[row.key])
        for row in sorted(rows, key=lambda row: order[row.key])
    ][:limit]


def _articles(connection: Connection, text: str, limit: int) -> list[Hit]:
    scores = dict(best(connection, "article_words", text, limit))
    rows = connection.execute(
        select(ARTICLES.c.key, ARTICLES.c.record).where(ARTICLES.c.key.in_(list(scores)))
    ).all()
    records = {key: article_of(record, None) for key, record in rows}
    return [
        Hit(HitKind.ARTICLE, records[key].id, None, None, _around(records[key], text), score)
        for key, score in scores.items()
    ]


def _around(article: Article, text: str) -> str:
    """The words of an article around the first that was asked for; else how it begins."""
    first = question_of(text).split('"')[1].split(" ")[0]
    found = re.search(rf"\b{re.escape(first)}", article.text, re.IGNORECASE)
    place = found.start() if found else 0
    start, end = max(0, place - _AROUND), place + 2 * _AROUND
    return " ".join(article.text[start:end].split())
