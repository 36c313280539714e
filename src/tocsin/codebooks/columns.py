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
Loss = tuple[str, LossReason, str]


def meets(case: Case, conditions: Iterable[Condition]) -> bool:
    """Whether a case meets all conditions."""
    for one in conditions:  # noqa: SIM110 -- asked a million times: a generator takes twice as long
        if not holds(one, FACTS[one.fact].of(case)):
            return False
    return True


class CellMaker:
    """Makes the cells of one column.

    Args:
        scheme: The scheme, for its vocabularies.
        where: The column as losses name it ("events.side").
        column: The column.
        first: Whether no earlier column shows an item of the same list.
        last: Whether no later one does.
    """

    def __init__(
        self, scheme: Scheme, where: str, column: Column, *, first: bool = True, last: bool = True
    ) -> None:
        self.where = where
        self.column = column
        self.first = first
        self.last = last
        self.codes = _coder(scheme.vocabulary(column.vocabulary)) if column.vocabulary else None
        self.told = _teller(column)
        self.each = _worder(column.each) if column.each is not None else None
        self.fit = _FIT[column.type]
        self.empty = _is_empty(column)

    def cell(self, case: Case, lost: list[Loss]) -> Cell:
        """The cell of a case.

        Args:
            case: The event or report.
            lost: Where it is noted what does not come through.
        """
        if self.empty:
            return None
        column = self.column
        asked = case.whole if column.of_event else case
        value = None if column.when and not meets(asked, column.when) else self.told(asked)
        if value is not None and self.codes is not None:
            value = self._coded(self.codes, value, lost)
        if isinstance(value, list):
            value = self._one(asked, value, lost) if value else None
        if value is None:
            value = column.default
        return None if value is None else self.fit(value)

    def _coded(self, codes: "Coder", value: object, lost: list[Loss]) -> Made:
        """A value, or each of a list, in the codes of the scheme."""

        def lose(word: str) -> None:
            if self.first:  # of a list that several columns show the first tells what has no code
                lost.append((self.where, LossReason.NO_CODE, word))

        if not isinstance(value, list):
            found = each_once(codes(value, lose))
            return found if len(found) > 1 else next(iter(found), None)
        return each_once(code for one in value for code in codes(one, lose))

    def _one(self, case: Case, items: list[object], lost: list[Loss]) -> Made:
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
            lost.append((self.where, LossReason.CUT, ""))
        if column.join is not None and self.last:  # the last column holds what is left over
            return column.join.join(map(str, items[at:])) or None
        return items[at] if at < len(items) else None


Coder = Callable[[object, Callable[[str], None]], Iterable[str | None]]


def _is_empty(column: Column) -> bool:
    """Whether a column has nothing to make a cell of."""
    made = column.facts or column.choices or column.value is not None
    return not made and column.default is None


def _coder(codes: Vocabulary) -> Coder:
    """How a vocabulary codes one value; a code that is empty says that there is nothing to say."""
    find = _finder(codes)

    def code(value: object, lose: Callable[[str], None]) -> Iterable[str | None]:
        word = str(value).lower() if isinstance(value, bool) else str(value)
        found = find(word)
        if found:
            return found
        if codes.keep:
            return (word,)
        if codes.other is None:
            lose(" ".join(word.split()))
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
