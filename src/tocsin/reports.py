"""Which answers belong together: a parsed article and its marks become reports.

Each act that the reader marked becomes a draft with every field read; drafts that tell of one
thing become one report; what is left out is kept as `Rejected`, with a reason.
"""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from tocsin.drafts import Count, Draft, read_drafts
from tocsin.fields.attribution import Source
from tocsin.fields.stance import Stance
from tocsin.fields.toll import TollKind
from tocsin.fields.what import What
from tocsin.fields.when import When
from tocsin.fields.where import Gazetteer, Where
from tocsin.fields.who import Party
from tocsin.findings import find_all
from tocsin.inheritance import inherit
from tocsin.joining import group_drafts, is_voice, join
from tocsin.marks.marks import Act, Marks, Unused
from tocsin.text.doc import Doc
from tocsin.text.span import Evidence, quote


class RejectionReason(StrEnum):
    """Why a candidate did not become a report of its own."""

    UNCERTAIN = "uncertain"  # the reader's score is too low
    SAME_ACT = "same-act"  # another word of the sentence names the same act better
    THREATENED = "threatened"  # only what a threat holds out: it has not happened
    ISSUE = "issue"  # what a protest of the same sentence demands or condemns
    SECOND_MENTION = "second-mention"  # told before or after in this article: added to that report


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidences:
    """For each field of a report the probability that a second coder who has the report agrees.

    Two that leave a field empty agree. A list is agreed on if each of its members has a partner in
    the other's list and none is left over; partners share a word that is not a small one.

    Attributes:
        status: The same status.
        day: The same first and the same last day.
        country: The same country.
        city: A city that shares a word.
        side: The same side; None for what is no protest.
        form: The same form; None for what is no protest.
        size: The same least and the same most; None for what is no protest.
        killed: The same least and the same most.
        injured: The same least and the same most.
        arrested: The same least and the same most.
        actors: The same list.
        recipients: The same list.
        sources: The same list.
    """

    status: float
    day: float
    country: float
    city: float
    side: float | None = None
    form: float | None = None
    size: float | None = None
    killed: float
    injured: float
    arrested: float
    actors: float
    recipients: float
    sources: float


@dataclass(frozen=True, slots=True)
class Report:
    """One thing done or said, as one article tells it.

    Attributes:
        id: Article id and a hash of its text, the act's place and type, and the reader's name.
        article: Id of the article.
        what: Type, mode, form, status.
        actors: Who did it.
        recipients: To whom it was done; for a protest, whom it is against.
        when: Day or days.
        where: Place.
        size: People taking part; None if the article does not say.
        killed: People killed.
        injured: People injured.
        arrested: People arrested.
        stance: Side, issue and compulsion; only a protest has one.
        sources: Who says so, nearest the event first; empty where the article just asserts it.
        anchor: The word that names the act.
        sentence: The sentence that tells it best.
        confidence: Calibrated probability that a second coder agrees; None where not calibrated.
        reader: Name of the reader that marked it.
        confidences: The same for each field; None where nothing was calibrated.
    """

    id: str
    article: str
    what: What
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When
    where: Where
    size: Count | None
    killed: Count | None
    injured: Count | None
    arrested: Count | None
    stance: Stance | None
    sources: tuple[Source, ...]
    anchor: Evidence
    sentence: Evidence
    confidence: float | None
    reader: str
    confidences: Confidences | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that did not become a report of its own, and why.

    Attributes:
        id: As for a report.
        article: Id of the article.
        reason: Why it was left out.
        type: The type it would have had.
        anchor: The word that would name the act.
        sentence: Its sentence.
        into: Id of the report that it was added to; None where it was added to none.
    """

    id: str
    article: str
    reason: RejectionReason
    type: str
    anchor: Evidence
    sentence: Evidence
    into: str | None = None


def report_id(article_id: str, text: str, anchor: int, type_: str, reader: str) -> str:
    """An id that the same text, act and reader always give.

    >>> report_id("a1", "They marched.", 5, "PROTEST", "linear-1")
    'a1.b92e5e2447'
    """
    told = "\x1f".join([text, str(anchor), type_, reader])
    return f"{article_id}.{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def read_marked(
    doc: Doc, marks: Marks, gazetteer: Gazetteer, reader: str
) -> list[Report | Rejected]:
    """All reports of an article, and all candidates that became none, each in text order.

    Args:
        doc: The parsed article.
        marks: What a reader marked in it.
        gazetteer: Where places are looked up.
        reader: The reader's name, kept with every report and part of its id.

    Returns:
        Reports first, then what was rejected.
    """
    drafts = list(read_drafts(find_all(doc, marks, gazetteer)))
    voiced = [draft for draft in drafts if is_voice(draft, drafts)]
    groups = group_drafts([draft for draft in drafts if draft not in voiced])
    joined = inherit([join(group) for group in groups])
    name = _Namer(doc, reader)
    homes: dict[int | None, Act] = {
        marks.acts.index(draft.act): group[0].act for group in groups for draft in group
    }
    reports = sorted(
        (_report(draft, name) for draft in joined), key=lambda report: report.anchor.span
    )
    rejected = [
        *(_second_mention(group[0], draft, name) for group in groups for draft in group[1:]),
        *(_rejected(draft, RejectionReason.ISSUE, name) for draft in voiced),
        *(_unused(doc, unused, homes.get(unused.into), name) for unused in marks.unused),
    ]
    return [*reports, *sorted(rejected, key=lambda one: (one.anchor.span, one.type))]


class _Namer:
    """Gives ids to the acts of one article."""

    def __init__(self, doc: Doc, reader: str) -> None:
        self.doc = doc
        self.reader = reader

    def __call__(self, anchor: int, type_: str) -> str:
        return report_id(self.doc.article.id, self.doc.text, anchor, type_, self.reader)


def _report(draft: Draft, name: _Namer) -> Report:
    tolls = dict(draft.tolls)
    return Report(
        id=name(draft.anchor.span.start, draft.act.type),
        article=name.doc.article.id,
        what=draft.what,
        actors=draft.actors,
        recipients=draft.recipients,
        when=draft.when,
        where=draft.where,
        size=draft.size,
        killed=tolls.get(TollKind.KILLED),
        injured=tolls.get(TollKind.INJURED),
        arrested=tolls.get(TollKind.ARRESTED),
        stance=draft.stance,
        sources=draft.sources,
        anchor=draft.anchor,
        sentence=quote(name.doc.text, draft.sentence.span, "sentence"),
        confidence=draft.act.confidence,
        reader=name.reader,
    )


def _second_mention(told: Draft, draft: Draft, name: _Namer) -> Rejected:
    into = name(told.anchor.span.start, told.act.type)
    return replace(_rejected(draft, RejectionReason.SECOND_MENTION, name), into=into)


def _rejected(draft: Draft, reason: RejectionReason, name: _Namer) -> Rejected:
    return Rejected(
        id=name(draft.anchor.span.start, draft.act.type),
        article=name.doc.article.id,
        reason=reason,
        type=draft.act.type,
        anchor=draft.anchor,
        sentence=quote(name.doc.text, draft.sentence.span, "sentence"),
    )


def _unused(doc: Doc, unused: Unused, told: Act | None, name: _Namer) -> Rejected:
    return Rejected(
        id=name(unused.anchor.start, unused.type),
        article=doc.article.id,
        reason=RejectionReason(unused.reason),
        type=unused.type,
        anchor=quote(doc.text, unused.anchor, "anchor"),
        sentence=quote(doc.text, doc.sentences[unused.sentence].span, "sentence"),
        into=None if told is None else name(told.anchor.start, told.type),
    )
