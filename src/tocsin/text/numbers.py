"""Numbers of people as a text words them: digits, words, ranges, hedges."""

from dataclasses import dataclass
from enum import StrEnum

from tocsin.errors import InvalidValueError
from tocsin.text.span import Span


class Hedge(StrEnum):
    """How the source qualified its number."""

    NONE = "none"  # "80,000 residents"
    ABOUT = "about"  # "about 80,000", "some 80,000"
    OVER = "over"  # "more than 80,000": a floor only
    UNDER = "under"  # "up to 80,000": a ceiling only
    SCALE = "scale"  # "tens of thousands": words without a number
    VAGUE = "vague"  # "a massive crowd": not even a scale


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, as one source put it.

    Words without a number ("thousands", "a massive crowd") have neither bound: only a codebook
    makes a number of them, at export.

    Attributes:
        low: Fewest meant; None if the source gave only a ceiling, or words.
        high: Most meant, inclusive; None if the source gave only a floor, or words.
        hedge: How the source qualified it.
        span: The words that say so, with the noun they count: "about 80,000 people".

    Raises:
        InvalidValueError: A bound is negative, low exceeds high, or bounds and hedge disagree.
    """

    low: int | None
    high: int | None
    hedge: Hedge
    span: Span

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.low, self.high) if bound is not None]
        if bounds != sorted(bounds) or any(bound < 0 for bound in bounds):
            raise InvalidValueError(f"nobody counts {self.low} to {self.high} people")
        if bool(bounds) == (self.hedge in (Hedge.SCALE, Hedge.VAGUE)):
            raise InvalidValueError(f"a figure hedged {self.hedge.value!r} with bounds {bounds}")
