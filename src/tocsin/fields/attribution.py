"""Who says so: the chain from the nearest witness to the outlet.

>>> from tocsin.text.article import Article
>>> from tocsin.text.doc import Sentence
>>> from tocsin.text.layout import ParagraphKind
>>> text = "Police arrested 40 people, a resident told the Daily Star."
>>> doc = Doc(Article("a", text), sentences=(Sentence(Span(0, 58), ParagraphKind.BODY, 0),))
>>> found = find_attributions(doc)
>>> [source.text for source in sources_of(Span(7, 15), found, text=text)]
['a resident', 'the Daily Star']

An attribution is who, the cue, and what was said, each by its span; a chain is made of those whose
content holds an act. Pronouns are resolved to the last fitting source, and a quotation without a
speaker of its own belongs to the speaker before it. The outlet itself is never a source.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tocsin.fields.clauses import Saying, find_sayings
from tocsin.fields.credits import find_credits
from tocsin.fields.cues import REPORTING, CueKind
from tocsin.fields.phrases import find_plain_sayings
from tocsin.fields.quoting import PRONOUN, complete
from tocsin.fields.witness import is_identifiable
from tocsin.text.doc import Doc, Sentence
from tocsin.text.quotations import find_quotations, outermost, touching
from tocsin.text.roster import Roster
from tocsin.text.span import Evidence, Span, covers, overlaps, quote

__all__ = [
    "Attribution",
    "CueKind",
    "Doubt",
    "Source",
    "doubt_of",
    "find_attributions",
    "sources_of",
]


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain: somebody from whom the article has a fact.

    Attributes:
        text: The source as worded ("a resident from the city").
        evidence: The same words with their place, then the cue ("told", "according to").
        identifiable: Whether it is a private person who is named or could be recognised, and whom
            an export may have to mask; officials, organisations and outlets are not.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    identifiable: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to have said something.

    Attributes:
        source: Who is quoted, as worded here ("she"); None if nobody is named ("allegedly").
        cue: The words that attribute ("said", "According to").
        content: The spans of what was said; more than one where the cue stands between them.
        via: To whom it was told ("told Radio Free Asia"), or who reports it; None if nobody.
        kind: What the cue does with the thing said; only stances tell of no fact.
        speaker: The shortest phrase that names the source, found earlier for a pronoun.
        known: The parts of the content that it takes for known: "after X did that, ...".
        quoted: Whether the cue itself stands in a quotation: '"They say ...," she said.'
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    via: Span | None = None
    kind: CueKind = CueKind.REPORT
    speaker: Span | None = None
    known: tuple[Span, ...] = ()
    quoted: bool = False


class Doubt(StrEnum):
    """What an article's attributions leave of an act."""

    NONE = "none"  # told as a fact
    CLAIMED = "claimed"  # "allegedly", "claimed": left open
    DENIED = "denied"  # somebody says that it is not so, and nobody that it is


_WORD = re.compile(r"\w+")
_BARE = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "for", "by", "with", "from"}
)


def find_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """Find who says what in an article.

    With tokens the parse is read; without them only the plain patterns of `fields.phrases` are
    found. Speech without any cue (a transcript's "Q:" and "A:") is not found.

    Args:
        doc: A document with sentences, and tokens and names if a parser ran.

    Returns:
        Attributions in the order of their cues.
    """
    sayings = list(find_sayings(doc))
    sayings += find_plain_sayings(doc, _without(doc, sayings))
    sayings.sort(key=lambda saying: saying.cue)
    quotations = outermost(find_quotations(doc.text))
    found = [_attribution(saying, quotations) for saying in complete(doc, sayings, quotations)]
    found = list(_outside(found, doc.text))
    found += [
        Attribution(credit.source, credit.cue, credit.content, None, CueKind.CREDIT, credit.source)
        for credit in find_credits(doc)
    ]
    return tuple(sorted(found, key=lambda item: item.cue))


