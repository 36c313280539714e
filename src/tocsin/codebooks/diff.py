"""What differs between two codebooks: columns, rules, vocabularies, numbers.

>>> from tocsin.codebooks.shipped import shipped_scheme
>>> for change in diff_schemes(shipped_scheme("mmad"), shipped_scheme("ccc")):
...     if change.part == "numbers":
...         print(change.name, change.before, change.after)
dozens 25 None
tens of thousands 15000 20000
hundreds of thousands 150000 200000
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from tocsin.codebooks.scheme import (
    Choice,
    Column,
    Condition,
    Dialect,
    Rule,
    Scheme,
    Table,
    Vocabulary,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in which two codebooks differ.

    Attributes:
        part: "columns", "rules", "vocabularies", "numbers", "tables" or "codebook".
        name: What differs ("events.side", "side: pro").
        before: As it is in the first, in words; None where it is not there.
        after: As it is in the second.
    """

    part: str
    name: str
    before: str | None
    after: str | None


def diff_schemes(before: Scheme, after: Scheme) -> list[Change]:
    """All in which two codebooks differ; an empty list where the same events give the same rows.

    Args:
        before: The first.
        after: The second.

    Returns:
        What is in the first or in both, in its order, then what is only in the second.
    """
    found: list[Change] = []
    for part, read in _PARTS.items():
        found += _differing(part, read(before), read(after))
    found += _moved(before, after)
    return found


def _differing(part: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield Change(part, name, before.get(name), after.get(name))


def _moved(before: Scheme, after: Scheme) -> Iterator[Change]:
    """Tables that hold the same columns in another order."""
    for table in before.tables:
        other = next((one for one in after.tables if one.name == table.name), None)
        if other is None:
            continue
        names, others = ([column.name for column in one.columns] for one in (table, other))
        if names != others and sorted(names) == sorted(others):
            yield Change("columns", f"{table.name}: order", ", ".join(names), ", ".join(others))


def _head(scheme: Scheme) -> dict[str, str]:
    return {"version": scheme.version, "preset": scheme.preset.value}


def _tables(scheme: Scheme) -> dict[str, str]:
    return {table.name: _table_words(table) for table in scheme.tables}


def _table_words(table: Table) -> str:
    parts = [f"one row a {table.unit.value}", f"file {table.file}"]
    parts += [f"over {table.over}"] if table.over else []
    parts += _given(table.dialect, Dialect())
    return "; ".join(parts)


def _columns(scheme: Scheme) -> dict[str, str]:
    return {
        f"{table.name}.{column.name}": column_words(column)
        for table in scheme.tables
        for column in table.columns
    }


def _rules(scheme: Scheme) -> dict[str, str]:
    return {rule.name: rule_words(rule) for rule in scheme.rules}


def _vocabularies(scheme: Scheme) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in scheme.vocabularies:
        found |= {f"{one.name}: {ours}": theirs for ours, theirs in one.codes.items()}
        found[f"{one.name}: all others"] = _others(one)
    return found


def _others(vocabulary: Vocabulary) -> str:
    if vocabulary.keep:
        return "stay as they are"
    return vocabulary.other if vocabulary.other is not None else "have no code"


def _numbers(scheme: Scheme) -> dict[str, str]:
    return {words: str(people) for words, people in scheme.numbers.items()}


_PARTS = {
    "codebook": _head,
    "tables": _tables,
    "columns": _columns,
    "rules": _rules,
    "vocabularies": _vocabularies,
    "numbers": _numbers,
}


def column_words(column: Column) -> str:
    """How a column is made, in words.

    >>> column_words(Column("side", facts=("side",), vocabulary="side"))
    'text; from side; map side'
    """
    parts = [column.type.value]
    parts += [f"from {', '.join(column.facts)}"] if column.facts else []
    parts += [f'value "{column.value}"'] if column.value is not None else []
    parts += [_choices_words(column.choices)] if column.choices else []
    parts += [f"map {column.vocabulary}"] if column.vocabulary else []
    parts += _given(column, Column(column.name))
    return "; ".join(parts)


_TOLD = {"name", "type", "words", "facts", "value", "choices", "vocabulary"}


def _given(one: Column | Dialect, plain: Column | Dialect) -> list[str]:
    """What differs from a plain one, each with its name."""
    found = []
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name in _TOLD or value == getattr(plain, field.name):
            continue
        found.append(_told(field.name, value))
    return found


def _told(name: str, value: object) -> str:
    """One thing that a column or a dialect says of itself."""
    words = name.replace("_", " ")
    if isinstance(value, bool):
        return words if value else f"not {words}"
    if isinstance(value, tuple):
        return f"where {conditions_words(value)}"
    return f"{words} {str(value)!r}" if isinstance(value, str) else f"{words} {value}"


def _choices_words(choices: tuple[Choice, ...]) -> str:
    return ", ".join(
        f'"{choice.value}" where {conditions_words(choice.when)}'
        if choice.when
        else f'else "{choice.value}"'
        for choice in choices
    )


def rule_words(rule: Rule) -> str:
    """What a rule needs, in words."""
    return conditions_words(rule.needs)


def conditions_words(conditions: tuple[Condition, ...]) -> str:
    """Conditions in words.

    >>> from tocsin.codebooks.scheme import Operator
    >>> conditions_words((Condition("size", Operator.AT_LEAST, 25, unknown=True),))
    'size at least 25 or unknown'
    """
    return " and ".join(map(_condition_words, conditions))


def _condition_words(condition: Condition) -> str:
    value = condition.value
    if condition.operator.value == "known":
        return f"{condition.fact} {'known' if value else 'unknown'}"
    listed = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    operator = condition.operator.value.replace("_", " ")
    return f"{condition.fact} {operator} {listed}{' or unknown' if condition.unknown else ''}"
