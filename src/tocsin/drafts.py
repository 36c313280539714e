"""From marks to drafts: every field of every act is read once, from its own words.

A draft is a report before it is compared with the other drafts of its article: what its own
sentence does not tell is filled, and second mentions are joined, in `tocsin.reports`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tocsin.fields.attribution import CueKind, Doubt, Source, doubt_of, sources_of
from tocsin.fields.party_lists import split_parties
from tocsin.fields.party_spans import choose_spans, nearest_police
from tocsin.fields.size import size_of_event
from tocsin.fields.sources import AskedAct, VoicedArticle, read_voices, sources_of_act
from tocsin.fields.stance import Setting, Stance, find_targets, read_stance
from tocsin.fields.toll import TollKind, people_told, toll_of_event
from tocsin.fields.what import EventType, Status, What, form_of, of_several, read_what
from tocsin.fields.when import When, day_of_event
from tocsin.fields.where import Options as PlaceOptions
from tocsin.fields.where import PlaceMention, Told, Where, likeliest, mentions_outside
from tocsin.fields.where import Setting as PlaceSetting
from tocsin.fields.who import Party, is_at_home, read_parties
from tocsin.findings import COUNTED, Findings, home_of
from tocsin.marks.marks import Act, Role
from tocsin.text.bearing import Act as PlaceAct
from tocsin.text.doc import Doc, Sentence
from tocsin.text.layout import ParagraphKind
from tocsin.text.numbers import Figure, bounds_over
from tocsin.text.span import Evidence, Span, covers, quote

_SIDES = (Role.ACTOR, Role.RECIPIENT)
# Score below which words beside a surer party are none; swept .4 to .8 on articles that the reader
# had not seen: F1 of recipients .635 at .42 and .658 at .7, of actors .737 at .6 and .744 at .7.
_LEAST = {Role.ACTOR: 0.7, Role.RECIPIENT: 0.7}
# Sentences to either side in which a protest's issue may be told; a side read over six was right
# more often than over one on articles that nobody tuned it on (.76 against .72).
_NEARBY = 6
# Sentences after an act in which its figures may be told.
_FOLLOWING = 2
# Types that are said: whoever is quoted with the words is the actor, not a source.
VERBAL = frozenset(
    {
        EventType.THREATEN,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.CONCEDE,
    }
)
_BEFORE = 30  # characters before an anchor in which "joint" qualifies it


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure, the words that give it, and who gave it (nobody: the article itself)."""

    figure: Figure
    words: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """All that an article says of one number; conflicting figures stand side by side."""

    readings: tuple[Reading, ...]

    @property
    def low(self) -> int | None:
        """The smallest number told; None if none is, or the only one is a ceiling."""
        return bounds_over(reading.figure for reading in self.readings)[0]

    @property
    def high(self) -> int | None:
        """The largest number told; None if none is, or the only one is a floor."""
        return bounds_over(reading.figure for reading in self.readings)[1]


