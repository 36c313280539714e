"""From marks to drafts: every field of every act is read once, from its own words.

A draft is a report before it is compared with the other drafts of its article: what its own
sentence does not tell is filled, and second mentions are joined, in `tocsin.reports`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.fields.attribution import CueKind, Doubt, Source, doubt_of, sources_of
from tocsin.fields.party_spans import choose_spans
from tocsin.fields.size import size_of_event
from tocsin.fields.stance import Setting, Stance, find_targets, read_stance
from tocsin.fields.toll import TollKind, toll_of_event
from tocsin.fields.what import EventType, Status, What, form_of, of_several, read_what
from tocsin.fields.when import When, day_of_event
from tocsin.fields.where import PlaceMention, Where, place_of_event
from tocsin.fields.where import Setting as PlaceSetting
from tocsin.fields.who import Party, read_party, split_parties
from tocsin.findings import Findings, home_of
from tocsin.marks.marks import Act, Role
from tocsin.text.doc import Doc, Sentence
from tocsin.text.layout import ParagraphKind
from tocsin.text.numbers import Figure, bounds_over
from tocsin.text.span import Evidence, Span, covers, quote

_SIDES = (Role.ACTOR, Role.RECIPIENT)
# Score below which words beside a surer party are none; swept on articles that the reader had not
# seen, where three in ten below these were right.
_LEAST = {Role.ACTOR: 0.6, Role.RECIPIENT: 0.42}
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
# What is counted at which type: a figure beside a verbal act is another event's, and coders put
# arrests at the act of arresting.
_COUNTED = {
    EventType.PROTEST: (TollKind.KILLED, TollKind.INJURED),
    EventType.ASSAULT: (TollKind.KILLED, TollKind.INJURED),
    EventType.COERCE: (TollKind.ARRESTED,),
}


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
    """One draft an act, in the order of the acts; a place may lean on those told before it."""
    home = home_of(findings.places)
    earlier: list[Where] = []
    for number in range(len(findings.marks.acts)):
        draft = _Drafting(findings, number, home, tuple(earlier)).draft()
        if draft.where.country is not None and draft.sentence.kind is not ParagraphKind.CAPTION:
            earlier.append(draft.where)
        yield draft


class _Drafting:
    """Reads the fields of one act; later fields lean on earlier ones (a side on the place)."""

    def __init__(
        self, findings: Findings, number: int, home: str | None, earlier: tuple[Where, ...]
    ) -> None:
        self.findings = findings
        self.number = number
        self.home = home
        self.earlier = earlier
        self.act = findings.marks.acts[number]
        self.text = findings.doc.text
        self.sentence = findings.doc.sentences[self.act.sentence]
        self.neighbours = tuple(self._free_neighbours())

    def draft(self) -> Draft:
        spans = (
            self._spans(Role.ACTOR) or self._speaker(),
            self._spans(Role.RECIPIENT) or self._targets(),
        )
        where = self._where(spans)
        actors, recipients = (
            self._parties(role, each, where.country)
            for role, each in zip(_SIDES, spans, strict=True)
        )
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
            # A speaker of words is their actor, not a source; but the police who say that they
            # arrested six are the source of that.
            self._sources(self.act.anchor, spans[0] if self.type in VERBAL else ())
            or self._speakers(),
        )

    @property
    def type(self) -> EventType:
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

    def _where(self, spans: Sequence[tuple[Span, ...]]) -> Where:
        """The place that governs the act, of all that its article names."""
        actors, recipients = (
            tuple(party.country for party in self._parties(role, each, None))
            for role, each in zip(_SIDES, spans, strict=True)
        )
        setting = PlaceSetting(
            type=self.act.type,
            dateline=self.findings.doc.article.dateline,
            home=self.home,
            parties=actors + recipients,
            recipients=recipients,
            earlier=self.earlier,
        )
        return place_of_event(
            self.act.anchor,
            self.sentence.span,
            self._places(),
            text=self.text,
            marked=self.findings.marked(self.number, Role.PLACE),
            setting=setting,
        )

    def _places(self) -> tuple[PlaceMention, ...]:
        """The places that may be the act's: a photo's place is not the story's, nor the reverse."""
        captions = [
            sentence.span
            for sentence in self.findings.doc.sentences
            if sentence.kind is ParagraphKind.CAPTION
        ]
        if self.sentence.kind is ParagraphKind.CAPTION or not captions:
            return self.findings.places
        return _outside(self.findings.places, captions)

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

    def _targets(self) -> tuple[Span, ...]:
        if self.type is not EventType.PROTEST:
            return ()
        return tuple(find_targets(self.text, self.sentence.span, self.act.anchor))

    def _parties(self, role: Role, spans: Iterable[Span], home: str | None) -> tuple[Party, ...]:
        roster = self.findings.roster
        attacker = role is Role.ACTOR and self.type is EventType.ASSAULT
        parties = [
            read_party(self.text, span, roster, home=home or self.home, attacker=attacker)
            for span in spans
        ]
        return tuple({party.text: party for party in parties}.values())

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
        kinds = _COUNTED.get(self.type, ())
        if not kinds:
            return
        chosen = toll_of_event(
            self.act.anchor,
            self.sentence.span,
            self.findings.tolls,
            text=self.text,
            neighbours=self.neighbours,
        )
        for kind in kinds:
            if (count := self._count(chosen.get(kind, ()))) is not None:
                yield kind, count

    def _count(self, figures: Sequence[Figure]) -> Count | None:
        readings = [_reading(self.findings, figure) for figure in figures]
        return Count(tuple(readings)) if readings else None

    def _sources(self, span: Span, actors: Sequence[Span]) -> tuple[Source, ...]:
        return sources_of(
            span,
            self.sentence.span,
            self.findings.attributions,
            text=self.text,
            actors=actors,
        )

    def _speakers(self) -> tuple[Source, ...]:
        """Those whom the reader marked as saying so, for an act that no attribution covers."""
        return tuple(
            Source(self.findings.doc.words(span), (quote(self.text, span, "speaker"),))
            for span in self.findings.marked(self.number, Role.SPEAKER)
        )

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


def _outside(mentions: Sequence[PlaceMention], spans: Sequence[Span]) -> tuple[PlaceMention, ...]:
    """The mentions that lie in none of the spans; what they point to by index is set anew."""
    kept = [
        index
        for index, mention in enumerate(mentions)
        if not any(covers(span, mention.span) for span in spans)
    ]
    new = {old: index for index, old in enumerate(kept)}
    return tuple(
        replace(mention, inside=None if mention.inside is None else new.get(mention.inside))
        for mention in (mentions[index] for index in kept)
    )


def _reading(findings: Findings, figure: Figure) -> Reading:
    """A figure with its words and those who gave it."""
    sources = sources_of(figure.span, figure.span, findings.attributions, text=findings.doc.text)
    return Reading(figure, findings.doc.words(figure.span), sources)


def _neighbours(doc: Doc, index: int, step: int = 1) -> Iterator[Span]:
    """The sentences some steps before and after, if they are of the same kind of paragraph."""
    kind = doc.sentences[index].kind
    for other in (index - step, index + step):
        if 0 <= other < len(doc.sentences) and doc.sentences[other].kind is kind:
            yield doc.sentences[other].span
