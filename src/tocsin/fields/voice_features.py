"""What speaks for or against a voice as the source of an act: what it said, where, who it is.

>>> act = AskedAct(Span(0, 5), 0, "PROTEST")
>>> act.group
'protest'

A feature is a name: how much it counts is in `voice_weights.tsv`, learned from coded articles (see
`training/voice_ranker.py`). Distances and counts come in steps.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from tocsin.fields.voices import SAID, Mention, Voice, weighty
from tocsin.text.doc import Doc
from tocsin.text.quotations import touching
from tocsin.text.roster import Roster
from tocsin.text.span import Span, distance

_GROUPS = {
    "PROTEST": "protest",
    "ASSAULT": "harm",
    "COERCE": "harm",
    "MOBILIZE": "force",
    "SANCTION": "act",
    "CONSULT": "act",
    "COOPERATE": "act",
    "AID": "act",
    "RETREAT": "act",
}
_TAKEN = re.compile(
    r"\b(?:the|that|this|those|these|his|her|its|their|recent|last|latest)\s+(?:\w+\s+){0,2}\Z|['’]s?\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:after|who|which|whose|when|since|following|before|as)\b", re.IGNORECASE
)
_FAR = 4  # sentences beyond which all are far
_REACH = 12  # sentences within which somebody may tell of an act that he is not quoted with
_LOOK = 40  # characters before an anchor in which its article or "after" stands
_HEAD = 3  # sentences of an article's head, whose sources are often named after it
_CUE = 20  # characters of a cue that are looked at
_STEM = 5
_LONG = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class AskedAct:
    """An act, as the question who tells of it needs it.

    Attributes:
        anchor: The word that names it.
        sentence: Index of its sentence in the document.
        type: Its event type ("PROTEST").
        status: Its status ("planned").
        actors: Who did it.
        recipients: To whom.
        marked: Words that a reader marked as who says so.
    """

    anchor: Span
    sentence: int
    type: str
    status: str = "happened"
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    marked: tuple[Span, ...] = ()

    @property
    def group(self) -> str:
        """What the type has in common with others: who speaks in a verbal act is its actor."""
        return _GROUPS.get(self.type, "verbal")


@dataclass(frozen=True, slots=True)
class VoicedArticle:
    """An article as its voices see it.

    Attributes:
        doc: The article.
        voices: All who speak in it, in the order of their first mention.
        quotations: Its outermost quotations.
        roster: Whom it names; None if nobody looked.
        stems: Stems of the words in spans, as far as they were asked for.
    """

    doc: Doc
    voices: tuple[Voice, ...]
    quotations: tuple[Span, ...]
    roster: Roster | None = None
    stems: dict[tuple[Span, ...], frozenset[str]] = field(default_factory=dict, repr=False)

    def stems_of(self, spans: tuple[Span, ...]) -> frozenset[str]:
        """Stems of the words of weight in some spans."""
        if spans not in self.stems:
            self.stems[spans] = frozenset(
                word[:_STEM].lower()
                for span in spans
                for word in _LONG.findall(self.doc.words(span))
            )
        return self.stems[spans]

    @property
    def speakers(self) -> tuple[Voice, ...]:
        """Those of the voices that say something themselves."""
        return tuple(voice for voice in self.voices if voice.said)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A voice, the mention by which it would be the source of an act, and what speaks for it."""

    voice: Voice
    mention: Mention
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """An act with what is the same for all of its candidates."""

    voiced: VoicedArticle
    act: AskedAct
    shared: tuple[str, ...]
    reach: tuple[int, ...]  # how much was said, by each saying that holds the act
    own: int  # sayings in the act's sentence
    speakers: tuple[Voice, ...]


