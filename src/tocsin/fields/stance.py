"""On whose side: a protest's stance to its government, its issue, and whether all came freely."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.text.span import Evidence


class Side(StrEnum):
    """Stance of a protest to the government of the country where it takes place."""

    PRO = "pro"
    ANTI = "anti"
    OTHER = "other"  # against a foreign state, firm or group
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Stance:
    """What a protest is for and against.

    Attributes:
        side: Stance to the government of the country.
        issue_for: Noun phrases for what is supported or demanded, as worded.
        issue_against: Noun phrases for what is opposed, as worded.
        compelled: True if people were ordered or pressed to attend; None if not told.
        evidence: The words that gave side and compulsion.
    """

    side: Side
    issue_for: tuple[Evidence, ...] = ()
    issue_against: tuple[Evidence, ...] = ()
    compelled: bool | None = None
    evidence: tuple[Evidence, ...] = ()
