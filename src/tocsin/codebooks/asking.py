"""What a fact is: a name, what it means, the field it comes from, and how a case tells it."""

from collections.abc import Callable
from dataclasses import dataclass

from tocsin.codebooks.case import Case


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a column or a rule may ask of a case.

    Attributes:
        name: Its name in a codebook.
        field: The field of ours that it comes from (`tocsin.codebooks.facts.FIELDS`).
        words: What it holds, for people.
        read: How it is asked; None is silence.
    """

    name: str
    field: str
    words: str
    read: Callable[[Case], object]

    def of(self, case: Case) -> object:
        """What a case tells; read once a case."""
        if self.name in case.facts:
            return case.facts[self.name]
        case.facts[self.name] = told = self.read(case)
        return told
