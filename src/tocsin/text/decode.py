r"""Bytes to text: which encoding, and whether it is text at all.

>>> decode(b"Protesters in S\xe3o Paulo")
('Protesters in São Paulo', 'cp1252')

UTF-8 unless a byte order mark says otherwise. Where a file is not valid UTF-8, either it is
Windows-1252 throughout, or a few bytes of it were damaged: the larger part decides.
"""

import codecs
import re

from tocsin.errors import UnreadableInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that text files hold: tab, line ends, form feed, escape, end-of-file of DOS.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_SOUND = re.compile(r"[^\x00-\x7f\ufffd]")
# Random bytes have .1; texts that passed through old teletypes and PDFs stay below .01.
_MOST_CONTROL = 0.02


def decode(source: bytes) -> tuple[str, str]:
    """Decode the bytes of a text file.

    Args:
        source: Any bytes.

    Returns:
        The text without its byte order mark, and the encoding: "utf-8", "utf-16-le", "utf-16-be",
        "cp1252", or "utf-8 with damage" where bytes had to be replaced by U+FFFD.

    Raises:
        UnreadableInputError: It is not text: it holds NUL bytes, or many control characters.
    """
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            text = source[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        text, encoding = _guess(source)
    if "\0" in text:
        raise UnreadableInputError("not text: it holds NUL bytes")
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise UnreadableInputError("not text: it holds many control characters")
    return text, encoding


def _guess(source: bytes) -> tuple[str, str]:
    """Text and encoding of bytes without a byte order mark."""
    try:
        return source.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = source.decode("utf-8", errors="replace")
    if len(_SOUND.findall(text)) > text.count("\ufffd"):
        return text, "utf-8 with damage"
    return source.decode("cp1252", errors="replace"), "cp1252"
