"""A codebook from its TOML text, with everything that is wrong in it told at once.

>>> parse_scheme('name = "mine"\\nversion = "1"\\ntabels = []', "mine.toml")
Traceback (most recent call last):
    ...
tocsin.errors.CodebookError: mine.toml: title: is missing
mine.toml: tables: a codebook needs at least one table
mine.toml: tabels: no such key; did you mean tables? allowed: choices, name, numbers, preset, \
rules, source, tables, title, version, vocabularies, words

Nothing in a codebook is ever run: it can name facts, compare them, and put words around them.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain

from tocsin.codebooks.conditions import read_conditions
from tocsin.codebooks.facts import FACTS
from tocsin.codebooks.keys import Keys
from tocsin.codebooks.parse_tables import read_table
from tocsin.codebooks.scheme import Choice, Rule, Scheme, Table, Unit, Vocabulary
from tocsin.errors import CodebookError
from tocsin.linking.values import Preset

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def parse_scheme(text: str, name: str) -> Scheme:
    """A codebook from its text.

    Args:
        text: TOML.
        name: Name of the file, for messages.

    Raises:
        CodebookError: It cannot be used; `faults` holds every reason with the key or the line.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError((f"{name}: {error}",)) from error
    except RecursionError as error:
        raise CodebookError((f"{name}: nested too deeply",)) from error
    faults: list[str] = []
    scheme = _scheme(Keys(name, "", table, faults), text)
    if faults:
        raise CodebookError(tuple(faults))
    return scheme


def _scheme(keys: Keys, text: str) -> Scheme:
    name = keys.needed("name")
    if name and not _NAME.fullmatch(name):
        keys.fault("name", f"{name!r} is not of small letters, digits, - and _")
    title, version = keys.needed("title"), keys.needed("version")
    words, source = keys.text("words"), keys.text("source")
    preset = keys.one_of("preset", [one.value for one in Preset], Preset.REPRESENTATIVE.value)
    numbers = _numbers(keys.within("numbers"))
    vocabularies = tuple(_vocabularies(keys.within("vocabularies")))
    choices = dict(_choices(keys.within("choices")))
    rules = tuple(_rule(one) for one in keys.tables("rules"))
    known = frozenset(one.name for one in vocabularies)
    tables = tuple(read_table(one, known, choices) for one in keys.tables("tables"))
    _check_tables(keys, tables)
    keys.finish()
    return Scheme(
        name=name,
        title=title,
        version=version,
        words=" ".join(words.split()),
        source=" ".join(source.split()),
        preset=Preset(preset),
        tables=tables,
        rules=rules,
        vocabularies=vocabularies,
        numbers=numbers,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _numbers(keys: Keys) -> dict[str, int]:
    """Words of scale and what they are worth."""
    found = {" ".join(words.lower().split()): keys.number(words) for words in keys.table}
    return {words: people for words, people in found.items() if people is not None}


def _vocabularies(keys: Keys) -> Iterator[Vocabulary]:
    for name in keys.table:
        one = keys.within(name)
        codes = one.within("codes")
        if not codes.table:
            one.fault("codes", "is missing")
        coded = {ours: codes.text(ours) for ours in codes.table}
        in_words = one.one_of("match", ("whole", "words"), "whole") == "words"
        yield Vocabulary(name, coded, one.maybe("other"), bool(one.flag("keep")), in_words)
        one.finish()


def _choices(keys: Keys) -> Iterator[tuple[str, tuple[Choice, ...]]]:
    """Lists of values with their conditions, by name."""
    for name in keys.table:
        found = []
        for one in keys.tables(name, naming="value"):
            when = tuple(read_conditions(one, "when"))
            found.append(Choice(when, one.needed("value")))
            one.finish()
        yield name, tuple(found)


def _rule(keys: Keys) -> Rule:
    rule = Rule(keys.needed("name"), keys.needed("words"), tuple(read_conditions(keys, "needs")))
    if not rule.needs:
        keys.fault("needs", "a rule needs at least one condition")
    keys.finish()
    return rule


def _check_tables(keys: Keys, tables: tuple[Table, ...]) -> None:
    if not tables:
        keys.fault("tables", "a codebook needs at least one table")
    for what, names in _names(tables):
        for name in sorted({one for one in names if names.count(one) > 1}):
            keys.fault("tables", f"two tables have the {what} {name!r}")
    plain = {table.name: table for table in tables if table.unit is not Unit.GROUP}
    for table in tables:
        if table.unit is Unit.GROUP:
            _check_group(keys, table, plain)


def _names(tables: tuple[Table, ...]) -> Iterator[tuple[str, list[str]]]:
    yield "name", [table.name for table in tables]
    yield "file", [table.file for table in tables]


def _check_group(keys: Keys, table: Table, plain: Mapping[str, Table]) -> None:
    """A grouped table needs another table, whose columns it takes."""
    where = f"tables.{table.name}"
    over = plain.get(table.over or "")
    if over is None:
        keys.check_name(f"{where}.over", table.over or "", plain, "table")
        return
    columns = [column.name for column in over.columns]
    for column in table.columns:
        for name in column.facts:
            keys.check_name(f"{where}.columns.{column.name}.from", name, columns, "column")
    own = [column.name for column in table.columns]
    for name in table.sort:
        keys.check_name(f"{where}.sort", name, own, "column")
    if not table.keys:
        keys.fault(where, 'a grouped table needs a column with fold = "key"')


def facts_used(scheme: Scheme) -> set[str]:
    """Names of the facts that any column of a scheme shows."""
    columns = [
        column
        for table in scheme.tables
        if table.unit is not Unit.GROUP
        for column in table.columns
    ]
    worded = (words for column in columns for words in (column.value, column.each) if words)
    chosen = (choice.value for column in columns for choice in column.choices)
    asked = (
        condition.fact
        for column in columns
        for choice in column.choices
        for condition in choice.when
    )
    named = (name for column in columns for name in column.facts)
    braced = (name for words in chain(worded, chosen) for name in re.findall(r"\{(\w+)\}", words))
    return {name for name in chain(named, braced, asked) if name in FACTS}
