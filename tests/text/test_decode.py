"""Decoding: which bytes are text, and in which encoding."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import UnreadableInputError
from tocsin.text.decode import decode

READ = [
    (b"plain", "plain", "utf-8"),
    ("São Paulo".encode(), "São Paulo", "utf-8"),
    (b"\xef\xbb\xbfmarked", "marked", "utf-8"),
    (b"\xff\xfe" + "São".encode("utf-16-le"), "São", "utf-16-le"),
    (b"\xfe\xff" + "São".encode("utf-16-be"), "São", "utf-16-be"),
    (b"S\xe3o \x93quoted\x94", "São “quoted”", "cp1252"),
    ("“São” é ã".encode() + b" \xff", "“São” é ã \ufffd", "utf-8 with damage"),
    (b"", "", "utf-8"),
    (b"line\r\n\tand\x0c more\x1a", "line\r\n\tand\x0c more\x1a", "utf-8"),
]


@pytest.mark.parametrize(("source", "text", "encoding"), READ)
def test_reads(source: bytes, text: str, encoding: str) -> None:
    assert decode(source) == (text, encoding)


@pytest.mark.parametrize(
    "source",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x7fELF\x02\x01\x01\x00",
        b"text with a NUL\x00 in it",
        bytes(range(1, 256)) * 4,
        random.Random(1).randbytes(10_000).replace(b"\0", b"\1"),  # noqa: S311 - a fixed example
    ],
)
def test_refuses_what_is_not_text(source: bytes) -> None:
    with pytest.raises(UnreadableInputError, match="not text"):
        decode(source)


@given(st.binary())
def test_any_bytes_are_text_or_refused(source: bytes) -> None:
    try:
        text, encoding = decode(source)
    except UnreadableInputError:
        return
    assert "\0" not in text
    assert encoding


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode())[0] == text.removeprefix("\ufeff")
