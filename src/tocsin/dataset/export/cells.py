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

from tocsin.dataset.export.columns import Cell

_STARTS = "=+\\-@＝＋－＠"  # the full-width ones are taken for the others in some languages
_SPLITS = ",;|\\t\\r\\n"
# Quotation marks between the split and the formula are swallowed by some readers. They are no
# splits themselves, so each run of them is looked at once however long the cell is.
_RISKY = re.compile(rf"\A(?=[\"']*[{_STARTS}\t\r\n])|(?<=[{_SPLITS}])(?=[\"']*[{_STARTS}])")
_MADE_SAFE = re.compile(rf"\A'(?=[\"']*[{_STARTS}\t\r\n])|(?<=[{_SPLITS}])'(?=[\"']*[{_STARTS}])")
_QUOTED = re.compile(r'[",;|\t\r\n]|\A\s|\s\Z')


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
    return ",".join([_cell(cell, escape) for cell in cells]) + "\n"


def _cell(cell: Cell, escape: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = safe(cell) if escape else cell
        text = text.replace("\0", "\ufffd")  # most readers of CSV stop at a zero
        return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell)
