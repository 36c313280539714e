"""Inputs: everything that was handed to the dataset, each with what became of it and why.

An article whose text is there already is a duplicate, also of one that an earlier run added. The
bytes of an input are kept before the dataset speaks of it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from tocsin.dataset.adding import add_articles
from tocsin.dataset.chain import Act, Deed, enter
from tocsin.dataset.connection import Database
from tocsin.dataset.originals import Originals
from tocsin.dataset.rows import stamp, storable, words_of
from tocsin.dataset.schema import ARTICLES, CUSTODY, INPUTS, next_number
from tocsin.text.article import Article
from tocsin.text.inputs import Input
from tocsin.text.unread import InputStatus

_AT_ONCE = 2_000
_ID_HASH = 8


@dataclass(frozen=True, slots=True)
class KeptInput:
    """An input as the dataset knows it.

    Attributes:
        number: Its number in this dataset, counting from 1.
        name: The input as the user named it.
        status: What became of it; one that waited for a day and was given one is ok.
        note: Why, in words; empty if there is nothing to say.
        article: Id of its article; of a duplicate, of the article that was there before.
        sha256: Hash of its bytes; empty if they are unknown.
        run: The run that added it.
        at: When, in UTC.
        new: Whether this call added it; else the same was there before.
    """

    number: int
    name: str
    status: InputStatus
    note: str
    article: str | None
    sha256: str
    run: int
    at: datetime
    new: bool = False


class Inputs:
    """The inputs of a dataset."""

    def __init__(self, database: Database, originals: Originals) -> None:
        self._database = database
        self._originals = originals

    def add(self, found: Input, source: bytes | None, run: int, at: datetime) -> KeptInput:
        """Add what was found under one name: an article, or the reason why it is none.

        Args:
            found: What `find_articles` gave.
            source: The bytes that it came from: the file, or the line of a record file; None if
                they are not at hand.
            run: The run that adds it.
            at: Now, with its time zone.

        Returns:
            What the dataset keeps. An article whose words it has already is a duplicate; one
            whose id another article bears gets the start of its hash behind it.
        """
        sha256 = self._originals.keep(source) if source is not None else _sha256(found)
        with self._database.writing() as connection:
            if held := _held(connection, found, sha256):
                return held
            if source is not None and self._originals.folder is not None:
                _log(connection, sha256, at)
            settled, article = _settle(connection, found)
            if settled.article is not None:
                add_articles(connection, [settled.article], at)
            row = {
                "number": next_number(connection, INPUTS.c.number),
                "name": storable(settled.name),
                "status": settled.status.value,
                "note": storable(settled.note),
                "article": article,
                "sha256": sha256,
                "run": run,
                "at": stamp(at),
            }
            connection.execute(insert(INPUTS), row)
            return _by_number(connection, int(str(row["number"])), new=True)

    def all(self) -> Iterator[KeptInput]:
        """Every input, the first one first."""
        last = 0
        while True:
            with self._database.reading() as connection:
                asked = _SELECT.where(INPUTS.c.number > last).order_by(INPUTS.c.number)
                rows = connection.execute(asked.limit(_AT_ONCE)).all()
            for row in rows:
                yield _kept(*row)
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1].number

    def counts(self) -> dict[InputStatus, int]:
        """How many inputs ended how, in the order of `InputStatus`; no zeros."""
        dated = ARTICLES.c.given.is_not(None)
        asked = (
            select(INPUTS.c.status, dated, func.count())
            .outerjoin(ARTICLES, ARTICLES.c.id == INPUTS.c.article)
            .group_by(INPUTS.c.status, dated)
        )
        found = Counter[InputStatus]()
        with self._database.reading() as connection:
            for status, is_dated, count in connection.execute(asked):
                found[_settled(InputStatus(status), is_dated)] += count
        return {status: found[status] for status in InputStatus if found[status]}


_SELECT = select(INPUTS, ARTICLES.c.given).outerjoin(ARTICLES, ARTICLES.c.id == INPUTS.c.article)


def _kept(*values: object) -> KeptInput:
    """The input of a row, which ends with the day that a person gave its article."""
    number, name, status, note, article, sha256, run, at, given = values
    read = InputStatus(str(status))
    found = _settled(read, given is not None)
    if found is not read:
        note = f"published {given}, as a person said"
    return KeptInput(
        int(str(number)),
        str(name),
        found,
        str(note),
        None if article is None else str(article),
        str(sha256),
        int(str(run)),
        datetime.fromisoformat(str(at)),
    )


def _settled(status: InputStatus, dated: bool) -> InputStatus:
    """What has become of an input, now that a person gave its article a day or not."""
    waited = status is InputStatus.NEEDS_DATE and dated
    return InputStatus.OK if waited else status


def _by_number(connection: Connection, number: int, *, new: bool) -> KeptInput:
    row = connection.execute(_SELECT.where(INPUTS.c.number == number)).one()
    return replace(_kept(*row), new=new)


def _sha256(found: Input) -> str:
    return found.article.sha256 if found.article else ""


def _held(connection: Connection, found: Input, sha256: str) -> KeptInput | None:
    """The same bytes under the same name, if nothing more can be read in them than before."""
    asked = [INPUTS.c.name == storable(found.name), INPUTS.c.sha256 == sha256]
    if found.article is None:
        asked.append(INPUTS.c.status == found.status.value)
    else:
        asked.append(INPUTS.c.article.is_not(None))
    rows = connection.execute(_SELECT.where(*asked).order_by(INPUTS.c.number).limit(1))
    row = rows.first()
    return None if row is None else _kept(*row)


def _log(connection: Connection, sha256: str, at: datetime) -> None:
    """Enter bytes into the custody log when they come for the first time."""
    same = [CUSTODY.c.action == Deed.ORIGINAL.value, CUSTODY.c.subject == sha256]
    if connection.execute(select(CUSTODY.c.number).where(*same).limit(1)).first() is None:
        enter(connection, Act(Deed.ORIGINAL, sha256, sha256, at))


def _settle(connection: Connection, found: Input) -> tuple[Input, str | None]:
    """An input as it is kept, and the id of its article or of the one that it repeats."""
    article = found.article
    if article is None:
        return found, None
    earlier = connection.execute(
        select(ARTICLES.c.id, INPUTS.c.name)
        .outerjoin(INPUTS, INPUTS.c.article == ARTICLES.c.id)
        .where(ARTICLES.c.words == words_of(article.text))
        .order_by(INPUTS.c.number)
        .limit(1)
    ).first()
    if earlier is not None:
        note = f"duplicate of {earlier.name or earlier.id}"
        return Input(found.name, InputStatus.DUPLICATE, None, note), earlier.id
    article = _named(connection, article)
    return replace(found, article=article), storable(article.id)


def _named(connection: Connection, article: Article) -> Article:
    """An article under an id that no other bears."""
    name, length = article.id, _ID_HASH
    marks = article.sha256 or words_of(article.text)
    while connection.execute(select(ARTICLES.c.key).where(ARTICLES.c.id == storable(name))).first():
        name, length = f"{article.id}-{marks[:length]}", length + 1
    return replace(article, id=name)
