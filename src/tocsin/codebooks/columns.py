"""How the cell of a column is made of a case, step by step as the column says.

A column is compiled once an export, so that a hundred thousand events need no look-up of names.
"""

import re
from collections.abc import Callable, Iterable

from tocsin.codebooks.case import Case, LossReason, each_once
from tocsin.codebooks.conditions import holds
from tocsin.codebooks.facts import FACTS
from tocsin.codebooks.scheme import Cell, CellType, Choice, Column, Condition, Scheme, Vocabulary

_BRACED = re.compile(r"\{(\w{1,60})\}")
Made = object | None
Maker = Callable[[Case], Made]
Lose = Callable[[LossReason, str], None]


def meets(case: Case, conditions: Iterable[Condition]) -> bool:
    """Whether a case meets all conditions."""
    return all(holds(one, FACTS[one.fact].of(case)) for one in conditions)


class CellMaker:
    """Makes the cells of one column.

    Args:
        scheme: The scheme, for its vocabularies.
        column: The column.
        first: Whether no earlier column shows an item of the same list.
        last: Whether no later one does.
    """

    def __init__(
        self, scheme: Scheme, column: Column, *, first: bool = True, last: bool = True
    ) -> None:
        self.column = column
        self.first = first
        self.last = last
        self.codes = _coder(scheme.vocabulary(column.vocabulary)) if column.vocabulary else None
        self.told = _teller(column)
        self.each = _worder(column.each) if column.each is not None else None
        self.fit = _FIT[column.type]

    def cell(self, case: Case, lose: Lose) -> Cell:
        """The cell of a case.

        Args:
            case: The event or report.
            lose: Called with the reason and the value where one does not come through.
        """
        column = self.column
        asked = case.whole if column.of_event else case
        value = self.told(asked) if meets(asked, column.when) else None
        if value == []:
            value = None
        if value is not None:
            value = self._coded(value, lose if self.first else _say_nothing)
        if isinstance(value, list):
            value = self._one(asked, value, lose)
        if value is None:
            value = column.default
        return None if value is None else self.fit(value)

    def _coded(self, value: object, lose: Lose) -> Made:
        """A value, or each of a list, in the codes of the scheme."""
        if self.codes is None:
            return value
        items = value if isinstance(value, list) else [value]
        codes = each_once(code for one in items for code in self.codes(one, lose))
        return codes if isinstance(value, list) or len(codes) > 1 else next(iter(codes), None)

    def _one(self, case: Case, items: list[object], lose: Lose) -> Made:
        """One value of a list: one item of it, or all joined."""
        column = self.column
        if self.each is not None:
            items = [worded for one in items if (worded := self.each(case, str(one)))]
        if column.join is not None and column.at is None:
            return column.join.join(map(str, items)) or None
        if column.type is CellType.JSON:
            return items or None
        at = column.at or 0
        if self.last and len(items) > at + 1:
            lose(LossReason.CUT, "")
        if column.join is not None and self.last:  # the last column holds what is left over
            return column.join.join(map(str, items[at:])) or None
        return items[at] if at < len(items) else None


def _say_nothing(_reason: LossReason, _value: str) -> None:
    """For a column whose list was told as lost by another."""


Coder = Callable[[object, Lose], Iterable[str | None]]


def _coder(codes: Vocabulary) -> Coder:
    """How a vocabulary codes one value; a code that is empty says that there is nothing to say."""
    find = _finder(codes)

    def code(value: object, lose: Lose) -> Iterable[str | None]:
        word = str(value).lower() if isinstance(value, bool) else str(value)
        found = find(word)
        if found:
            return found
        if codes.keep:
            return (word,)
        if codes.other is None:
            lose(LossReason.NO_CODE, " ".join(word.split()))
        return (codes.other,)

    return code


