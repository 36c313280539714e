"""Who says so: the chain from the nearest witness to the outlet.

>>> from tocsin.text.article import Article
>>> from tocsin.text.doc import Sentence
>>> from tocsin.text.layout import ParagraphKind
>>> text = "Police arrested 40 people, a resident told the Daily Star."
>>> doc = Doc(Article("a", text), sentences=(Sentence(Span(0, 58), ParagraphKind.BODY, 0),))
>>> found = find_attributions(doc)
>>> [source.text for source in sources_of(Span(7, 15), Span(0, 58), found, text=text)]
['a resident', 'the Daily Star']

An attribution is who, the cue, and what was said, each by its span; a chain is made of those whose
content holds an act. Pronouns are resolved to the last fitting source, and a quotation without a
speaker of its own belongs to the speaker before it. The outlet itself is never a source.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tocsin.fields.clauses import Saying, find_sayings
from tocsin.fields.credits import find_credits
from tocsin.fields.cues import REPORTING, CueKind
from tocsin.fields.phrases import find_plain_sayings
from tocsin.text.doc import Doc
from tocsin.text.quotations import find_quotations, outermost
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
    """

    text: str
    evidence: tuple[Evidence, ...] = ()


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
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    via: Span | None = None
    kind: CueKind = CueKind.REPORT
    speaker: Span | None = None


class Doubt(StrEnum):
    """What an article's attributions leave of an act."""

    NONE = "none"  # told as a fact
    CLAIMED = "claimed"  # "allegedly", "claimed": left open
    DENIED = "denied"  # somebody says that it is not so, and nobody that it is


_PERSON = re.compile(r"(?:he|she|i|we)", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:s?he|it|they|i|we|who|which|that|this|those|these)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_BARE = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "for", "by", "with", "from"}
)
# Quotations of fewer words are words put in quotes, not speech.
_SPEECH_WORDS = 5
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def find_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """Find who says what in an article.

    With tokens the parse is read; without them only the plain patterns of `fields.phrases` are
    found. Speech without any cue (a transcript's "Q:" and "A:") is not found.

    Args:
        doc: A document with sentences, and tokens and names if a parser ran.

    Returns:
        Attributions in the order of their cues.
    """
    sayings = list(find_sayings(doc) if doc.tokens else find_plain_sayings(doc))
    quotations = outermost(find_quotations(doc.text))
    found = [_with_quotations(doc, saying, quotations) for saying in sayings]
    found = _spread(doc, found, quotations)
    found = _name_pronouns(doc, found)
    found += [
        Attribution(credit.source, credit.cue, credit.content, None, CueKind.CREDIT, credit.source)
        for credit in find_credits(doc)
    ]
    return tuple(sorted(found, key=lambda item: item.cue))


def sources_of(
    act: Span,
    sentence: Span,
    attributions: Sequence[Attribution],
    *,
    text: str,
    actors: Sequence[Span] = (),
) -> tuple[Source, ...]:
    """The chain of sources for one act or one figure.

    Args:
        act: The word that names the act, or the words of a figure.
        sentence: The sentence that tells it.
        attributions: All of the article, from `find_attributions`.
        text: The article's text.
        actors: Who did it; somebody who tells of his own act is its actor, not its source.

    Returns:
        Sources, nearest to the event first; empty if the article just asserts it.
    """
    del sentence
    mine = [item for item in attributions if item.kind is not CueKind.STANCE and _tells(item, act)]
    mine.sort(key=lambda item: sum(span.end - span.start for span in item.content))
    chain: list[Source] = []
    for item in mine:
        for span in (item.speaker or item.source, item.via):
            if span is None or any(_same(text, span, actor) for actor in actors):
                continue
            words = text[span.start : span.end]
            if not _PRONOUN.fullmatch(words) and words not in [link.text for link in chain]:
                chain.append(
                    Source(words, (quote(text, span, "source"), quote(text, item.cue, "cue")))
                )
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


def _tells(item: Attribution, act: Span) -> bool:
    """Whether an act stands in what was said."""
    return any(overlaps(span, act) for span in item.content)


