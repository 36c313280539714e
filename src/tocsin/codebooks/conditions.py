"""Conditions of rules and choices: how they are read from a codebook, and asked of a case.

>>> from tocsin.codebooks.scheme import Condition, Operator
>>> holds(Condition("size", Operator.AT_LEAST, 25, unknown=True), None)
True
>>> holds(Condition("responses", Operator.IN, ("COERCE/arrest",)), ["COERCE/arrest"])
True
"""

from collections.abc import Callable, Iterator

from tocsin.codebooks.facts import FACTS
from tocsin.codebooks.keys import Keys
from tocsin.codebooks.scheme import Condition, Operator

_LISTED = (Operator.IN, Operator.NOT_IN)


def read_conditions(keys: Keys, key: str) -> Iterator[Condition]:
    """The conditions of a key: a list of tables with a fact and one comparison each."""
    for one in keys.tables(key, naming="fact"):
        fact = one.needed("fact")
        if fact:
            one.check_name("fact", fact, FACTS, "fact")
        unknown = bool(one.flag("unknown"))
        given = [operator for operator in Operator if one.raw(operator.value) is not None]
        if len(given) != 1:
            allowed = ", ".join(operator.value for operator in Operator)
            one.fault("", f"a condition needs exactly one comparison of {allowed}")
        for operator in given[:1]:
            value = one.raw(operator.value)
            if _fits(operator, value):
                fixed = tuple(value) if isinstance(value, list) else value
                yield Condition(fact, operator, fixed, unknown)
            else:
                one.fault(operator.value, f"{value!r} cannot be compared so")
        one.finish()


def _fits(operator: Operator, value: object) -> bool:
    """Whether an operator can compare with a value."""
    if operator in _LISTED:
        return isinstance(value, list) and all(isinstance(one, str | int) for one in value)
    if operator is Operator.KNOWN:
        return isinstance(value, bool)
    if operator in (Operator.AT_LEAST, Operator.AT_MOST):
        return isinstance(value, str | int | float) and not isinstance(value, bool)
    return isinstance(value, str | int | float)


def holds(condition: Condition, told: object) -> bool:
    """Whether a fact meets a condition; of a list any item may.

    Args:
        condition: The condition.
        told: The fact; None and an empty list are silence.
    """
    silent = told is None or told == []
    if condition.operator is Operator.KNOWN:
        return silent is not condition.value
    if silent:
        return condition.unknown
    told_all = told if isinstance(told, list) else [told]
    return _COMPARE[condition.operator](told_all, condition.value)


def _at_least(told: object, value: object) -> bool:
    if isinstance(told, str) and isinstance(value, str):
        return told >= value
    if isinstance(told, int | float) and isinstance(value, int | float):
        return told >= value
    return False


def _at_most(told: object, value: object) -> bool:
    return type(told) is not bool and _at_least(value, told)


_COMPARE: dict[Operator, Callable[[list[object], object], bool]] = {
    Operator.IS: lambda told, value: value in told,
    Operator.IS_NOT: lambda told, value: value not in told,
    Operator.IN: lambda told, value: isinstance(value, tuple) and any(one in value for one in told),
    Operator.NOT_IN: lambda told, value: (
        isinstance(value, tuple) and not any(one in value for one in told)
    ),
    Operator.AT_LEAST: lambda told, value: any(_at_least(one, value) for one in told),
    Operator.AT_MOST: lambda told, value: any(_at_most(one, value) for one in told),
}
