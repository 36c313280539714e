"""Which drafts tell of one report: second mentions, headlines, statements, a protest's own words.

Drafts of one type that contradict in no place, day or party and share a party, or tell nothing of
their own, are one report; the surest stands for it and takes over what only the others tell.
"""

from collections.abc import Sequence
from dataclasses import replace

from tocsin.drafts import VERBAL, Count, Draft, Tolls
from tocsin.fields.attribution import Source
from tocsin.fields.toll import TollKind
from tocsin.fields.what import EventType, Form, form_of
from tocsin.fields.when import Resolution, When, inherit_day
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Party, Sector
from tocsin.text.layout import ParagraphKind
from tocsin.text.span import Span, distance, overlaps
from tocsin.text.words import content_words

Sources = tuple[Source, ...]
# Forms that a text gives any protest.
_ANY_FORM = frozenset({None, Form.OTHER, Form.MEETING})
_TELLS_WHO = 0.2  # of the reader's score
# Words for the people at a protest that do not say which people.
_ANYBODY = frozenset(
    {
        "protesters", "protestors", "demonstrators", "marchers", "participants", "people", "crowd",
        "crowds", "they", "them", "others", "many", "some", "several", "hundreds", "thousands",
        "dozens", "who", "rally", "protest", "attendees", "strikers",
    }
)  # fmt: skip
_PHRASE = 20  # characters between the verb and the noun of one phrase
_NOBODY = (frozenset[str](), frozenset[str]())
# Sentences from one to the next of a statement.
_STATEMENT = 2


