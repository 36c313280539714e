"""Records to rows and back: the line of JSON, and the columns that people ask for beside it.

>>> storable("a\\x00b")
'a\ufffdb'

A column holds what a database can hold; the record beside it is the whole truth.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256

import msgspec

from tocsin.dataset.lines import SCHEMA_VERSION, decode_line, encode_line
from tocsin.errors import InvalidValueError
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article, DateBasis, Published

Row = dict[str, object]

_REPORT = b'{"record":"report","schema":%d,' % SCHEMA_VERSION


def storable(words: str) -> str:
    """Words as every database can hold them: PostgreSQL no NUL, none of them half a character."""
    return words.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def stamp(at: datetime) -> str:
    """A time as it is kept: in UTC, so that its text sorts as it does.

    Raises:
        InvalidValueError: The time names no zone, so that nobody knows when it was.
    """
    if at.tzinfo is None:
        raise InvalidValueError(f"{at} names no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest_of(content: bytes) -> str:
    """SHA-256 of bytes, in hex."""
    return sha256(content).hexdigest()


def bytes_of(value: object) -> bytes:
    """A value of a row as bytes; a person with a database shell may have left words there."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if not isinstance(value, bytes | bytearray | memoryview):
        raise InvalidValueError(f"no bytes: {value!r}")
    return bytes(value)


def canonical(tree: object) -> bytes:
    """A tree of plain values as JSON; the same tree always gives the same bytes."""
    return msgspec.json.encode(tree, order="deterministic")


def words_of(text: str) -> str:
    """Hash of the words of a text, for finding the same text again whatever its line breaks."""
    return digest_of(" ".join(text.casefold().split()).encode("utf-8", "surrogatepass"))


def article_row(article: Article) -> Row:
    """The row of an article, without its key."""
    return {
        "id": storable(article.id),
        "sha256": article.sha256,
        "title": _optional(article.title),
        "outlet": _optional(article.outlet),
        "published": article.published.day.isoformat() if article.published else None,
        "given": None,
        "url": _optional(article.url),
        "words": words_of(article.text),
        "record": _encoded(article),
    }


def _encoded(article: Article) -> bytes:
    try:
        return msgspec.json.encode(article)
    except UnicodeEncodeError as error:
        raise InvalidValueError(
            f"article {article.id!r} holds half a character: {error}"
        ) from error


def report_row(report: Report) -> Row:
    """The row of a report that is current and not linked yet, without its key."""
    return {
        "id": storable(report.id),
        "article": storable(report.article),
        "reading": None,
        "current": True,
        "fresh": True,
        "succeeds": None,
        "type": report.what.type.value,
        "status": report.what.status.value,
        "start": report.when.start,
        "end": report.when.end,
        "city": _optional(report.where.city),
        "country": _optional(report.where.country),
        "size_low": report.size.low if report.size else None,
        "size_high": report.size.high if report.size else None,
        "sentence": storable(report.sentence.words),
        "record": encode_line(report),
    }


def rejected_row(rejected: Rejected) -> Row:
    """The row of a candidate that was left out, without its key."""
    return {
        "id": storable(rejected.id),
        "article": storable(rejected.article),
        "reading": None,
        "current": True,
        "type": storable(rejected.type),
        "reason": rejected.reason.value,
        "sentence": storable(rejected.sentence.words),
        "record": encode_line(rejected),
    }


def article_of(record: bytes, given: str | None) -> Article:
    """The article of a row, with the day that a person set, if one did."""
    article = msgspec.json.decode(record, type=Article)
    if given is None:
        return article
    published = Published(date.fromisoformat(given), DateBasis.GIVEN)
    return replace(article, published=published)


def report_of(record: bytes) -> Report:
    """The report of a row."""
    # Every report of this schema begins so; it is decoded in one go, five times as fast.
    record = bytes_of(record)
    if record.startswith(_REPORT):
        return _report_decoder().decode(record)
    found = decode_line(record)
    if not isinstance(found, Report):
        raise InvalidValueError(f"no report: {record[:80]!r}")
    return found


@cache
def _report_decoder() -> msgspec.json.Decoder[Report]:
    return msgspec.json.Decoder(Report)


def rejected_of(record: bytes) -> Rejected:
    """The candidate of a row."""
    found = decode_line(record)
    if not isinstance(found, Rejected):
        raise InvalidValueError(f"no rejected candidate: {record[:80]!r}")
    return found


def tree_of(text: str) -> object:
    """The plain values of a column of JSON."""
    return msgspec.json.decode(text)


def text_of(tree: object) -> str:
    """Plain values for a column of JSON.

    Raises:
        InvalidValueError: Something in it is no plain value.
    """
    try:
        return storable(canonical(tree).decode())
    except (TypeError, ValueError, msgspec.MsgspecError) as error:
        raise InvalidValueError(f"{tree!r} cannot be kept: {error}") from error


def mapping_of(text: str) -> Mapping[str, object]:
    """The object of a column of JSON."""
    return msgspec.json.decode(text, type=dict[str, object])


def _optional(words: str | None) -> str | None:
    return None if words is None else storable(words)
