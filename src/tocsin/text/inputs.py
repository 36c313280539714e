"""Files, folders and standard input to articles, with what became of each.

>>> from io import BytesIO
>>> article = b"Thousands of miners marched through the city on Monday."
>>> [found] = find_articles(["-"], options=Options(stdin=BytesIO(article)))
>>> found.status.value, found.note
('needs-date', 'text says only "Monday"')

Nothing vanishes: whatever was named or found in a folder comes out once, read or with a reason.
"""

import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from tocsin.errors import UnreadableInputError
from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.decode import decode
from tocsin.text.language import is_english
from tocsin.text.plain import read_plain
from tocsin.text.table import LARGEST_RECORD, read_records
from tocsin.text.unread import InputStatus, Unread

# One article, in bytes; a record file may be of any size, since it is read line by line.
LARGEST_FILE = LARGEST_RECORD
_RECORDS = frozenset({".jsonl", ".ndjson"})
# Formats that look like text, or that a reader would expect us to know: said by name.
_UNREAD_YET = frozenset(
    f".{suffix}"
    for suffix in (
        *(
            "html",
            "htm",
            "xhtml",
            "mhtml",
            "xml",
            "rss",
            "atom",
            "json",
            "csv",
            "tsv",
            "eml",
            "mbox",
        ),
        *("pdf", "doc", "docx", "odt", "rtf", "epub", "xls", "xlsx", "parquet", "db", "sqlite"),
        *("warc", "gz", "bz2", "xz", "zst", "zip", "tar", "7z", "tocsin"),
    )
)
_OTHER_FORMAT = re.compile(
    rb"\s{0,100}(?:\xef\xbb\xbf)?(?:<!doctype\s|<html|<\?xml|%PDF-|PK\x03\x04|\{\\rtf)",
    re.IGNORECASE,
)
_RECORD_START = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,100}\{\s{0,100}"')
_RELATIVE = re.compile(
    r"\b(?:(?:last|this|next|past)\s(?:week(?:end)?|month|year|night|mon|tues|wednes|thurs|fri|satur|sun)\w*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|yesterday|today|tonight|tomorrow)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 2
_LOOKED_AT = 10_000
_ID_HASH = 8
_STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Input:
    """One article that was asked for, or one thing that is none, and what became of it.

    Attributes:
        name: Where it came from, as given or as found in a folder: "news/a.txt".
        status: What became of it.
        article: The article if it was read (`OK`, `NEEDS_DATE`); else None.
        note: A short sentence for people; empty if there is nothing to say.
    """

    name: str
    status: InputStatus
    article: Article | None = None
    note: str = ""


class Found(NamedTuple):
    """An input, and where it came from.

    Attributes:
        input: The input.
        file: Name of the file that holds it; of many records the same.
        source: The very bytes of the text file or of the record's line; None where nothing was
            read, or where it is too large.
    """

    input: Input
    file: str
    source: bytes | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read.

    Attributes:
        published: Publication days that the user gives, by article id or by name of the input.
        outlet: Outlet of every article that names none.
        largest: Bytes of the largest file or record that is read as one article.
        stdin: What "-" stands for; None for the standard input.
        any_language: Whether articles in other languages are read too.
    """

    published: Mapping[str, date] = field(default_factory=dict)
    outlet: str | None = None
    largest: int = LARGEST_FILE
    stdin: BinaryIO | None = None
    any_language: bool = False


DEFAULTS = Options()


def find_articles(paths: Sequence[str | Path], *, options: Options = DEFAULTS) -> Iterator[Input]:
    """Find the articles in files, folders and standard input.

    Args:
        paths: Files; folders, which are read with all their folders in the order of their names;
            "-" for standard input.
        options: How they are read.

    Yields:
        In the order of the paths, one input per article, and one per file or record that is none.
        Ids are unique: a second article of the same name gets the start of its hash behind it.
        A link to a folder that it lies in is not followed. Names and ids hold printable characters
        only, and are never used as paths.
    """
    return (found.input for found in find_sources(paths, options=options))


def find_sources(paths: Sequence[str | Path], *, options: Options = DEFAULTS) -> Iterator[Found]:
    """Find what `find_articles` finds, each with the bytes that it came from.

    Args:
        paths: As for `find_articles`.
        options: How they are read.

    Yields:
        As `find_articles` does. The SHA-256 of the bytes is that of the article.
    """
    seen = _Seen()
    for path in paths:
        if str(path) == "-":
            read = _read_stream(options)
        elif Path(path).is_dir():
            read = _read_folder(Path(path), options)
        else:
            read = _read_file(Path(path), options)
        for found in read:
            yield found._replace(input=seen.check(found.input, options))


def _read_folder(root: Path, options: Options) -> Iterator[Found]:
    """Everything below a folder, by name."""
    for file, unread in _walk(root):
        if unread is None:
            yield from _read_file(file, options)
        else:
            yield _none(unread.name, unread.status, unread.note)


def _none(name: str, status: InputStatus, note: str) -> Found:
    """A file that is no article."""
    return Found(Input(name, status, None, note), name)


def _walk(root: Path) -> Iterator[tuple[Path, Unread | None]]:
    """Files below a folder, sorted by name, each with the reason why it is not read, if any."""
    # The folders being read, from the outermost: who they are, and what is left of each. Folders
    # can be nested deeper than calls.
    open_folders: list[tuple[tuple[int, int], Iterator[Path]]] = []
    entries: Iterator[Path] = iter((root,))
    while True:
        path = next(entries, None)
        if path is None:
            if not open_folders:
                return
            open_folders.pop()
            entries = open_folders[-1][1] if open_folders else iter(())
        elif path.name.startswith(".") and path != root:
            yield path, Unread(_printable(path), InputStatus.SKIPPED, "hidden")
        elif not path.is_dir():
            yield path, None
        else:
            found = _enter(path, [identity for identity, _ in open_folders])
            if isinstance(found, Unread):
                yield path, found
            else:
                open_folders.append(found)
                entries = found[1]


def _enter(
    folder: Path, above: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], Iterator[Path]] | Unread:
    """Who a folder is and what lies in it, by name; or why it is not read."""
    try:
        info = folder.stat()
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        note = f"cannot be read: {error.strerror}"
        return Unread(_printable(folder), InputStatus.UNREADABLE, note)
    identity = (info.st_dev, info.st_ino)
    if identity in above:
        note = "a link to a folder that it lies in"
        return Unread(_printable(folder), InputStatus.SKIPPED, note)
    return identity, iter(paths)


def _read_file(file: Path, options: Options) -> Iterator[Found]:
    """The articles of one file."""
    name = _printable(file)
    suffix = file.suffix.lower()
    if "\0" in str(file):
        yield _none(name, InputStatus.UNREADABLE, "cannot be read: the name holds a NUL")
        return
    try:
        # A pipe or a device might never end, so only regular files are opened.
        if not stat.S_ISREG(file.stat().st_mode):
            yield _none(name, InputStatus.UNREADABLE, "not a regular file")
        elif suffix in _UNREAD_YET:
            yield _none(name, InputStatus.UNSUPPORTED, f"{suffix} files are not read yet")
        else:
            with file.open("rb") as stream:
                if suffix in _RECORDS:
                    yield from _read_lines(_lines(stream, options.largest), name, options)
                else:
                    yield _read_text(stream.read(options.largest + 1), name, options)
    except OSError as error:
        yield _none(name, InputStatus.UNREADABLE, f"cannot be read: {error.strerror}")


def _read_stream(options: Options) -> Iterator[Found]:
    """The articles on standard input: records if the first line begins like one, else one text."""
    stream = options.stdin or sys.stdin.buffer
    lines = _lines(stream, options.largest)
    first = next(lines, b"")
    if _RECORD_START.match(first):
        yield from _read_lines(chain([first], lines), _STANDARD_INPUT, options)
    else:
        room = options.largest + 1 - len(first)
        yield _read_text(first + (stream.read(room) if room > 0 else b""), _STANDARD_INPUT, options)


def _lines(stream: BinaryIO, largest: int) -> Iterator[bytes]:
    """Lines of a stream; of one that is too long, as much as shows that it is."""
    while line := stream.readline(largest + 1):
        yield line
        while len(line) > largest and not line.endswith(b"\n"):
            line = stream.readline(largest + 1)
            if not line:
                return


def _read_lines(lines: Iterable[bytes], name: str, options: Options) -> Iterator[Found]:
    """The articles of a record file."""
    read = None
    for read in read_records(lines, name, largest=options.largest):
        if isinstance(read, Unread):
            yield Found(Input(read.name, read.status, None, read.note), name)
        else:
            article = read.article
            found = Input(f"{name}: {article.id}", InputStatus.OK, article, article.note)
            yield Found(found, name, read.line)
    if read is None:
        yield _none(name, InputStatus.EMPTY, "no records in it")


def _read_text(source: bytes, name: str, options: Options) -> Found:
    """The article of a text file."""
    if len(source) > options.largest:
        return _none(name, InputStatus.TOO_LARGE, f"over {options.largest:,} bytes")
    return Found(_article_of(source, name), name, source)


def _article_of(source: bytes, name: str) -> Input:
    """The article of the bytes of a text file."""
    if _OTHER_FORMAT.match(source):
        return Input(name, InputStatus.UNSUPPORTED, None, "holds a format that is not read yet")
    try:
        if not decode(source)[0].strip():
            return Input(name, InputStatus.EMPTY, None, "nothing in it")
        article = read_plain(source, name=PurePath(name).stem)
    except UnreadableInputError as error:
        return Input(name, InputStatus.NOT_TEXT, None, str(error))
    return Input(name, InputStatus.OK, article, article.note)


def _printable(path: Path) -> str:
    """A path as it may be shown: without control characters and broken encodings."""
    return "".join(char if char.isprintable() else "\ufffd" for char in str(path))


class _Seen:
    """What was read before in a run."""

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}  # by hash of the text
        self._ids: set[str] = set()

    def check(self, found: Input, options: Options) -> Input:
        """An input with its final status, its article's id made unique and its date as given."""
        article = found.article
        if article is None:
            return found
        if len(_LETTERS.findall(article.text[:_LOOKED_AT])) < _FEWEST_LETTERS:
            return Input(found.name, InputStatus.NO_TEXT, None, "no words in it")
        if not options.any_language and not is_english(article.text):
            return Input(found.name, InputStatus.NOT_ENGLISH, None, "not in English")
        words = " ".join(article.text.casefold().split())
        earlier = self._names.setdefault(_hash(words), found.name)
        if earlier is not found.name:
            return Input(found.name, InputStatus.DUPLICATE, None, f"duplicate of {earlier}")
        article = self._settle(article, found.name, options)
        relative = _RELATIVE.search(article.text) if article.published is None else None
        if relative is None:
            return replace(found, article=article)
        note = f'text says only "{" ".join(relative.group().split())}"'
        notes = f"{found.note}; {note}" if found.note else note
        return Input(found.name, InputStatus.NEEDS_DATE, article, notes)

    def _settle(self, article: Article, name: str, options: Options) -> Article:
        """An article with the day and outlet that the user gives, and an id of its own."""
        day = options.published.get(article.id, options.published.get(name))
        published = Published(day, DateBasis.GIVEN) if day else article.published
        own = article.id
        if own in self._ids:
            own = f"{own}-{article.sha256[:_ID_HASH]}"
        self._ids.add(own)
        return replace(
            article, id=own, published=published, outlet=article.outlet or options.outlet
        )


def _hash(words: str) -> bytes:
    """Hash of a text, for finding it again."""
    return sha256(words.encode("utf-8", "surrogatepass")).digest()