def find_candidates(voiced: VoicedArticle, act: AskedAct) -> list[Candidate]:
    """Every voice that may be the source of an act, in the order of the voices."""
    telling = [
        tuple(one for one in voice.mentions if one.tells(act.anchor)) for voice in voiced.voices
    ]
    sentence = voiced.doc.sentences[act.sentence].span
    view = _View(
        voiced,
        act,
        tuple(_of_act(voiced, act)),
        tuple(_size(one) for told in telling for one in told if one.kind in SAID),
        sum(
            sentence.start <= one.cue.start < sentence.end
            for voice in voiced.voices
            for one in voice.said
        ),
        voiced.speakers,
    )
    return [
        _candidate(view, voice, told)
        for voice, told in zip(voiced.voices, telling, strict=True)
        if told or _is_near(voiced, voice, act) or _is_marked(voiced, voice, act)
    ]


def _candidate(view: _View, voice: Voice, telling: Sequence[Mention]) -> Candidate:
    """A voice with the mention of it that stands nearest, of those that tell the act if any do."""
    mention = min(telling or voice.mentions, key=partial(_nearness, view.act, bool(telling)))
    side = "in" if telling else "out"
    features = [
        *_where(view, mention, telling=bool(telling)),
        *_who(view, voice, mention, telling=bool(telling)),
        *_rivals(view, voice, mention, telling=bool(telling)),
        *_retelling(view, voice, mention, telling=bool(telling)),
    ]
    group = "verbal" if view.act.group == "verbal" else "material"
    features += [f"{side}:{name}" for name in view.shared]
    features += [
        f"{group}:{name}"
        for name in features
        if name.startswith(("place=", "covers=", "who=", "actor"))
    ]
    return Candidate(voice, mention, tuple(dict.fromkeys(features)))


def _nearness(act: AskedAct, telling: bool, mention: Mention) -> tuple[bool, int, Span]:
    """How near a mention stands to an act; of those that tell it, one that says so comes first."""
    return telling and mention.kind not in SAID, distance(mention.cue, act.anchor), mention.cue


def _of_act(voiced: VoicedArticle, act: AskedAct) -> Iterator[str]:
    """What is the same for all candidates of an act."""
    sentence = voiced.doc.sentences[act.sentence]
    start = max(sentence.span.start, act.anchor.start - _LOOK)
    lead = voiced.doc.text[start : act.anchor.start]
    yield "bias"
    yield f"type={act.type}"
    yield f"status={act.status}"
    if _TAKEN.search(lead):
        yield "noun"
    if _SUBORDINATE.search(lead):
        yield "subordinate"
    if touching(voiced.quotations, act.anchor):
        yield "quoted"
    yield f"kind={sentence.kind.value}"
    yield f"at={_step(act.sentence)}"
    yield f"voices={_step(len(voiced.voices))}"
    yield f"long={_step(len(voiced.doc.sentences) // 5)}"


def _where(view: _View, mention: Mention, *, telling: bool) -> Iterator[str]:
    """Where the voice is named, and whether its words hold the act."""
    doc, act = view.voiced.doc, view.act
    state = _state(view, mention, telling=telling)
    yield state
    yield f"{state}:role={mention.role}"
    yield f"{state}:kind={mention.kind}"
    yield f"{state}:group={act.group}"
    gap = distance(mention.cue, act.anchor)
    if not telling:
        yield f"near={_step(gap // 50)}"
        return
    far = _sentences(doc, mention, act)
    yield f"tells:far={max(-_FAR, min(_FAR, far))}"
    yield f"tells:{mention.kind}:near={_step(gap // 20)}"
    if mention.kind in SAID:
        yield f"tells:cue={doc.words(mention.cue).split()[0].lower()[:_CUE]}"
    yield f"tells:behind={mention.cue.start > act.anchor.start}"


def _who(view: _View, voice: Voice, mention: Mention, *, telling: bool) -> Iterator[str]:
    """Who the voice is, to the act and in the article."""
    doc, act = view.voiced.doc, view.act
    side = "in" if telling else "out"
    yield f"{_state(view, mention, telling=telling)}:who={voice.noun}"
    yield f"who={voice.noun}"
    yield f"who={voice.noun}:type={act.type}"
    if mention.resolved:
        yield "pronoun"
    for role, spans in (("actor", act.actors), ("recipient", act.recipients)):
        if any(voice.names & weighty(doc.words(span)) for span in spans):
            yield role
            yield f"{role}:{act.group}:{side}"
    if act.marked:
        marked = _is_marked(view.voiced, voice, act)
        yield f"marked={marked}"
        yield f"marked={marked}:{side}"


