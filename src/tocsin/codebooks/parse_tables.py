"""The tables of a codebook and their columns, from their keys."""

import re
from collections.abc import Collection, Mapping

from tocsin.codebooks.conditions import read_conditions
from tocsin.codebooks.facts import FACTS
from tocsin.codebooks.keys import Keys
from tocsin.codebooks.scheme import (
    CellType,
    Choice,
    Column,
    Dialect,
    Fold,
    Format,
    Quoting,
    Table,
    Unit,
)

_ENCODINGS = ("utf-8", "utf-8-sig", "iso-8859-1")
_LINE_ENDS = {"lf": "\n", "crlf": "\r\n"}
_BRACED = re.compile(r"\{([^{}]{0,60})\}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")

Choices = Mapping[str, tuple[Choice, ...]]


def read_table(keys: Keys, vocabularies: Collection[str], choices: Choices) -> Table:
    """One table.

    Args:
        keys: Its keys.
        vocabularies: Names of the vocabularies that there are.
        choices: Lists of choices by name.
    """
    unit = Unit(keys.one_of("unit", list(Unit), Unit.EVENT.value))
    dialect = _dialect(keys)
    name, file = keys.needed("name"), keys.needed("file")
    if file and not _FILE.fullmatch(file):
        keys.fault("file", f"{file!r} is no plain name of a file")
    reader = _ColumnReader(unit, dialect, vocabularies, choices)
    columns = tuple(reader.read(one) for one in keys.tables("columns"))
    _check_columns(keys, columns)
    table = Table(name, file, unit, columns, dialect, keys.maybe("over"), keys.texts("sort"))
    keys.finish()
    return table


def _check_columns(keys: Keys, columns: tuple[Column, ...]) -> None:
    if not columns:
        keys.fault("columns", "a table needs at least one column")
    names = [column.name for column in columns]
    for name in sorted({one for one in names if names.count(one) > 1}):
        keys.fault("columns", f"two columns are called {name!r}")


def _dialect(keys: Keys) -> Dialect:
    format_ = Format(keys.one_of("format", list(Format), Format.DELIMITED.value))
    delimiter = keys.text("delimiter", ",")
    if len(delimiter) != 1 or delimiter in '"\r\n':
        keys.fault("delimiter", f"{delimiter!r} is not one character that can part cells")
    header = keys.flag("header")
    return Dialect(
        format_,
        delimiter,
        Quoting(keys.one_of("quoting", list(Quoting), Quoting.MINIMAL.value)),
        keys.text("missing"),
        format_ is Format.DELIMITED if header is None else header,
        _LINE_ENDS[keys.one_of("line_end", _LINE_ENDS, "lf")],
        keys.one_of("encoding", _ENCODINGS, "utf-8"),
    )


class _ColumnReader:
    """Reads columns of one table."""

    def __init__(
        self, unit: Unit, dialect: Dialect, vocabularies: Collection[str], choices: Choices
    ) -> None:
        self.unit = unit
        self.json = dialect.format is Format.JSON_LINES
        self.vocabularies = vocabularies
        self.choices = choices

    def read(self, keys: Keys) -> Column:
        """One column."""
        choose = keys.maybe("choose")
        if choose is not None:
            keys.check_name("choose", choose, self.choices, "list of choices")
        column = Column(
            name=keys.needed("name"),
            type=CellType(keys.one_of("type", list(CellType), CellType.TEXT.value)),
            words=keys.text("words"),
            facts=keys.texts("from"),
            value=keys.maybe("value"),
            choices=self.choices.get(choose or "", ()),
            vocabulary=keys.maybe("map"),
            each=keys.maybe("each"),
            join=keys.maybe("join"),
            at=keys.number("at"),
            default=keys.maybe("default"),
            missing=keys.maybe("missing"),
            quoted=keys.flag("quoted"),
            digits=keys.number("digits"),
            of_event=keys.text("of") == "event",
            fold=self._fold(keys),
            when=tuple(read_conditions(keys, "when")),
        )
        self._check(keys, column)
        keys.finish()
        return column

    def _fold(self, keys: Keys) -> Fold | None:
        if keys.raw("fold") is None:
            if self.unit is Unit.GROUP:
                keys.fault("fold", "is missing: a grouped table says what it makes of each column")
            return None
        if self.unit is not Unit.GROUP:
            keys.fault("fold", 'only a table with unit = "group" folds columns')
        return Fold(keys.one_of("fold", list(Fold), Fold.FIRST.value))

    def _check(self, keys: Keys, column: Column) -> None:
        if column.vocabulary is not None:
            keys.check_name("map", column.vocabulary, self.vocabularies, "vocabulary")
        if self.unit is not Unit.GROUP:
            for name in column.facts:
                keys.check_name("from", name, FACTS, "fact")
        for key, words, more in (("value", column.value, ()), ("each", column.each, ("item",))):
            _check_braces(keys, key, words, more)
        for choice in column.choices:
            _check_braces(keys, "choose", choice.value, ())
        if column.type is CellType.JSON and not self.json:
            keys.fault("type", 'only a table with format = "json-lines" holds JSON')
        if keys.text("of", "row") not in ("event", "row"):
            keys.fault("of", f"{keys.text('of')!r} is not allowed; allowed: event, row")


def _check_braces(keys: Keys, key: str, words: str | None, more: Collection[str]) -> None:
    """Names in braces have to be facts."""
    for name in _BRACED.findall(words or ""):
        if name not in more:
            keys.check_name(key, name, FACTS, "fact")
