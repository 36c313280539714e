r"""Bytes to lines: encodings, line ends and limits, whatever a file holds.

>>> import io
>>> [(line.number, line.text) for line in find_lines(io.BytesIO(b"\xef\xbb\xbfS\xe3o\r\nb"))]
[(1, 'São'), (2, 'b')]

UTF-8 is tried line by line, then Windows-1252, which holds ISO-8859-1: in files that were joined
from several, one line says nothing about the next.
"""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

# Bytes of a line; the longest rows of the datasets we know (stories in PLOVER) are a tenth of it.
LONGEST_LINE = 2_000_000
_BLOCK = 65_536
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Readable(Protocol):
    """Whatever gives bytes: a file, or something around one."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, fewer only at the end."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file.

    Attributes:
        number: Its number, from 1.
        text: Its text without the line end; empty where it is too long.
        too_long: Whether it is longer than `LONGEST_LINE`, and was passed over.
    """

    number: int
    text: str
    too_long: bool = False


def find_lines(stream: Readable, longest: int = LONGEST_LINE) -> Iterator[Line]:
    r"""The lines of a file, in order, without their ends ("\n", "\r\n" or "\r").

    Args:
        stream: The file; it is read a block at a time.
        longest: Bytes of the longest line that is kept.

    Yields:
        Every line, the empty ones too. A byte order mark is no part of the first.
    """
    for number, raw in enumerate(_raw_lines(_blocks(stream), longest), 1):
        yield Line(number, "", too_long=True) if raw is None else Line(number, decode(raw))


def decode(raw: bytes) -> str:
    r"""Text of bytes: UTF-8 if they are, else Windows-1252.

    >>> decode(b"S\xc3\xa3o"), decode(b"S\xe3o"), decode(b"\x81")
    ('São', 'São', '\ufffd')
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _blocks(stream: Readable) -> Iterator[bytes]:
    """The file as blocks of bytes without a byte order mark; UTF-16 comes as UTF-8."""
    first = stream.read(_BLOCK)
    encoding = next((name for mark, name in _MARKS if first.startswith(mark)), None)
    if encoding is None:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from iter(lambda: stream.read(_BLOCK), b"")
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    block = first[2:]
    while block:
        yield decoder.decode(block).encode("utf-8", "replace")
        block = stream.read(_BLOCK)
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _raw_lines(blocks: Iterable[bytes], longest: int) -> Iterator[bytes | None]:
    """Lines as bytes without their ends; None for one that is too long."""
    rest, skipping = b"", False
    for block in blocks:
        *lines, rest = _split(rest + block)
        for line in lines:
            yield None if skipping or len(line) > longest else line
            skipping = False
        # Kept short, so that joining blocks to it takes no time; a last "\r" may be its end.
        if len(rest) - rest.endswith(b"\r") > longest:
            rest, skipping = rest[-1:] if rest.endswith(b"\r") else b"", True
    for line in rest.splitlines():
        yield None if skipping or len(line) > longest else line
        skipping = False
    if skipping:
        yield None


def _split(data: bytes) -> list[bytes]:
    """Whole lines without their ends, then what follows the last end ("" if nothing).

    A carriage return that ends the block may be half an end, and stays with what follows.
    """
    held = b"\r" if data.endswith(b"\r") else b""
    lines = data.removesuffix(b"\r").splitlines(keepends=True)
    rest = b"" if not lines or lines[-1].endswith((b"\n", b"\r")) else lines.pop()
    return [*(line.rstrip(b"\r\n") for line in lines), rest + held]
