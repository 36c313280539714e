"""What an act's own words leave out, from the other acts of the article.

A protest that an article tells in five sentences is told with its target in one of them and its
town in another. Only what is not told is filled, only from acts of the same type, nearest first,
and the evidence stays that of the act which told it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tocsin.drafts import VERBAL, Draft
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Sector
from tocsin.text.gazetteer import PlaceKind
from tocsin.text.layout import ParagraphKind
from tocsin.text.span import distance, overlaps

# A caption tells of its photo, which may be years old: it neither gives nor takes.
_APART = frozenset({ParagraphKind.CAPTION})
# Deeds happen in a town even where a sentence leaves it out; words are often said nowhere.
_DEEDS = frozenset({EventType.PROTEST, EventType.ASSAULT, EventType.COERCE})
_WORDS = VERBAL | {EventType.SANCTION}
# Withheld labour is aimed at an employer unless the text names the state.
_LABOUR = frozenset({"strike", "boycott"})


def inherit(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in the same order, with towns, parties and sides filled from one another."""
    placed = [replace(draft, where=_place(draft, drafts)) for draft in drafts]
    return [_filled(draft, _kin(draft, placed), placed) for draft in placed]


def _place(draft: Draft, drafts: Sequence[Draft]) -> Where:
    """The town of the nearest deed, for a deed whose sentence names no place at all.

    A country beside mere words is whom they are about, unless both sides are of that country.
    """
    where = draft.where
    if draft.what.type in _WORDS and where.city is None and where.venue is None:
        return where if _domestic(draft) else Where()
    if draft.what.type not in _DEEDS or draft.sentence.kind in _APART:
        return where
    if where.city is not None:
        return where if _in_own_words(draft) or not _nationwide(draft) else _country_of(where)
    if where.venue is None and (where.evidence or _nationwide(draft)):
        return where
    towns = [
        other
        for other in drafts
        if other.what.type in _DEEDS
        and other.where.city is not None
        and other.sentence.kind not in _APART
        and where.country in (None, other.where.country)
    ]
    if not towns:
        return where
    nearest = min(towns, key=lambda other: distance(draft.anchor.span, other.anchor.span))
    return _in_town(where, nearest.where)


def _in_own_words(draft: Draft) -> bool:
    """Whether an act's own sentence tells its place."""
    return any(overlaps(item.span, draft.sentence.span) for item in draft.where.evidence)


def _country_of(where: Where) -> Where:
    """The country alone, which no words beside the act tell."""
    return Where(country=where.country, precision=Precision.COUNTRY)


def _nationwide(draft: Draft) -> bool:
    """Whether several gatherings are told of a country: "Ruritania celebrated with rallies"."""
    several = draft.anchor.words.endswith("s")
    return several and any(
        party.sector is Sector.GOV and party.country == draft.where.country
        for party in draft.actors
    )


def _domestic(draft: Draft) -> bool:
    """Whether actors and recipients are known to be of the place's country."""
    countries = [{party.country for party in side} for side in (draft.actors, draft.recipients)]
    return all(side == {draft.where.country} for side in countries)


def _in_town(where: Where, town: Where) -> Where:
    """A place in a town that another act told; its venue is not taken over."""
    return replace(
        where,
        city=town.city,
        country=town.country,
        precision=Precision.VENUE if where.venue else Precision.CITY,
        latitude=town.latitude,
        longitude=town.longitude,
        geonameid=town.geonameid,
        point=town.point and PlaceKind.CITY,
        evidence=where.evidence + town.evidence,
    )


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


def _filled(draft: Draft, kin: Sequence[Draft], others: Sequence[Draft]) -> Draft:
    filled = replace(draft, when=draft.when)
    if draft.what.type is not EventType.PROTEST:
        return filled
    actors = next((other.actors for other in kin if other.actors), ())
    # Of several whom a protest beside it is against, mostly the first is meant here too.
    recipients = next((other.recipients[:1] for other in kin if other.recipients), ())
    return replace(
        filled,
        actors=draft.actors or actors,
        recipients=draft.recipients or recipients,
        stance=_stance(draft, kin, others),
    )


def _stance(draft: Draft, kin: Sequence[Draft], others: Sequence[Draft]) -> Stance | None:
    """The stance with a side: its own, else that of most of the article's other protests.

    Protests in the same town come before those elsewhere. Where no protest of the article has a
    side, a strike is against an employer; for other forms the reader's own guess is taken.
    """
    stance = draft.stance
    if stance is None or stance.side is not Side.UNCLEAR or stance.campaign:
        return stance
    for group in (kin, others):
        sides = Counter(
            other.stance.side
            for other in group
            if other.stance is not None and other.stance.side is not Side.UNCLEAR
        )
        if sides:
            return replace(stance, side=sides.most_common(1)[0][0])
    if draft.what.mode in _LABOUR:
        return replace(stance, side=Side.OTHER)
    return replace(stance, side=Side(draft.act.side)) if draft.act.side else stance