def is_voice(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether words are a protest's own: what it shouts, or the order to come to it."""
    if draft.what.type not in VERBAL:
        return False
    if any(overlaps(draft.anchor.span, span) for other in drafts for span in _orders(other)):
        return True
    crowds = [
        other.actors
        for other in drafts
        if other.what.type is EventType.PROTEST and other.act.sentence == draft.act.sentence
    ]
    own = _words(draft.actors)
    return any(not own or own & _words(actors) for actors in crowds)


def _orders(draft: Draft) -> list[Span]:
    """The words that say people had to come to a protest."""
    if draft.stance is None or not draft.stance.compelled:
        return []
    return [evidence.span for evidence in draft.stance.evidence if evidence.rule == "compelled"]


def group_drafts(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Drafts that tell of one report, the surest first in each group and among the groups.

    A headline comes last: the story under it tells the same better.
    """
    groups: list[list[Draft]] = []
    order = [(_is_headline(one), -_fullness(one), one.act.anchor) for one in drafts]
    for _, draft in sorted(zip(order, drafts, strict=True), key=lambda pair: pair[0]):
        home = next((group for group in groups if tells_the_same(group[0], draft)), None)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    return groups


def _fullness(draft: Draft) -> float:
    """How well a draft stands for its report: the reader's score, more where it tells who."""
    return draft.act.score + (_TELLS_WHO if _crowd(draft) else 0.0)


def tells_the_same(told: Draft, other: Draft) -> bool:
    """Whether a draft tells of the same thing as one that is surer.

    Types and modes must agree, and nothing may contradict: places, days, parties. Then a shared
    party, or a mention that tells nothing of its own ("the protest was peaceful"), joins them. A
    headline is always the story's own, and a sentence tells one thing of a type.
    """
    if told.what.type is not other.what.type:
        return False
    headline = _is_headline(other) and not _is_headline(told)
    if headline or _in_one_go(told, other):
        return True
    if _contradict(told, other):
        return False
    if _goes_on(told, other):
        return True
    left, right = _crowd(told), _crowd(other)
    if _strangers(left, right) or _strangers(_addressed(told), _addressed(other)):
        return False
    beside = told.act.sentence == other.act.sentence
    return beside or bool(left & right) or _bare(other) or _agree(told, other)


def _in_one_go(told: Draft, other: Draft) -> bool:
    """Whether a phrase, a toll or a sentence tells both at once."""
    tolls = _toll_spans(told) & _toll_spans(other)
    return bool(tolls) or _one_phrase(told, other) or _one_gathering(told, other)


def _one_phrase(told: Draft, other: Draft) -> bool:
    """Whether verb and noun of a phrase name one act of the same parties: "widened sanctions"."""
    near = distance(told.act.anchor, other.act.anchor) <= _PHRASE
    sides = [(_words(one.actors), _words(one.recipients)) for one in (told, other)]
    return near and told.act.sentence == other.act.sentence and sides[0] == sides[1] != _NOBODY


def _one_gathering(told: Draft, other: Draft) -> bool:
    """Whether one sentence tells two things that one crowd did on one day in one place.

    Blocking a road, laying trees across it and burning tyres is one blockade; rallying and then
    marching is two things, since both words name a form.
    """
    if told.what.type is not EventType.PROTEST or told.act.sentence != other.act.sentence:
        return False
    named = {form_of(one.anchor.words, Span(0, len(one.anchor.words))) for one in (told, other)}
    apart = len(named - {None}) > 1
    return not (
        apart
        or not _crowd(told) & _crowd(other)
        or _places_differ(told.where, other.where)
        or _days_differ(told.when, other.when)
    )


def _toll_spans(draft: Draft) -> frozenset[Span]:
    """Where the tolls stand that a draft gives: the same eleven are arrested once."""
    counts = [count for _, count in draft.tolls]
    return frozenset(reading.figure.span for count in counts for reading in count.readings)


def _contradict(told: Draft, other: Draft) -> bool:
    """Whether modes, places or days cannot be those of one thing."""
    return (
        _differ(told.what.mode, other.what.mode)
        or _forms_differ(told, other)
        or _places_differ(told.where, other.where)
        or _days_differ(told.when, other.when)
    )


def _addressed(draft: Draft) -> frozenset[str]:
    """The words for the recipients, and the countries whose governments they are."""
    governments = {
        party.country
        for party in draft.recipients
        if party.country is not None and party.sector is Sector.GOV
    }
    return _words(draft.recipients) | governments


def _forms_differ(told: Draft, other: Draft) -> bool:
    """Whether one is a march and the other a rally: the march after the rally is another report."""
    forms = {told.what.form, other.what.form} - _ANY_FORM
    return len(forms) > 1


def _strangers(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both sides name somebody, and nobody in common."""
    return bool(left and right and not left & right)


def _agree(told: Draft, other: Draft) -> bool:
    """Whether a protest without a crowd of its own is told of the same day and place.

    A caption shows what the text tells, so that the day or the town is enough for it. In the body
    both must agree: joining on one alone lost more protests than it mended (typed F1 of PROTEST
    .59 against .62 on articles that nothing was fitted on).
    """
    if other.what.type is not EventType.PROTEST or (_crowd(told) and _crowd(other)):
        return False
    same_day = told.when.start is not None and told.when.start == other.when.start
    same_town = told.where.city is not None and told.where.city == other.where.city
    if other.sentence.kind is ParagraphKind.CAPTION:
        return same_day or same_town
    level = told.where.precision is other.where.precision is Precision.COUNTRY
    return same_day and (same_town or (level and told.where.country == other.where.country))


def _crowd(draft: Draft) -> frozenset[str]:
    """The words that tell one crowd from another: "many marchers" are anybody's."""
    return _words(draft.actors) - _ANYBODY


def _goes_on(told: Draft, other: Draft) -> bool:
    """Whether words are another sentence of a government's statement told just before or after."""
    if other.what.type not in VERBAL or abs(told.act.sentence - other.act.sentence) > _STATEMENT:
        return False
    left, right = (
        {(party.country, party.sector) for party in draft.actors} for draft in (told, other)
    )
    return bool(left & right & {(country, Sector.GOV) for country, _ in left if country})


def _is_headline(draft: Draft) -> bool:
    return draft.sentence.kind is ParagraphKind.HEADLINE


def _differ(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left != right


def _places_differ(left: Where, right: Where) -> bool:
    if _differ(left.country, right.country):
        return True
    return _differ(left.city and left.city.casefold(), right.city and right.city.casefold())


def _days_differ(left: When, right: When) -> bool:
    """Whether both days are known and share no day; a month shares all its days."""
    if not (left.start and right.start):
        return False
    ends = (left.end or left.start, right.end or right.start)
    return left.start > f"{ends[1]}-99" or right.start > f"{ends[0]}-99"


def _words(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(
        word for party in parties for word in content_words(f"{party.text} {party.name or ''}")
    )


def _bare(draft: Draft) -> bool:
    """Whether a draft tells nothing of its own that would make it a report."""
    return (
        not _crowd(draft)
        and not (draft.recipients and draft.what.type in VERBAL)
        and draft.size is None
        and not draft.tolls
        and draft.when.resolution in (Resolution.NOT_TOLD, Resolution.CARRIED)
        and draft.where.precision in (Precision.NONE, Precision.COUNTRY)
    )


def join(group: Sequence[Draft]) -> Draft:
    """The first draft of a group, with what only the others tell filled in."""
    joined = group[0]
    for other in group[1:]:
        joined = replace(
            joined,
            actors=joined.actors or other.actors,
            recipients=joined.recipients or other.recipients,
            when=inherit_day(joined.when, [(other.anchor.span, other.when)]),
            where=other.where if joined.where.precision is Precision.NONE else joined.where,
            size=_joined(joined.size, other.size),
            tolls=_joined_tolls(joined.tolls, other.tolls),
            sources=_joined_sources(joined.sources, other.sources),
        )
    return joined


def _joined(left: Count | None, right: Count | None) -> Count | None:
    """All readings of two counts; words without a number add nothing to a number."""
    if left is None or right is None:
        return left or right
    numbered = [one for one in (left, right) if one.low is not None or one.high is not None]
    if len(numbered) == 1:
        return numbered[0]
    known = {reading.figure for reading in left.readings}
    return Count(left.readings + tuple(new for new in right.readings if new.figure not in known))


def _joined_sources(left: Sources, right: Sources) -> Sources:
    """Both chains, each source once, those of the surer draft first."""
    words = {source.text for source in left}
    return left + tuple(source for source in right if source.text not in words)


def _joined_tolls(left: Tolls, right: Tolls) -> Tolls:
    counts = dict(right) | {kind: _joined(count, dict(right).get(kind)) for kind, count in left}
    return tuple((kind, count) for kind in TollKind if (count := counts.get(kind)) is not None)
