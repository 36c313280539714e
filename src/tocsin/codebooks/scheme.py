"""What a codebook is: tables of columns, rules of inclusion, vocabularies and words for numbers.

>>> Vocabulary("side", {"pro": "0", "anti": "1"}).inverse()
{'0': ('pro',), '1': ('anti',)}

A scheme is data, read from a TOML file (`tocsin.codebooks.parse`), and holds no code: columns
name facts of `tocsin.codebooks.facts`, and rules compare them by the operators listed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tocsin.linking.values import Preset

Cell = str | int | float | bool | None | list[object] | dict[str, object]


class CellType(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"  # a whole day, ISO 8601; a month is none
    FLAG = "flag"  # 1 or 0
    JSON = "json"  # a list or an object; in tables of JSON Lines only


class Unit(StrEnum):
    """What one row of a table stands for."""

    EVENT = "event"
    REPORT = "report"
    GROUP = "group"  # rows of another table that share the cells of the key columns


class Quoting(StrEnum):
    """Which cells stand in quotation marks."""

    NONE = "none"  # none; what would break a row becomes a space
    MINIMAL = "minimal"  # those that hold a delimiter, a mark or a line end
    TEXT = "text"  # every text
    ALL = "all"  # every cell, missing ones as well


class Format(StrEnum):
    """How rows are written."""

    DELIMITED = "delimited"
    JSON_LINES = "json-lines"


class Operator(StrEnum):
    """How a condition compares a fact; the only comparisons that a codebook may ask for."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"  # one of a list; of a list of values: any of them is
    NOT_IN = "not_in"
    AT_LEAST = "at_least"  # numbers, and ISO dates
    AT_MOST = "at_most"
    KNOWN = "known"  # true: there is a value; false: there is none


class Fold(StrEnum):
    """What a column of a grouped table makes of the rows of a group; silence is passed over."""

    KEY = "key"
    COUNT = "count"
    MAX = "max"
    MIN = "min"
    MEAN = "mean"
    SUM = "sum"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison.

    Attributes:
        fact: Name of the fact.
        operator: How it is compared.
        value: With what: a value, or a tuple of them for IN and NOT_IN.
        unknown: What the condition is worth where the fact is not known.
    """

    fact: str
    operator: Operator
    value: object
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What an event needs to be in the dataset.

    Attributes:
        name: Its short name, as the loss report gives it.
        words: The rule in words: why an event without it is left out.
        needs: Conditions that must all hold.
    """

    name: str
    words: str
    needs: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Values of ours and the codes that a scheme has for them.

    Attributes:
        name: Its name.
        codes: Ours to theirs.
        other: Code of every value that is not in `codes`; None if there is none.
        keep: Whether a value that is not in `codes` stays as it is.
        in_words: Whether a value is coded by words within it, of which each may give a code; an
            asterisk at the end of a word stands for any letters ("pension*").
    """

    name: str
    codes: Mapping[str, str]
    other: str | None = None
    keep: bool = False
    in_words: bool = False

    def inverse(self) -> dict[str, tuple[str, ...]]:
        """Theirs to ours, for whoever reads the scheme's files."""
        back: dict[str, tuple[str, ...]] = {}
        for ours, theirs in self.codes.items():
            back[theirs] = (*back.get(theirs, ()), ours)
        return back


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that stands where all its conditions hold."""

    when: tuple[Condition, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column and how its cells are made.

    Of `value`, `choices` and `facts` the first that is given makes the cell; then the vocabulary,
    the wording of each item, the choice of one item or the joining of all, and the default.

    Attributes:
        name: Its header; in JSON Lines a path ("event_loc.lat").
        type: What it holds.
        words: What it means, for people.
        facts: Facts of ours; the first that is known makes the cell. In a grouped table the column
            of the other table.
        value: A text with facts in braces ("Protesters ({country_name})"); no fact known, no text.
        choices: Values of which the first whose conditions hold is taken.
        vocabulary: Name of the vocabulary that codes the value, or each item of a list.
        each: Text for each item of a list, with {item} in it and facts in braces.
        join: What stands between the items of a list; None takes the first alone.
        at: Which item of a list, counted from 0; None joins.
        default: What stands where nothing is known and that means something; None leaves it out.
        missing: What stands for nothing; None takes the table's.
        quoted: Whether it stands in quotation marks; None decides by the table's quoting.
        digits: Most digits behind the point of a number; None writes all.
        of_event: Whether the rows of a table of reports take the value settled over the event.
        fold: What a grouped table makes of it.
        when: Conditions without which the cell stays empty.
    """

    name: str
    type: CellType = CellType.TEXT
    words: str = ""
    facts: tuple[str, ...] = ()
    value: str | None = None
    choices: tuple[Choice, ...] = ()
    vocabulary: str | None = None
    each: str | None = None
    join: str | None = None
    at: int | None = None
    default: str | None = None
    missing: str | None = None
    quoted: bool | None = None
    digits: int | None = None
    of_event: bool = False
    fold: Fold | None = None
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written.

    Attributes:
        format: Delimited text or JSON Lines.
        delimiter: Between cells.
        quoting: Which cells stand in quotation marks.
        missing: What stands for nothing; never quoted unless all cells are.
        header: Whether the first line names the columns.
        line_end: Behind each line.
        encoding: Of the bytes.
    """

    format: Format = Format.DELIMITED
    delimiter: str = ","
    quoting: Quoting = Quoting.MINIMAL
    missing: str = ""
    header: bool = True
    line_end: str = "\n"
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a scheme.

    Attributes:
        name: Its name within the scheme.
        file: The name that its file should have.
        unit: What one row stands for.
        columns: Its columns in their order.
        dialect: How it is written.
        over: Of a grouped table the table whose rows it groups.
        sort: Columns by which the rows of a grouped table are put in order.
    """

    name: str
    file: str
    unit: Unit
    columns: tuple[Column, ...]
    dialect: Dialect = field(default_factory=Dialect)
    over: str | None = None
    sort: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that tell the rows of a grouped table apart."""
        return tuple(column.name for column in self.columns if column.fold is Fold.KEY)

    def index(self, name: str) -> int:
        """Place of a column.

        Raises:
            KeyError: There is no such column.
        """
        for number, column in enumerate(self.columns):
            if column.name == name:
                return number
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A codebook.

    Attributes:
        name: Short name ("mmad").
        title: Name of the dataset.
        version: Version of this description of it.
        words: What it is and what it takes in, for people.
        source: Where its columns, rules and codes are known from.
        preset: How one value is made of many reports, unless the user says otherwise.
        tables: Its files.
        rules: What an event needs, in the order in which they are asked.
        vocabularies: Its codes.
        numbers: Words of scale and the number of people that they stand for.
        sha256: Hash of the text that it was read from, in hex.
    """

    name: str
    title: str
    version: str
    words: str
    source: str
    preset: Preset
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...] = ()
    vocabularies: Sequence[Vocabulary] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    sha256: str = ""

    def table(self, name: str) -> Table:
        """The table of a name.

        Raises:
            KeyError: There is no such table.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(name)

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary of a name.

        Raises:
            KeyError: There is no such vocabulary.
        """
        for vocabulary in self.vocabularies:
            if vocabulary.name == name:
                return vocabulary
        raise KeyError(name)