Tolls = tuple[tuple[TollKind, Count], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An act with all its fields, as its own sentence and the sentences beside it tell them.

    Attributes:
        act: The act as the reader marked it.
        sentence: Its sentence.
        anchor: The word that names it.
        what: Type, mode, form, status.
        actors: Who did it; `actor_spans` holds the phrases, in the same order.
        recipients: To whom.
        when: When.
        where: Where.
        size: People taking part.
        tolls: People killed, injured and arrested.
        stance: Side, issue and compulsion of a protest.
        sources: Who says so.
    """

    act: Act
    sentence: Sentence
    anchor: Evidence
    what: What
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When
    where: Where
    size: Count | None = None
    tolls: Tolls = ()
    stance: Stance | None = None
    sources: tuple[Source, ...] = ()


def read_drafts(findings: Findings) -> Iterator[Draft]:
    """One draft an act, in the order of the acts; a place leans on those of the other acts."""
    home = home_of(findings.places)
    voiced = read_voices(findings.doc, findings.attributions, findings.roster)
    numbers = range(len(findings.marks.acts))
    acts = [Drafting(findings, number, home, voiced) for number in numbers]
    told = [act.told() for act in acts]
    for number, act in enumerate(acts):
        others = (one for other, one in enumerate(told) if other != number and one is not None)
        yield act.draft(tuple(others))


class Drafting:
    """Reads the fields of one act; later fields lean on earlier ones (a side on the place)."""

    def __init__(
        self, findings: Findings, number: int, home: str | None, voiced: VoicedArticle
    ) -> None:
        self.findings = findings
        self.number = number
        self.home = home
        self.voiced = voiced
        self.act = findings.marks.acts[number]
        self.text = findings.doc.text
        self.sentence = findings.doc.sentences[self.act.sentence]
        self.parties: dict[tuple[Role, Span], tuple[str | None, tuple[Party, ...]]] = {}
        self.neighbours = tuple(self._free_neighbours())
        self.sides = (
            self._spans(Role.ACTOR) or self._speaker(),
            self._spans(Role.RECIPIENT) or self._targets(),
        )
        self.setting = self._place_setting()

    def told(self) -> Told | None:
        """The act's place as far as the other acts do not matter; None for a photo's."""
        if self.sentence.kind is ParagraphKind.CAPTION:
            return None
        return Told(self._where(()), self.act.type, self.act.anchor.start)

    def draft(self, told: tuple[Told, ...]) -> Draft:
        """The act with all its fields, given the places of the other acts."""
        where = self._where(told)
        actors = self._parties(Role.ACTOR, self.sides[0] or self._police(), where.country)
        recipients = self._parties(Role.RECIPIENT, self.sides[1], where.country)
        if self.type is EventType.PROTEST:  # nobody protests against himself
            names = {party.name or party.text for party in actors}
            recipients = tuple(p for p in recipients if (p.name or p.text) not in names)
        countries = {party.country for party in actors if party.country is not None}
        what = of_several(self._what(), countries, self._around())
        return Draft(
            self.act,
            self.sentence,
            quote(self.text, self.act.anchor, "anchor"),
            what,
            actors,
            recipients,
            self._when(what.status),
            where,
            self._size(),
            tuple(self._tolls()),
            self._stance(where.country, actors, recipients),
            self._sources(what.status),
        )

    @property
    def type(self) -> EventType:
        """The act's type."""
        return EventType(self.act.type)

    def _what(self) -> What:
        status = self.act.status
        evidence = [quote(self.text, self.act.anchor, self.act.rule or "anchor")]
        doubt = doubt_of(self.act.anchor, self.findings.attributions)
        if doubt is Doubt.CLAIMED and status == Status.HAPPENED and self.type not in VERBAL:
            status = Status.UNCONFIRMED.value
        return read_what(
            self.act.type,
            mode=self.act.mode,
            form=form_of(self.text, self.act.anchor) or self.act.form,
            status=status,
            evidence=tuple(evidence),
        )

    def _around(self) -> str:
        """The words just before the anchor, in its own sentence."""
        start = max(self.sentence.span.start, self.act.anchor.start - _BEFORE)
        return self.text[start : self.act.anchor.start]

    def _place_setting(self) -> PlaceSetting:
        """What is known of an act where its place is read."""
        actors, recipients = (
            tuple(party.country for party in self._parties(role, each, None))
            for role, each in zip(_SIDES, self.sides, strict=True)
        )
        return PlaceSetting(
            type=self.act.type,
            dateline=self.findings.doc.article.dateline,
            home=self.home,
            parties=actors + recipients,
            recipients=recipients,
            marked=self.findings.marked(self.number, Role.PLACE),
        )

    @cached_property
    def _options(self) -> PlaceOptions:
        """The places that the act may have, of all that its article names."""
        act = PlaceAct(self.text, self.act.anchor, self.sentence.span)
        return PlaceOptions(act, self.places, self.setting)

    def _where(self, told: tuple[Told, ...]) -> Where:
        """The place that governs the act."""
        return likeliest(self._options.given(told)).where

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """The places that may be the act's: a photo's place is not the story's, nor the reverse."""
        captions = [
            sentence.span
            for sentence in self.findings.doc.sentences
            if sentence.kind is ParagraphKind.CAPTION
        ]
        if self.sentence.kind is ParagraphKind.CAPTION or not captions:
            return self.findings.places
        return mentions_outside(self.findings.places, captions)

    def _when(self, status: Status) -> When:
        published = self.findings.doc.article.published
        return day_of_event(
            self.act.anchor,
            self.sentence.span,
            self.findings.times,
            text=self.text,
            marked=self.findings.marked(self.number, Role.TIME),
            published=published.day if published else None,
            status=status.value,
        )

    def _spans(self, role: Role) -> tuple[Span, ...]:
        marked = self.findings.scored(self.number, role)
        chosen = choose_spans(self.text, marked, least=_LEAST[role])
        return tuple(part for span in chosen for part in split_parties(self.text, span))

    def _speaker(self) -> tuple[Span, ...]:
        """Who says the words that are a verbal act, as in '"We condemn it," the ministry said'."""
        if self.type not in VERBAL:
            return ()
        said = [
            attribution.speaker or attribution.source
            for attribution in self.findings.attributions
            if attribution.kind is not CueKind.CREDIT
            and any(covers(span, self.act.anchor) for span in attribution.content)
        ]
        return tuple(span for span in said[:1] if span is not None)

    def _police(self) -> tuple[Span, ...]:
        """The police whom the article names, for arrests of which nobody is told who made them."""
        return nearest_police(self.text, self.act.anchor) if self.act.mode == "arrest" else ()

    def _targets(self) -> tuple[Span, ...]:
        if self.type is not EventType.PROTEST:
            return ()
        return tuple(find_targets(self.text, self.sentence.span, self.act.anchor))

    def _parties(self, role: Role, spans: Iterable[Span], home: str | None) -> tuple[Party, ...]:
        parties = [party for span in spans for party in self._read(role, span, home or self.home)]
        return tuple({(party.text, party.country): party for party in parties}.values())

    def _read(self, role: Role, span: Span, home: str | None) -> tuple[Party, ...]:
        """Parties, read anew only where they belong to whatever country the event happens in."""
        before, parties = self.parties.get((role, span), (None, ()))
        attacker = role is Role.ACTOR and self.type is EventType.ASSAULT
        if not parties or (before != home and (attacker or any(map(is_at_home, parties)))):
            roster = self.findings.roster
            parties = read_parties(self.text, span, roster, home=home, attacker=attacker)
            self.parties[role, span] = home, parties
        return parties

    def _size(self) -> Count | None:
        if self.type is not EventType.PROTEST:
            return None
        figures = size_of_event(
            self.act.anchor,
            self.sentence.span,
            self.findings.sizes,
            text=self.text,
            marked=self.findings.marked(self.number, Role.SIZE),
            neighbours=self.neighbours,
        )
        return self._count(figures)

    def _tolls(self) -> Iterator[tuple[TollKind, Count]]:
        kinds = COUNTED.get(self.type, ())
        if not kinds:
            return
        chosen = toll_of_event(
            self.act.anchor,
            self.sentence.span,
            self.findings.tolls,
            text=self.text,
            neighbours=self.neighbours,
        )
        if self.act.mode == "arrest" and TollKind.ARRESTED not in chosen:
            chosen[TollKind.ARRESTED] = self._arrested()
        for kind, figures in chosen.items():
            denied = self.type is EventType.PROTEST and all(figure.high == 0 for figure in figures)
            if (kind in kinds or denied) and (count := self._count(figures)) is not None:
                yield kind, count

    def _arrested(self) -> tuple[Figure, ...]:
        """Those whom an arrest is told of, where one phrase names them all."""
        spans = self._spans(Role.RECIPIENT)
        figure = people_told(self.text, spans[0]) if len(spans) == 1 else None
        return (figure,) if figure is not None else ()

    def _count(self, figures: Sequence[Figure]) -> Count | None:
        readings = [_reading(self.findings, figure) for figure in figures]
        return Count(tuple(readings)) if readings else None

    def _sources(self, status: Status) -> tuple[Source, ...]:
        told = AskedAct(
            self.act.anchor,
            self.act.sentence,
            self.act.type,
            status.value,
            *self.sides,
            self.findings.marked(self.number, Role.SPEAKER),
        )
        return sources_of_act(self.voiced, told)

    def _free_neighbours(self) -> Iterator[Span]:
        """The sentences that follow, up to the next that tells an act of its own."""
        doc, at = self.findings.doc, self.act.sentence
        told = {act.sentence for act in self.findings.marks.acts}
        for index in range(at + 1, min(at + 1 + _FOLLOWING, len(doc.sentences))):
            if index in told or doc.sentences[index].paragraph != doc.sentences[at].paragraph:
                return
            yield doc.sentences[index].span

    def _nearby(self) -> tuple[Span, ...]:
        """Sentences that may tell more of the same protest, nearest first."""
        return tuple(
            span
            for step in range(1, _NEARBY + 1)
            for span in _neighbours(self.findings.doc, self.act.sentence, step)
        )

    def _stance(
        self, home: str | None, actors: Sequence[Party], recipients: Sequence[Party]
    ) -> Stance | None:
        if self.type is not EventType.PROTEST:
            return None
        setting = Setting(
            home,
            tuple((party.country, party.sector.value) for party in actors),
            tuple((party.country, party.sector.value) for party in recipients if party.is_told),
            self.act.form,
        )
        stance = read_stance(self.text, self.sentence.span, setting, nearby=self._nearby())
        return replace(
            stance,
            issue_for=stance.issue_for or self._issue(Role.ISSUE_FOR),
            issue_against=stance.issue_against or self._issue(Role.ISSUE_AGAINST),
        )

    def _issue(self, role: Role) -> tuple[Evidence, ...]:
        """What the reader marked as demanded or opposed, where no rule found any."""
        spans = self.findings.marked(self.number, role)
        return tuple(quote(self.text, span, "marked") for span in spans)


def _reading(findings: Findings, figure: Figure) -> Reading:
    """A figure with its words and those who gave it."""
    text, roster = findings.doc.text, findings.roster
    sources = sources_of(figure.span, findings.attributions, text=text, roster=roster)
    return Reading(figure, findings.doc.words(figure.span), sources)


def _neighbours(doc: Doc, index: int, step: int = 1) -> Iterator[Span]:
    """The sentences some steps before and after, if they are of the same kind of paragraph."""
    kind = doc.sentences[index].kind
    for other in (index - step, index + step):
        if 0 <= other < len(doc.sentences) and doc.sentences[other].kind is kind:
            yield doc.sentences[other].span
