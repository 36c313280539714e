"""Importing tocsin: fast, quiet, and every public name where it says it is."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

import tocsin

SECONDS = 0.3


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    source = str(Path(tocsin.__file__).parents[1])
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": source}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_every_public_name_can_be_imported() -> None:
    for name in tocsin.__all__:
        assert getattr(tocsin, name).__name__ == name
    assert set(tocsin._MODULES) == set(tocsin.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'read_minds'"):
        tocsin.read_minds  # noqa: B018


def test_importing_loads_no_parser_and_no_database() -> None:
    code = (
        "import sys, tocsin; print([m for m in ('spacy', 'numpy', 'sqlite3') if m in sys.modules])"
    )
    assert python(code) == "[]\n"


def test_importing_is_fast() -> None:
    def seconds(code: str) -> float:
        start = perf_counter()
        python(code)
        return perf_counter() - start

    bare = median(seconds("pass") for _ in range(5))
    assert median(seconds("import tocsin") for _ in range(5)) - bare < SECONDS