def _same(text: str, left: Span, right: Span) -> bool:
    """Whether two phrases share a word of weight."""
    return bool(_weighty(text, left) & _weighty(text, right))


def _weighty(text: str, span: Span) -> set[str]:
    """The words of a phrase in lower case, without articles and prepositions."""
    return {word.lower() for word in _WORD.findall(text[span.start : span.end])} - _BARE


def _with_quotations(doc: Doc, saying: Saying, quotations: tuple[Span, ...]) -> Attribution:
    """An attribution whose content holds whole quotations."""
    content = [_whole(span, saying, quotations) for span in saying.content]
    if not content and saying.kind in REPORTING:
        content = _beside(doc, saying, quotations)
    return Attribution(
        saying.source, saying.cue, tuple(content), saying.via, saying.kind, saying.speaker
    )


def _whole(span: Span, saying: Saying, quotations: tuple[Span, ...]) -> Span:
    """What was said, with the rest of a quotation that it cuts."""
    start, end = span
    for mark in quotations:
        inside = overlaps(mark, saying.cue) or (saying.source and overlaps(mark, saying.source))
        if overlaps(mark, span) and not inside:
            start, end = min(start, mark.start), max(end, mark.end)
    return Span(start, end)


def _beside(doc: Doc, saying: Saying, quotations: tuple[Span, ...]) -> list[Span]:
    """The quotations in the sentence of a cue that has no other content."""
    index = doc.sentence_at(saying.cue.start)
    if index is None:
        return []
    around = doc.sentences[index].span
    return [mark for mark in quotations if overlaps(mark, around) and not covers(mark, saying.cue)]


def _spread(doc: Doc, found: list[Attribution], quotations: tuple[Span, ...]) -> list[Attribution]:
    """Give each quotation without a speaker to the one who speaks around it."""
    for mark in quotations:
        if len(doc.words(mark).split()) < _SPEECH_WORDS or any(
            _tells(item, mark) for item in found
        ):
            continue
        index = _speaker_index(doc, found, mark)
        if index is not None:
            item = found[index]
            found[index] = replace(item, content=tuple(sorted({*item.content, mark})))
    return found


def _speaker_index(doc: Doc, found: list[Attribution], mark: Span) -> int | None:
    """Who speaks a quotation: the speaker before it in its paragraph, after it, or before that."""
    place = doc.sentence_at(mark.start)
    if place is None:
        return None
    paragraph = doc.sentences[place].paragraph
    before = after = None
    for index, item in enumerate(found):
        if item.kind not in REPORTING or item.source is None or covers(mark, item.cue):
            continue
        sentence = doc.sentence_at(item.cue.start)
        near = None if sentence is None else doc.sentences[sentence].paragraph
        if near == paragraph and item.cue.start < mark.start:
            before = index
        elif near == paragraph and after is None:
            after = index
        elif near == paragraph - 1 and before is None and _ends_in_speech(doc, item, paragraph - 1):
            before = index
    return after if before is None else before


def _ends_in_speech(doc: Doc, item: Attribution, paragraph: int) -> bool:
    """Whether somebody still speaks at the end of a paragraph."""
    end = doc.paragraphs[paragraph].span.end
    last = doc.text[end - 1]
    return bool(item.content) and (last in "\"”'’:" or item.content[-1].end >= end - 1)


def _name_pronouns(doc: Doc, found: list[Attribution]) -> list[Attribution]:
    """Give each pronoun the last fitting source before it."""
    organisations = [name.span for name in doc.names if name.label in ("ORG", "GPE", "NORP")]
    last_person = last_other = None
    named: list[Attribution] = []
    for item in sorted(found, key=lambda item: item.cue):
        speaker = item.speaker
        if speaker is not None:
            words = doc.words(speaker)
            if _PRONOUN.fullmatch(words):
                person = _PERSON.fullmatch(words)
                speaker = (last_person or last_other) if person else (last_other or last_person)
            elif item.kind in REPORTING:
                if any(span.end == speaker.end for span in organisations):
                    last_other = speaker
                else:
                    last_person = speaker
        named.append(replace(item, speaker=speaker))
    return named
