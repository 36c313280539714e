"""One row of a dataset while it is read: its cells by column, and what in them is no value.

>>> row = Row(7, {"killed": "two", "day": "2017-08-09", "name": " NA "})
>>> row.number("killed"), row.day("day"), row.text("name"), row.faults
(None, datetime.date(2017, 8, 9), None, ["killed: 'two' is no number"])

A cell that says "not known" in any of the ways that datasets have is an empty one. A cell that
holds something else than belongs there costs that cell alone.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from tocsin.dataset.foreign.days import Order, read_day

_MISSING = frozenset(
    ("", "na", "n/a", "#n/a", "nan", "none", "null", "nil", ".", "..", "-", "--", "\\n", "<na>")
)
_NUMBER = re.compile(r"[-+]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,2})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{0,20})?", re.ASCII)
_SHOWN = 40  # characters of a cell that a fault quotes


class Row:
    """The cells of a row.

    Args:
        line: The line on which it begins.
        cells: What stands in it by column; columns may be missing.
        order: Which number of "8/9/2017" is the month in this file.
    """

    def __init__(self, line: int, cells: Mapping[str, str], order: Order = Order.UNKNOWN) -> None:
        self.line = line
        self.cells = {name: text for name, text in cells.items() if not is_missing(text)}
        self.order = order
        self.faults: list[str] = []

    def text(self, *columns: str) -> str | None:
        """The words of the first of the columns that has any, without white space around."""
        return next((self.cells[name].strip() for name in columns if name in self.cells), None)

    def texts(self, columns: Iterable[str], separator: str | None = None) -> tuple[str, ...]:
        """The words of all the columns, each once, in order; cells may hold several."""
        found: dict[str, None] = {}
        for name in columns:
            words = self.text(name) or ""
            for part in words.split(separator) if separator else (words,):
                if not is_missing(part):
                    found.setdefault(part.strip())
        return tuple(found)

    def code(self, column: str) -> str:
        """A number that stands for something, without what spreadsheets add: "1.0", "01"."""
        words = (self.text(column) or "").removesuffix(".0")
        return words.lstrip("0") or words[-1:]

    def number(self, column: str) -> float | None:
        """The number in a cell; thousands may be parted by commas."""
        words = self.text(column)
        if words is None:
            return None
        plain = words.replace(",", "") if _GROUPED.fullmatch(words) else words
        if _NUMBER.fullmatch(plain):
            return float(plain)
        self._fault(column, words, "no number")
        return None

    def count(self, column: str) -> int | None:
        """The whole number in a cell that counts something."""
        number = self.number(column)
        if number is None or (number >= 0 and number == int(number)):
            return None if number is None else int(number)
        self._fault(column, str(number), "no count")
        return None

    def day(self, column: str) -> date | None:
        """The day in a cell."""
        words = self.text(column)
        if words is None:
            return None
        day = read_day(words, self.order)
        if day is None:
            self._fault(column, words, "no day")
        return day

    def point(self, latitude: str, longitude: str) -> tuple[float, float] | None:
        """The coordinates in two cells; None where one is missing or they are none."""
        lat, lon = self.number(latitude), self.number(longitude)
        if lat is None or lon is None:
            return None
        if abs(lat) <= 90 and abs(lon) <= 180:  # noqa: PLR2004
            return lat, lon
        self._fault(latitude, f"{lat}, {lon}", "no place on the globe")
        return None

    def _fault(self, column: str, words: str, what: str) -> None:
        self.faults.append(f"{column}: {words[:_SHOWN]!r} is {what}")


def is_missing(text: str) -> bool:
    """Whether a cell says that nothing is known."""
    return text.strip().lower() in _MISSING
