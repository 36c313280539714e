"""Who says so: the chain from the nearest witness to the outlet."""

from dataclasses import dataclass

from tocsin.text.span import Evidence, Span


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain: somebody from whom the article has a fact.

    Attributes:
        text: The source as worded ("a resident from the city").
        evidence: The same words with their place, then the cue ("told", "according to").
    """

    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to have said something.

    Attributes:
        source: Who is quoted.
        cue: The words that attribute ("said", "According to").
        content: The spans of what was said; more than one where the cue stands between them.
        via: To whom it was told ("told Radio Free Asia"), or who reports it; None if nobody.
    """

    source: Span
    cue: Span
    content: tuple[Span, ...]
    via: Span | None = None