def _finder(codes: Vocabulary) -> Callable[[str], list[str]]:
    """The codes of a word: its own, or those of the words within it in the order told."""
    if not codes.in_words:
        return lambda word: [codes.codes[word]] if word in codes.codes else []
    keys = sorted(codes.codes, key=lambda key: (-len(key), key))
    parts = (
        re.escape(key.rstrip("*")) + (r"\w{0,30}" if key.endswith("*") else "") for key in keys
    )
    pattern = re.compile(rf"\b(?:{'|'.join(f'({part})' for part in parts)})\b", re.IGNORECASE)

    def find(word: str) -> list[str]:
        text = " ".join(word.split())
        numbers = (match.lastindex for match in pattern.finditer(text))
        return [codes.codes[keys[number - 1]] for number in numbers if number]

    return find


def _teller(column: Column) -> Maker:
    """What a column asks of a case, before any coding."""
    if column.value is not None:
        worded = _worder(column.value)
        return lambda case: worded(case, "")
    if column.choices:
        return _chooser(column.choices)
    if len(column.facts) == 1:
        return FACTS[column.facts[0]].of
    facts = [FACTS[name] for name in column.facts]

    def first(case: Case) -> Made:
        told = (fact.of(case) for fact in facts)
        return next((one for one in told if one is not None and one != []), None)

    return first


def _chooser(choices: tuple[Choice, ...]) -> Maker:
    """The first value whose conditions hold."""
    worded = [(choice.when, _worder(choice.value)) for choice in choices]

    def choose(case: Case) -> Made:
        return next((words(case, "") for when, words in worded if meets(case, when)), None)

    return choose


def _worder(words: str) -> Callable[[Case, str], str | None]:
    """A text with facts in braces; None where one of them is not known.

    >>> _worder("plain")(None, "")
    'plain'
    >>> _worder("<{item}>")(None, "x")
    '<x>'
    """
    parts = _BRACED.split(words)
    texts, names = parts[::2], parts[1::2]
    if not names:
        return lambda _case, _item: words

    def fill(case: Case, item: str) -> str | None:
        filled = [texts[0]]
        for name, text in zip(names, texts[1:], strict=True):
            told = item if name == "item" else plain(FACTS[name].of(case))
            if not told:
                return None
            filled += (told, text)
        return "".join(filled)

    return fill


def plain(value: object) -> str:
    """A value as text: no ".0", lists with commas, silence as nothing.

    >>> plain(15000.0), plain([1, "b"]), plain(None), plain(True)
    ('15000', '1, b', '', '1')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, list):
        return ", ".join(plain(one) for one in value)
    return str(value)


def number_text(value: float, digits: int | None = None) -> str:
    """A number without an exponent and without zeros behind the point.

    >>> number_text(150000.0), number_text(1666.6666666666667), number_text(39.03385, 2)
    ('150000', '1666.66666666667', '39.03')
    """
    if digits is not None:
        value = round(value, digits)
    if value == int(value):
        return str(int(value))
    text = format(value, ".15g")
    return text if "e" not in text else format(value, f".{_LEAST}f").rstrip("0")


_LEAST = 15  # digits of numbers too small for their own form


def _text(value: object) -> Cell:
    return plain(value) or None


def _integer(value: object) -> Cell:
    number = _number(value)
    return None if number is None else round(number)  # type: ignore[arg-type]


def _number(value: object) -> Cell:
    if isinstance(value, int | float):
        return value
    try:
        return float(str(value)) if "." in str(value) else int(str(value))
    except ValueError:
        return None


def _flag(value: object) -> Cell:
    if isinstance(value, bool):
        return int(value)
    return _integer(value)


def _json(value: object) -> Cell:
    return value if isinstance(value, str | int | float | list | dict) else str(value)


_FIT: dict[CellType, Callable[[object], Cell]] = {
    CellType.TEXT: _text,
    CellType.DATE: _text,
    CellType.INTEGER: _integer,
    CellType.NUMBER: _number,
    CellType.FLAG: _flag,
    CellType.JSON: _json,
}