def _rivals(view: _View, voice: Voice, mention: Mention, *, telling: bool) -> Iterator[str]:
    """How the voice stands to the others of the article."""
    side = "in" if telling else "out"
    said = telling and mention.kind in SAID
    if said:
        inner = sum(other < _size(mention) for other in view.reach)
        yield f"inner={min(2, inner)}:of={min(3, len(view.reach))}"
    yield f"covers={telling}:rivals={min(2, len(view.reach) - said)}"
    yield f"covers={telling}:own={min(2, view.own)}"
    yield f"speaks={min(_FAR, len(voice.said))}:{side}"
    if voice.said and len(view.speakers) == 1:
        yield f"only:{side}"
    if voice.said and voice is view.speakers[0]:
        yield f"first:{side}"


def _retelling(view: _View, voice: Voice, mention: Mention, *, telling: bool) -> Iterator[str]:
    """Whether the voice tells of the same thing elsewhere."""
    voiced, act = view.voiced, view.act
    anchor = voiced.doc.words(act.anchor)[:_STEM].lower()
    here = voiced.stems_of((voiced.doc.sentences[act.sentence].span,)) - {anchor}
    there = [voiced.stems_of(one.content) for one in voice.mentions if one.content]
    most = min(_FAR, max((len(here & stems) for stems in there), default=0))
    again = any(anchor in stems for stems in there)
    yield f"retells={most}"
    yield f"retells={most}:anchor={again}"
    yield f"retells={most}:lead={act.sentence < _HEAD}"
    yield f"retold={again}:{_state(view, mention, telling=telling)}"


def _state(view: _View, mention: Mention, *, telling: bool) -> str:
    """How a mention stands to the act, in a word."""
    if telling:
        return f"tells={mention.kind}"
    return f"place={_place(view.voiced.doc, mention, view.act)}"


def _place(doc: Doc, mention: Mention, act: AskedAct) -> str:
    """Where a mention that does not tell the act stands, as seen from it."""
    far = _sentences(doc, mention, act)
    if far == 0:
        return "same-before" if mention.cue.start < act.anchor.start else "same-after"
    here = doc.sentences[act.sentence].paragraph
    index = doc.sentence_at(mention.cue.start)
    there = here + _REACH if index is None else doc.sentences[index].paragraph
    side = "after" if far > 0 else "before"
    if here == there:
        return f"paragraph-{side}-{min(2, abs(far))}"
    if abs(here - there) == 1:
        return f"next-{side}-{min(3, abs(far))}"
    return f"far-{side}-{min(_REACH, abs(far)) // 4}"


def _is_near(voiced: VoicedArticle, voice: Voice, act: AskedAct) -> bool:
    """Whether a voice is named within some sentences of an act."""
    return any(abs(_sentences(voiced.doc, one, act)) <= _REACH for one in voice.mentions)


def _is_marked(voiced: VoicedArticle, voice: Voice, act: AskedAct) -> bool:
    """Whether the reader marked a name of the voice."""
    return any(voice.names & weighty(voiced.doc.words(span)) for span in act.marked)


def _sentences(doc: Doc, mention: Mention, act: AskedAct) -> int:
    """Sentences from the act to a mention's cue; negative before it."""
    index = doc.sentence_at(mention.cue.start)
    return len(doc.sentences) + _REACH if index is None else index - act.sentence


def _size(mention: Mention) -> int:
    """How many characters were said."""
    return sum(span.end - span.start for span in mention.content)


def _step(number: int) -> int:
    """A count in steps: 0, 1, 2, 3-4, 5-8, 9 and more."""
    return sum(number > bound for bound in (0, 1, 2, 4, 8))
