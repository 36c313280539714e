"""The schemes that are read from tables: their columns, and who reads a row.

>>> [scheme.name for scheme in schemes()][:3]
['acled', 'mmad-events', 'mmad-reports']
>>> named(["Event Date", "event.type", "QUAD_CODE", "mine"]).name
'polecat'
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.data import read_rows
from tocsin.dataset.foreign import acled, ccc, gdelt, massmob, mmad, own, polecat, ucdp
from tocsin.dataset.foreign.days import Order
from tocsin.dataset.foreign.records import CodedEvent, UnreadRow
from tocsin.dataset.foreign.rows import Row, is_missing

_READERS: Mapping[str, Callable[[Row], CodedEvent | UnreadRow]] = {
    "acled": acled.read,
    "mmad-events": mmad.read_event,
    "mmad-reports": mmad.read_report,
    "massmob": massmob.read,
    "ccc": ccc.read,
    "polecat": polecat.read,
    "ucdp-ged": ucdp.read,
    "gdelt-events": gdelt.read_event,
    "gdelt-mentions": gdelt.read_mention,
    "tocsin-events": own.read_event,
    "tocsin-reports": own.read_report,
}
# Its files are made in the US; the others have ISO dates, or names of months.
_ORDERS = {"ccc": Order.MONTH_FIRST}
# GDELT 1.0 has neither the second level of districts nor, before April 2013, an address.
_OLDER = re.compile(r"ADM2Code")
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"\d{4}[-/]?\d{2}[-/]?\d{2}(?:[T ]?\d{2}:?\d{2}.{0,20}|\d{6})?"
                       r"|\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}", re.ASCII),
    "year": re.compile(r"(?:1[89]|20)\d\d", re.ASCII),
    "number": re.compile(r"-?\d{1,18}(?:\.\d{0,15})?", re.ASCII),
    "digit": re.compile(r"\d(?:\.0)?", re.ASCII),
    "degrees": re.compile(r"-?\d{1,3}(?:\.\d{0,20})?", re.ASCII),
    "letters": re.compile(r"[A-Za-z]{2,12}"),
    "words": re.compile(r"[^\d\W][^\d]{2,80}"),
}  # fmt: skip
_FOLDED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A published table.

    Attributes:
        name: Its name: "acled".
        columns: Its columns in the order of its files.
        needed: The columns without which a file is not of this scheme.
        shapes: What cells of some columns look like.
        reads: The columns that are read into fields.
        read: What makes an event of a row.
        order: The order of day and month where a file does not tell.
    """

    name: str
    columns: tuple[str, ...]
    needed: frozenset[str]
    shapes: Mapping[str, re.Pattern[str]]
    reads: frozenset[str]
    read: Callable[[Row], CodedEvent | UnreadRow]
    order: Order = Order.UNKNOWN

    @property
    def variants(self) -> tuple[tuple[str, ...], ...]:
        """The orders of columns that files without a header may have."""
        older = tuple(name for name in self.columns if not _OLDER.search(name))
        if older == self.columns:
            return (self.columns,)
        return (self.columns, older, older[:-1])

    def fits(self, cells: Mapping[str, str]) -> int:
        """How many cells look as they should; -1 where one does not."""
        told = {name: cells[name].strip() for name in self.shapes if name in cells}
        told = {name: words for name, words in told.items() if not is_missing(words)}
        alike = all(self.shapes[name].fullmatch(words) for name, words in told.items())
        return len(told) if alike else -1

    def is_like(self, cells: Mapping[str, str]) -> bool:
        """Whether cells look as they should, and enough of them are told to say so."""
        told = sum(name in cells for name in self.shapes)
        return self.fits(cells) * 2 >= max(told, 1)


@cache
def schemes() -> tuple[Scheme, ...]:
    """All schemes, in the order of their table."""
    rows = read_rows("published-columns.tsv")
    names = tuple(dict.fromkeys(row["scheme"] for row in rows))
    return tuple(_scheme(name, [row for row in rows if row["scheme"] == name]) for name in names)


def named(header: Iterable[str]) -> Scheme | None:
    """The scheme whose columns a header names, in any order, case and punctuation.

    Returns:
        The one of which most columns are there, among those of which all needed ones are.
    """
    found = {fold(name) for name in header}
    scored = [
        (sum(fold(name) in found for name in scheme.columns) / len(scheme.columns), scheme)
        for scheme in schemes()
        if all(fold(name) in found for name in scheme.needed)
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def shaped(rows: Sequence[Sequence[str]]) -> tuple[Scheme, tuple[str, ...]] | None:
    """The scheme, and its order of columns, of rows without a header; None if none fits most."""
    best: tuple[int, Scheme, tuple[str, ...]] | None = None
    for scheme in schemes():
        for columns in scheme.variants:
            fitting = sum(_is_row(scheme, columns, row) for row in rows)
            if fitting * 2 > len(rows) and (best is None or fitting > best[0]):
                best = (fitting, scheme, columns)
    return best[1:] if best else None


def fold(name: str) -> str:
    """A column's name without case and punctuation: "Event ID" and "event_id" are one."""
    return _FOLDED.sub("", name).casefold()


def _is_row(scheme: Scheme, columns: tuple[str, ...], row: Sequence[str]) -> bool:
    if len(row) < len(columns) or any(cell.strip() for cell in row[len(columns) :]):
        return False
    return scheme.is_like(dict(zip(columns, row, strict=False)))


def _scheme(name: str, rows: Sequence[Mapping[str, str]]) -> Scheme:
    return Scheme(
        name,
        tuple(row["column"] for row in rows),
        frozenset(row["column"] for row in rows if row["need"]),
        {row["column"]: _SHAPES[row["shape"]] for row in rows if row["shape"]},
        frozenset(row["column"] for row in rows if row["reads"]),
        _READERS[name],
        _ORDERS.get(name, Order.UNKNOWN),
    )
