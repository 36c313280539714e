"""What an act's own words leave out, from the other acts of the article.

A protest that an article tells in five sentences is told with its target in one of them and its
day in another. Only what is not told is filled, only from acts of the same type, nearest first,
and the evidence stays that of the act which told it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tocsin.drafts import Draft
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType
from tocsin.fields.when import inherit_day
from tocsin.text.layout import ParagraphKind
from tocsin.text.span import distance

# A caption tells of its photo, which may be years old: it neither gives nor takes.
_APART = frozenset({ParagraphKind.CAPTION})
# Withheld labour is aimed at an employer unless the text names the state.
_LABOUR = frozenset({"strike", "boycott"})


def inherit(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in the same order, with days, parties and sides filled from one another."""
    return [_filled(draft, _kin(draft, drafts)) for draft in drafts]


def _kin(draft: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The other acts of the type that may tell of the same thing, nearest first."""
    if draft.sentence.kind in _APART:
        return []
    kin = [
        other
        for other in drafts
        if other is not draft
        and other.what.type is draft.what.type
        and other.sentence.kind not in _APART
        and not _elsewhere(draft, other)
    ]
    return sorted(kin, key=lambda other: distance(draft.anchor.span, other.anchor.span))


def _elsewhere(draft: Draft, other: Draft) -> bool:
    """Whether two acts are told of two towns."""
    left, right = draft.where.city, other.where.city
    return left is not None and right is not None and left.casefold() != right.casefold()


def _filled(draft: Draft, kin: Sequence[Draft]) -> Draft:
    filled = replace(
        draft, when=draft.when
    )
    if draft.what.type is not EventType.PROTEST:
        return filled
    actors = next((other.actors for other in kin if other.actors), ())
    recipients = next((other.recipients for other in kin if other.recipients), ())
    return replace(
        filled,
        actors=draft.actors or actors,
        recipients=draft.recipients or recipients,
        stance=_stance(draft, kin),
    )


def _stance(draft: Draft, kin: Sequence[Draft]) -> Stance | None:
    """The stance with a side: its own, else that of most of the article's other protests.

    Where no protest of the article has one, a strike is against an employer; for other forms the
    side stays unclear.
    """
    stance = draft.stance
    if stance is None or stance.side is not Side.UNCLEAR:
        return stance
    sides = Counter(
        other.stance.side
        for other in kin
        if other.stance is not None and other.stance.side is not Side.UNCLEAR
    )
    if sides:
        return replace(stance, side=sides.most_common(1)[0][0])
    return replace(stance, side=Side.OTHER) if draft.what.mode in _LABOUR else stance
