"""Cells of a CSV file: exact, and never run by a spreadsheet.

>>> safe('=HYPERLINK("http://x")'), safe("no formula"), plain("'=1+1")
('\\'=HYPERLINK("http://x")', 'no formula', '=1+1')
>>> line_of(["a", None, 3, True, "x, y"])
'a,,3,true,"x, y"\\n'

Spreadsheets run what begins like a formula. An apostrophe before it makes it text; `plain` takes
it away again and gives back exactly what was there, so nothing is lost. The same is done behind
every mark at which a spreadsheet may split a cell once more: some split at semicolons or tabs.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from tocsin.dataset.export.columns import Cell

_STARTS = "=+\\-@＝＋－＠"  # the full-width ones are taken for the others in some languages
_SPLITS = ",;|\\t\\r\\n"
# Quotation marks between the split and the formula are swallowed by some readers. They are no
# splits themselves, so each run of them is looked at once however long the cell is.
_RISKY = re.compile(rf"\A(?=[\"']*[{_STARTS}\t\r\n])|(?<=[{_SPLITS}])(?=[\"']*[{_STARTS}])")
_MADE_SAFE = re.compile(rf"\A'(?=[\"']*[{_STARTS}\t\r\n])|(?<=[{_SPLITS}])'(?=[\"']*[{_STARTS}])")
# What has none of these is written as it is: nearly every cell.
_SPECIAL = re.compile(rf"[\"\0{_SPLITS}]|\A[\s'{_STARTS}]|\s\Z")
_QUOTED = re.compile(rf"[\"{_SPLITS}]|\A\s|\s\Z")
_REMEMBERED = 16_384  # texts: an id stands in a dozen rows, a rule in thousands


def safe(text: str) -> str:
    """The text, with an apostrophe wherever a spreadsheet would take it for a formula."""
    return _RISKY.sub("'", text)


def plain(text: str) -> str:
    """What `safe` was given."""
    return _MADE_SAFE.sub("", text)


def line_of(cells: Iterable[Cell], escape: bool = True) -> str:
    """A line of a CSV file with its line end, after RFC 4180 but with LF.

    Args:
        cells: The cells; None is an empty one.
        escape: Whether text that would run is made safe.
    """
    write = _safe_text if escape else _exact_text
    texts = ["" if c is None else write(c) if isinstance(c, str) else _other(c) for c in cells]
    return ",".join(texts) + "\n"


@lru_cache(maxsize=_REMEMBERED)
def _safe_text(text: str) -> str:
    return _quoted(safe(text)) if _SPECIAL.search(text) else text


@lru_cache(maxsize=_REMEMBERED)
def _exact_text(text: str) -> str:
    return _quoted(text) if _SPECIAL.search(text) else text


def _quoted(text: str) -> str:
    text = text.replace("\0", "\ufffd")  # most readers of CSV stop at a zero
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _other(cell: float) -> str:
    """A number or a flag."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell)