def sources_of(
    act: Span,
    attributions: Sequence[Attribution],
    *,
    text: str,
    actors: Sequence[Span] = (),
    roster: Roster | None = None,
) -> tuple[Source, ...]:
    """The chain of sources for one act or one figure.

    Args:
        act: The word that names the act, or the words of a figure.
        attributions: All of the article, from `find_attributions`.
        text: The article's text.
        actors: Who speaks in a verbal act (a threat, a demand, praise), who is never its source.
            Leave it empty for other acts: "police said that they made arrests" has a source.
        roster: Whom the article names, so that an official is known by his surname too.

    Returns:
        Sources, nearest to the event first; empty if the article just asserts it.
    """
    mine = [item for item in attributions if item.kind is not CueKind.STANCE and _tells(item, act)]
    mine.sort(key=_reach)
    named = any(item.source is not None for item in mine)
    chain: list[Source] = []
    for item in mine:
        if item.source is None and named:
            continue  # "the army confirmed reports of": the reports are nobody beside the army
        for span in (item.speaker or item.source, item.via):
            if span is None or any(_same(text, span, actor) for actor in actors):
                continue
            words = text[span.start : span.end]
            known = any(_within_name(text, span, link.evidence[0].span) for link in chain)
            if not PRONOUN.fullmatch(words) and not known:
                evidence = quote(text, span, "source"), quote(text, item.cue, "cue")
                chain.append(Source(words, evidence, is_identifiable(text, [span], roster)))
    return tuple(chain)


def doubt_of(act: Span, attributions: Sequence[Attribution]) -> Doubt:
    """What the attributions around an act leave of it.

    Args:
        act: The word that names the act.
        attributions: All of the article, from `find_attributions`.
    """
    kinds = {item.kind for item in attributions if _tells(item, act)}
    if CueKind.DENIAL in kinds:
        return Doubt.DENIED
    return Doubt.CLAIMED if CueKind.CLAIM in kinds else Doubt.NONE


def _outside(found: Sequence[Attribution], text: str) -> Iterator[Attribution]:
    """Without the stances inside what somebody says: his opinion, not the article's matter."""
    told = bytearray(len(text))
    for item in found:
        if item.kind in REPORTING:
            for span in item.content:
                told[span.start : span.end] = b"\1" * (span.end - span.start)
    for item in found:
        inner = item.quoted or told[item.cue.start]
        if item.kind is not CueKind.STANCE or not inner:
            yield item


def _attribution(saying: Saying, quotations: tuple[Span, ...]) -> Attribution:
    """A saying as the record that leaves this module."""
    return Attribution(
        saying.source,
        saying.cue,
        saying.content,
        saying.via,
        saying.kind,
        saying.speaker,
        saying.known,
        any(covers(mark, saying.cue) for mark in touching(quotations, saying.cue)),
    )


def _without(doc: Doc, sayings: Sequence[Saying]) -> Iterator[Sentence]:
    """The sentences in which the parse shows nobody who tells anything."""
    complete = (s for s in sayings if s.kind in REPORTING and s.source and s.content)
    told = {doc.sentence_at(saying.cue.start) for saying in complete}
    yield from (s for index, s in enumerate(doc.sentences) if index not in told)


def _reach(item: Attribution) -> tuple[int, bool]:
    """How much was said; of two who say the same, the one cited by the other comes first."""
    return sum(span.end - span.start for span in item.content), item.via is None


def _tells(item: Attribution, act: Span) -> bool:
    """Whether an act stands in what was said, and is not taken for known there."""
    if any(overlaps(span, act) for span in item.known):
        return False
    return any(overlaps(span, act) for span in item.content)


def _same(text: str, left: Span, right: Span) -> bool:
    """Whether two phrases share a word of weight."""
    return bool(_weighty(text, left) & _weighty(text, right))


def _within_name(text: str, left: Span, right: Span) -> bool:
    """Whether one phrase says no more than the other: "Ruiz" beside "Ana Ruiz"."""
    here, there = _weighty(text, left), _weighty(text, right)
    return here <= there or there <= here


def _weighty(text: str, span: Span) -> set[str]:
    """The words of a phrase in lower case, without articles and prepositions."""
    return {word.lower() for word in _WORD.findall(text[span.start : span.end])} - _BARE
