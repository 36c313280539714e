"""The words of articles and sentences, so that both databases find them by the same question.

>>> question_of('Miners "general strike" éclair, or?')
'"miners" "general strike" "eclair" "or"'

All words and all "quoted phrases" must be there; letters count without accents and in any case,
and a word is found in its other forms ("strike" in "strikes").
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, column, false
from sqlalchemy import text as sql

from tocsin.dataset.schema import array_of

# Bytes of a text whose words are found, far more than a news article has. PostgreSQL refuses a row
# whose words take over a megabyte with their places, which many short ones do at a third of that.
_LONGEST = 250_000
_AT_ONCE = 200
_TERM = re.compile(r'"([^"]{1,200})"|(\w+)')
_MOST_TERMS = 50  # of one question
_INSERT = {
    "sqlite": "INSERT INTO {table} (rowid, words) VALUES (:key, :words)",
    "postgresql": "INSERT INTO {table} SELECT key, to_tsvector('tocsin_words', words)"
    " FROM unnest(CAST(:keys AS bigint[]), CAST(:texts AS text[])) AS told (key, words)",
}
_MATCH = {
    "sqlite": "SELECT rowid FROM {table} WHERE {table} MATCH :{name}",
    "postgresql": "SELECT key FROM {table}"
    " WHERE words @@ websearch_to_tsquery('tocsin_words', :{name})",
}
_BEST = {
    "sqlite": "SELECT rowid, -bm25({table}) AS score FROM {table} WHERE {table} MATCH :question"
    " ORDER BY score DESC, rowid LIMIT :limit",
    "postgresql": "SELECT key, ts_rank_cd(words, asked) AS score"
    " FROM {table}, websearch_to_tsquery('tocsin_words', :question) AS asked"
    " WHERE words @@ asked ORDER BY score DESC, key LIMIT :limit",
}


def add_words(connection: Connection, table: str, texts: Iterable[tuple[int, str]]) -> None:
    """Make texts findable by the key of their row."""
    statement = sql(_INSERT[connection.dialect.name].format(table=table))
    for rows in _batches(texts):
        if connection.dialect.name == "postgresql":
            keys, words = ([one[name] for one in rows] for name in ("key", "words"))
            told = {"keys": array_of(keys), "texts": array_of(words)}
            connection.execute(statement, told)
        else:
            connection.execute(statement, rows)


def _batches(texts: Iterable[tuple[int, str]]) -> Iterator[list[dict[str, object]]]:
    rows = list[dict[str, object]]()
    for key, words in texts:
        rows.append({"key": key, "words": _folded(words[:_LONGEST])})
        if len(rows) == _AT_ONCE:
            yield rows
            rows = []
    if rows:
        yield rows


def question_of(text: str) -> str:
    """What a person typed as a question that both databases take; empty if it holds no word."""
    terms = list[str]()
    for phrase, word in _TERM.findall(_folded(text)):
        inside = " ".join(re.findall(r"\w+", phrase or word))
        if inside and len(terms) < _MOST_TERMS:
            terms.append(f'"{inside}"')
    return " ".join(terms)


def matches(dialect: str, table: str, key: ColumnElement[int], text: str) -> ColumnElement[bool]:
    """The condition that the row of a key holds the words of a text."""
    question = question_of(text)
    if not question:
        return false()
    name = f"{table}_asked"
    found = sql(_MATCH[dialect].format(table=table, name=name))
    return key.in_(found.bindparams(bindparam(name, question)).columns(column("key", BigInteger)))


def best(connection: Connection, table: str, text: str, limit: int) -> list[tuple[int, float]]:
    """Keys of the rows that hold the words best, with how well they do, the best first."""
    question = question_of(text)
    if not question:
        return []
    statement = sql(_BEST[connection.dialect.name].format(table=table))
    rows = connection.execute(statement, {"question": question, "limit": limit})
    return [(key, float(score)) for key, score in rows]


def _folded(text: str) -> str:
    """Small letters without accents, and without what a database cannot hold."""
    parts = text.replace("\0", " ")
    # Twice, since letters that stand for others ("𝓐") have a small form only once they are parted.
    for _ in range(2):
        parts = unicodedata.normalize("NFKD", parts.casefold())
    accents = {ord(char): None for char in set(parts) if unicodedata.combining(char)}
    bare = parts.translate(accents) if accents else parts
    return bare.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
