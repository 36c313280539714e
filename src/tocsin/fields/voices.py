"""Who speaks in an article, each with every place where he is named as saying something.

>>> from tocsin.text.article import Article
>>> from tocsin.fields.attribution import find_attributions
>>> from tocsin.text.doc import Sentence
>>> from tocsin.text.layout import ParagraphKind
>>> text = "Shops were shut, said Ana Ruiz. Trams stood, Ruiz told the Daily Star."
>>> body = ParagraphKind.BODY
>>> cut = (Sentence(Span(0, 31), body, 0), Sentence(Span(32, 70), body, 0))
>>> doc = Doc(Article("a", text), (), cut)
>>> [doc.words(voice.mentions[0].span) for voice in find_voices(doc, find_attributions(doc))]
['Ana Ruiz', 'the Daily Star']

A voice is one speaker, outlet or paper under all his names: "Ruiz" is Ana Ruiz. Besides those who
are said to have said something, outlets that somebody spoke to and papers that are cited count,
which say nothing themselves that a cue would show.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.data import read_rows
from tocsin.fields.attribution import Attribution
from tocsin.fields.cues import REPORTING, names_outlet
from tocsin.fields.quoting import PRONOUN
from tocsin.text.doc import Doc
from tocsin.text.span import Span, overlaps

_WORD = re.compile(r"\w+")
_BARE = frozenset((
    "the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "for", "by", "with", "from", "s",
    "his", "her", "its", "their", "said", "that", "this",
))  # fmt: skip
SAID = frozenset(kind.value for kind in REPORTING)
_LONGEST = 12  # words of a phrase that names a voice
_NAMED = r"(?:the\s+)?(?:[A-Z][\w.&'’-]{0,30}\s+){0,4}[A-Z][\w&'’-]{0,30}"
_TOLD = re.compile(
    rf"\b(?:told|tells|telling|spoke\s+(?:to|with)|speaking\s+(?:to|with|on)|interview\s+(?:with|on|by)"
    rf"|interviewed\s+by|statement\s+to|reported\s+by|report\s+by|obtained\s+by|published\s+(?:by|in)"
    rf"|appearing\s+on|appeared\s+on|said\s+on|reporters\s+(?:from|for)|correspondent\s+for"
    rf"|(?:wrote|writing|writes)\s+in|posted\s+(?:on|to)|quoted\s+by|cited\s+by|complained\s+to"
    rf"|(?:published|reported|obtained|seen)\s+(?:[A-Z][a-z]{{2,8}}day\s+)?(?:by|in|on))\s+(?:an?\s+)?"
    rf"(?P<who>{_NAMED}(?P<outlet>\s+(?:newspaper|daily|magazine|television|news\s+agency))?)"
)
_CITED = re.compile(
    rf"\b(?P<who>{_NAMED})\s+(?P<cue>cited|quoted|quotes|cites)\s+(?P<whom>{_NAMED})"
)
_CITING = re.compile(
    rf"\b(?P<cue>citing|quoting)\s+(?P<whom>(?:an?|the|its|his|her)\s+(?:[a-z-]{{2,20}}\s+){{0,2}}"
    rf"[a-z-]{{2,20}}\b|{_NAMED})"
)
_IN_PAPER = re.compile(
    r"\b(?P<cue>in|with|through)\s+(?P<who>(?:an?|his|her|their|its|the)\s+(?:[a-z-]{2,20}\s+){0,2}"
    r"(?:statement|speech|letter|report|press\s+release|proclamation|communique|memo|tweet|post"
    r"|editorial|op-ed|interview|declaration|resolution))\b"
)
_OUTLET_REPORT = re.compile(rf"\b(?:an?|the)\s+(?P<who>{_NAMED})\s+(?:report|correspondent)\b")
_PAPER = re.compile(
    r"\b(?P<who>(?:(?:an?|the|their|his|her|its|this)\s+(?:[\w-]{2,20}\s+){0,3})?"
    r"(?:reports|report|statement|press\s+release|documents?|communique|affidavit|indictment"
    r"|video|footage|court\s+papers|letter|study|survey|poll|memo|rumou?rs|reporting))"
    r"\s+(?P<cue>of|that|on|by|from|released|published|posted|issued|obtained|seen|showing"
    r"|suggesting|shows|showed|emerged)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a voice is named as saying something, or as having it told.

    Attributes:
        span: The words that name the voice best here: a name for "she".
        cue: The words that attribute; those of the voice itself if there are none.
        content: What was said, by this mention.
        known: The parts of it that are taken for known.
        kind: What the cue does, by its name; "outlet" and "paper" for those that only pass on.
        role: "speaker", "via" (to whom it was told), "outlet" or "paper".
        resolved: Whether a pronoun stood here.
    """

    span: Span
    cue: Span
    content: tuple[Span, ...]
    known: tuple[Span, ...]
    kind: str
    role: str
    resolved: bool = False

    def tells(self, act: Span) -> bool:
        """Whether an act stands in what was said, and is not taken for known there."""
        if any(overlaps(span, act) for span in self.known):
            return False
        return any(overlaps(span, act) for span in self.content)


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker, outlet or paper.

    Attributes:
        mentions: Where it is named, in the order of the cues.
        noun: Class of `data/voice-nouns.tsv`; "name" or "other" where the table has none.
        names: All words of weight by which it is named.
        said: Those of the mentions in which it says something itself.
    """

    mentions: tuple[Mention, ...]
    noun: str
    names: frozenset[str]
    said: tuple[Mention, ...]


def find_voices(doc: Doc, attributions: Sequence[Attribution]) -> tuple[Voice, ...]:
    """Gather who speaks in an article.

    Args:
        doc: The article with its sentences.
        attributions: All of it, from `find_attributions`.

    Returns:
        Voices in the order of their first mention. Pronouns that nobody could resolve, and
        attributions without a source, give none.
    """
    groups: dict[str, list[Mention]] = {}
    mentions = [*_spoken(doc, attributions), *_outlets(doc), *_papers(doc), *_cited(doc)]
    for mention in sorted(mentions, key=lambda one: (one.cue, one.span)):
        key = _key(doc.words(mention.span))
        if key:
            groups.setdefault(key, []).append(mention)
    return tuple(_voice(doc, group) for group in groups.values())


def _voice(doc: Doc, group: Sequence[Mention]) -> Voice:
    """The voice that some mentions name."""
    return Voice(
        tuple(group),
        voice_class(doc.words(_fullest(group))),
        frozenset(word for one in group for word in weighty(doc.words(one.span))),
        tuple(one for one in group if one.kind in SAID),
    )


def weighty(words: str) -> frozenset[str]:
    """The words of a phrase in lower case, without articles and prepositions."""
    return frozenset(word.lower() for word in _WORD.findall(words)) - _BARE


@cache
def _nouns() -> dict[str, str]:
    """Class of each noun of `data/voice-nouns.tsv`."""
    return {row["noun"]: row["class"] for row in read_rows("voice-nouns.tsv")}


def voice_class(words: str) -> str:
    """What kind of source a phrase names."""
    tokens = _WORD.findall(words)
    if any(map(names_outlet, tokens)):
        return "outlet"
    known = [_nouns()[token.lower()] for token in tokens if token.lower() in _nouns()]
    if known:
        return known[0] if tokens[-1][:1].isupper() else known[-1]
    return "name" if tokens and tokens[-1][:1].isupper() else "other"


def _spoken(doc: Doc, attributions: Iterable[Attribution]) -> Iterator[Mention]:
    """Speakers, and those to whom they told it."""
    for item in attributions:
        named = item.speaker or item.source
        if named is not None:
            pronoun = PRONOUN.fullmatch(doc.words(item.source)) if item.source else None
            yield Mention(
                named, item.cue, item.content, item.known, item.kind.value, "speaker", bool(pronoun)
            )
        if item.via is not None:
            yield Mention(item.via, item.cue, item.content, item.known, item.kind.value, "via")


def _outlets(doc: Doc) -> Iterator[Mention]:
    """Outlets that somebody spoke to, with the sentence as content."""
    for sentence in doc.sentences:
        words, start = doc.words(sentence.span), sentence.span.start
        for pattern in (_TOLD, _OUTLET_REPORT):
            for match in pattern.finditer(words):
                named = match.groupdict().get("outlet")
                if named or any(map(names_outlet, _WORD.findall(match["who"]))):
                    span = Span(start + match.start("who"), start + match.end("who"))
                    yield Mention(span, span, (sentence.span,), (), "outlet", "outlet")


def _cited(doc: Doc) -> Iterator[Mention]:
    """Whoever is cited by another, and that other: "Interfax cited the Security Service"."""
    for sentence in doc.sentences:
        words, start = doc.words(sentence.span), sentence.span.start
        for match in _CITED.finditer(words):
            cue = Span(start + match.start("cue"), start + match.end("cue"))
            for name, role in (("who", "via"), ("whom", "speaker")):
                span = Span(start + match.start(name), start + match.end(name))
                yield Mention(span, cue, (sentence.span,), (), "report", role)
        for match in _CITING.finditer(words):
            cue = Span(start + match.start("cue"), start + match.end("cue"))
            span = Span(start + match.start("whom"), start + match.end("whom"))
            yield Mention(span, cue, (sentence.span,), (), "report", "speaker")


def _papers(doc: Doc) -> Iterator[Mention]:
    """Papers and reports by which something is known, with what follows them as content.

    What is said in one ("in a statement") is all of its sentence.
    """
    for sentence in doc.sentences:
        words, start = doc.words(sentence.span), sentence.span.start
        for match in _IN_PAPER.finditer(words):
            span = Span(start + match.start("who"), start + match.end("who"))
            cue = Span(start + match.start("cue"), start + match.end("cue"))
            yield Mention(span, cue, (sentence.span,), (), "within", "paper")
        for match in _PAPER.finditer(words):
            span = Span(start + match.start("who"), start + match.end("who"))
            rest = Span(start + match.end(), sentence.span.end)
            if rest.end > rest.start:
                cue = Span(start + match.start("cue"), start + match.end("cue"))
                yield Mention(span, cue, (rest,), (), "paper", "paper")


def _fullest(group: Sequence[Mention]) -> Span:
    """The longest phrase by which a voice is named, the first among equals."""
    return max(
        (mention.span for mention in group), key=lambda span: (span.end - span.start, -span.start)
    )


def _key(words: str) -> str:
    """What all names of one voice share: the last word of a name, else all words of weight."""
    if PRONOUN.fullmatch(words):
        return ""
    tokens = [word for word in _WORD.findall(words)[:_LONGEST] if word.lower() not in _BARE]
    known = _nouns()
    proper = [word for word in tokens if word[:1].isupper() and word.lower() not in known]
    if proper:
        return str(proper[-1]).lower()
    return " ".join(sorted(word.lower() for word in tokens))
