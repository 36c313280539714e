"""Records to articles: JSON Lines of {id, title, text, published, publisher, url}.

>>> line = b'{"id": "a1", "text": "Miners marched.", "published": "2024-07-02", "publisher": "X"}'
>>> [record] = read_records([line], "news.jsonl")
>>> article = record.article
>>> article.id, article.outlet, article.published.day.isoformat()
('a1', 'X', '2024-07-02')

A bad line costs that line alone: it is yielded with its reason in its place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from tocsin.errors import UnreadableInputError
from tocsin.text.article import Article, DateBasis
from tocsin.text.plain import Known, read_plain
from tocsin.text.unread import InputStatus, Unread

# The text of one article, in bytes: the longest in any newspaper archive is a tenth of it.
LARGEST_RECORD = 20_000_000
_ISO_DAY = len("2024-07-02")


class Record(NamedTuple):
    """An article and the line that it came from, as it stands in its file, without a line end."""

    article: Article
    line: bytes


class _Record(msgspec.Struct):
    """A line as we take it; other keys are ignored."""

    id: str | int | None = None
    title: str | None = None
    text: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None


_DECODER = msgspec.json.Decoder(_Record)


def read_records(
    lines: Iterable[bytes], name: str, *, largest: int = LARGEST_RECORD
) -> Iterator[Record | Unread]:
    """Read JSON Lines as articles.

    Args:
        lines: The lines, with or without their line ends; blank ones are passed over.
        name: Name of the file, for lines without an id and for what could not be read.
        largest: Bytes of the longest line that is read.

    Yields:
        For each line, in order, its article, or why there is none. A date that is none leaves the
        article without one, with a note. Ids are taken as they are, even twice. The hash of an
        article is that of its line.
    """
    for number, line in enumerate(lines, 1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            place = f"{name}, line {number}"
            if len(line) > largest:
                yield Unread(place, InputStatus.TOO_LARGE, f"a line of over {largest:,} bytes")
            else:
                yield _read_line(line, place, f"{PurePath(name).stem}-{number}")


def _read_line(line: bytes, name: str, spare_id: str) -> Record | Unread:
    """The article of one line; `spare_id` is its id if it has none."""
    try:
        record = _DECODER.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Unread(name, InputStatus.BAD_RECORD, f"no record of the form expected: {error}")
    day, note = _day(record.published)
    known = Known(
        id=str(record.id) if record.id not in (None, "") else spare_id,
        title=record.title or None,
        outlet=record.publisher or None,
        published=day,
        basis=DateBasis.RECORD,
        url=record.url or None,
        author=record.author or None,
        note=note,
    )
    line = line.rstrip(b"\r\n")
    try:
        article = read_plain(record.text or "", name=name, known=known)
        return Record(replace(article, sha256=sha256(line).hexdigest()), line)
    except UnreadableInputError as error:
        return Unread(name, InputStatus.NO_TEXT, str(error))


def _day(published: str | None) -> tuple[date | None, str]:
    """The day of an ISO date or date-time, and a note if it is neither."""
    words = (published or "").strip()
    if not words:
        return None, ""
    try:
        if len(words) > _ISO_DAY and words[_ISO_DAY] not in "T ":
            raise ValueError(words)
        return date.fromisoformat(words[:_ISO_DAY]), ""
    except ValueError:
        return None, f"published {words[:40]!r} is no date of the form 2024-07-02"
