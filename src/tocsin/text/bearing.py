"""How a place's words stand to an act's words: what speaks for the act having happened there.

>>> text = "Thousands marched in Homs."
>>> from tocsin.text.gazetteer import PlaceKind
>>> from tocsin.text.toponyms import PlaceRole
>>> homs = PlaceMention(Span(21, 25), "Homs", PlaceRole.PLACE, PlaceKind.CITY, None, cue="in")
>>> bearing(Act(text, Span(10, 17), Span(0, 26)), homs, 0)
('beside:after', 'cue:at:after', 'near:0', 'breaks:0', 'role:place', 'rank:0', 'adjacent')

A bearing is a list of plain facts ("after the act", "after a preposition of place", "another act's
noun stands before it"); what each is worth is learned, and kept in `place-weights.tsv`.
"""

import re
from typing import NamedTuple

from tocsin.text.resolution import PlaceMention
from tocsin.text.span import Span, distance, overlaps

_AT = frozenset(
    {"in", "at", "inside", "outside", "near", "on", "across", "around", "through", "throughout"}
    | {"within"}
)
_WEAK = frozenset(
    {"off", "along", "behind", "opposite", "before", "aboard", "beside", "over", "via"}
)
_OWN_CLASS = frozenset({"from", "of"})
_BREAK = re.compile(
    r"[;“”\"]|,\s{1,2}(?:who|which|where|while|after|before|as|when|but|and)\b"
    r"|\b(?:that|who|which|while|after|because|although|whereas|since|when)\b"
)
_THREATENED = re.compile(
    r"\b(?:attacks?|strikes?|assault|invasion|war|threats?|sanctions|action|measures|aggression)"
    r"\s{1,2}(?:on|against)\s{1,2}(?:the\s{1,2})?\Z"
)
_OTHER_ACT = re.compile(
    r"\b(attack|bombing|shooting|strike|killing|war|crisis|conflict|protest|rally|rallie|conference"
    r"|summit|massacre|violence|fighting|talk|election|explosion|blast|siege|raid|clashe?|unrest"
    r"|situation|event|disaster|regime|government|people|troop|force|operation|presence|interest)s?"
    r"\s{1,2}\w{2,10}\s{1,2}(?:the\s{1,2})?\Z",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    r"\b(?:nation-?wide|country-?wide"
    r"|(?:across|throughout|around|all over)\s{1,2}the\s{1,2}(?:country|nation|world)"
    r"|(?:in|across)\s{1,2}(?:several|many|other|dozens of|major)\s{1,2}(?:\w{1,12}\s{1,2})?"
    r"(?:cities|towns|states|provinces|regions|countries))\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b(?:said|speaking|spoke|told|speech|statement|interview|reporters|conference|rally|remarks)"
    r"\b[^.;]{0,24}\Z"
)
_NEAR = (16, 40, 90, 160)  # characters: the same phrase, the next, the clause, the sentence
_BEFORE = (150, 400, 1000)  # characters: the sentence before, the paragraph, the section
_FURTHEST_RANK = 3
_MANY_BREAKS = 2
_INITIAL = 12
_ATTRIBUTIVE = 24
_WINDOW = 44


class Act(NamedTuple):
    """An act by its words."""

    text: str
    anchor: Span
    sentence: Span


def bearing(act: Act, mention: PlaceMention, rank: int) -> tuple[str, ...]:
    """Facts on how a place stands to an act.

    Args:
        act: The act.
        mention: A place of the same text that stands in the act's sentence or before it.
        rank: How many other places of that sentence, or of the text before it, stand nearer.

    Returns:
        Names of facts, always in the same order.
    """
    ranked = min(rank, _FURTHEST_RANK)
    if mention.span.start < act.sentence.start:
        far = sum(act.sentence.start - mention.span.start >= step for step in _BEFORE)
        cue = "at" if mention.cue in _AT else "no"
        return (
            f"before:{far}",
            f"before-cue:{cue}",
            f"before-role:{mention.role}",
            f"back:{ranked}",
        )
    side = "after" if mention.span.start >= act.anchor.start else "before"
    near = sum(distance(act.anchor, mention.span) >= step for step in _NEAR)
    return (
        f"beside:{side}",
        f"cue:{_cue_class(mention.cue)}:{side}",
        f"near:{near}",
        f"breaks:{_breaks(act, mention)}",
        f"role:{mention.role}",
        f"rank:{ranked}",
        *_special(act, mention, side == "after"),
    )


def is_spread(act: Act) -> bool:
    """Whether an act is told of many places at once: "nationwide"."""
    sentence = act.text[act.sentence.start : act.sentence.end]
    return _SPREAD.search(sentence) is not None


def is_target(act: Act, mention: PlaceMention) -> bool:
    """Whether a place is only what another act is aimed at: threatened "with an attack on Guam"."""
    start = max(0, mention.span.start - _WINDOW)
    aim = _THREATENED.search(act.text, start, mention.span.start)
    return aim is not None and not overlaps(Span(*aim.span()), act.anchor)


def _special(act: Act, mention: PlaceMention, after: bool) -> tuple[str, ...]:
    """Facts that hold of few places."""
    before = act.text[max(0, mention.span.start - _WINDOW) : mention.span.start]
    gap = act.anchor.start - mention.span.end
    between = act.text[mention.span.end : act.anchor.start]
    reach = len(mention.cue or "") + 6
    other = _OTHER_ACT.search(before)
    own = other is not None and distance(act.anchor, mention.span) <= len(before) - other.start()
    facts = {
        "adjacent": bool(mention.cue) and after and distance(act.anchor, mention.span) <= reach,
        "attributive": mention.cue is None
        and 0 <= gap < _ATTRIBUTIVE
        and not re.search(r"[,;.]", between),
        "initial": mention.span.start - act.sentence.start < _INITIAL,
        "threatened": is_target(act, mention),
        "other-act": other is not None and not own,
        "spoken": _SPOKEN.search(before) is not None,
        "contained": mention.inside is not None,
        "spread": is_spread(act),
    }
    return tuple(name for name, holds in facts.items() if holds)


def _cue_class(cue: str | None) -> str:
    """Prepositions by what they say of a place."""
    if cue is None or cue in _OWN_CLASS:
        return cue or "none"
    if cue in ("to", "into"):
        return "to"
    return "at" if cue in _AT else "weak" if cue in _WEAK else "other"


def _breaks(act: Act, mention: PlaceMention) -> int:
    """How many clauses begin between an act and a place; two stand for more."""
    low, high = sorted((act.anchor, mention.span))
    return min(_MANY_BREAKS, len(_BREAK.findall(act.text[low.end : high.start])))
