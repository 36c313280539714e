"""Articles as they are kept: as they were read, with the day that a person set."""

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select

from tocsin.dataset.connection import Database
from tocsin.dataset.rows import article_of, storable
from tocsin.dataset.schema import ARTICLES, INPUTS
from tocsin.errors import DatasetError
from tocsin.text.article import Article

_AT_ONCE = 200
_MOST_NAMED = 5  # in a message
_ESCAPE = "\\"


def read_articles(database: Database) -> Iterator[Article]:
    """Every article, in the order in which they were added."""
    last = 0
    while True:
        with database.reading() as connection:
            rows = connection.execute(
                select(ARTICLES.c.key, ARTICLES.c.record, ARTICLES.c.given)
                .where(ARTICLES.c.key > last)
                .order_by(ARTICLES.c.key)
                .limit(_AT_ONCE)
            ).all()
        for row in rows:
            yield article_of(row.record, row.given)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1].key


def read_some(database: Database, articles: Sequence[str]) -> Iterator[Article]:
    """The articles of some ids, in any order; what is not there is passed over."""
    for start in range(0, len(articles), _AT_ONCE):
        some = articles[start : start + _AT_ONCE]
        with database.reading() as connection:
            rows = connection.execute(
                select(ARTICLES.c.record, ARTICLES.c.given).where(ARTICLES.c.id.in_(some))
            ).all()
        for row in rows:
            yield article_of(row.record, row.given)


def read_article(database: Database, article: str) -> Article | None:
    """The article of an id; None if there is none."""
    asked = select(ARTICLES.c.record, ARTICLES.c.given).where(ARTICLES.c.id == storable(article))
    with database.reading() as connection:
        row = connection.execute(asked).first()
    return None if row is None else article_of(row.record, row.given)


def find_article(database: Database, words: str) -> Article:
    """The article that a person means.

    Args:
        database: Where it is.
        words: Its id, the name of its input, or a part of either that no other article has.

    Raises:
        DatasetError: There is none, or more than one; the message names some of them.
    """
    if (exact := read_article(database, words)) is not None:
        return exact
    given = storable(words)
    part = "".join(_ESCAPE + char if char in "\\%_" else char for char in given)
    names = [ARTICLES.c.id, INPUTS.c.name]
    asked = (
        select(ARTICLES.c.id, INPUTS.c.name)
        .outerjoin(INPUTS, INPUTS.c.article == ARTICLES.c.id)
        .where(or_(*(name.like(f"%{part}%", escape=_ESCAPE) for name in names)))
        .order_by(ARTICLES.c.key)
    )
    with database.reading() as connection:
        rows = connection.execute(asked).all()
    found = list(dict.fromkeys(row.id for row in rows if given in (row.id, row.name)))
    found = found or list(dict.fromkeys(row.id for row in rows))
    if len(found) != 1:
        shown = ", ".join(found[:_MOST_NAMED]) + (", ..." if len(found) > _MOST_NAMED else "")
        which = f"{len(found)} articles: {shown}" if found else "no article"
        raise DatasetError(f"{words!r} names {which}")
    article = read_article(database, found[0])
    if article is None:
        raise DatasetError(f"{words!r} names no article")
    return article
