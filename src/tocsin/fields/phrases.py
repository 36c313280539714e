"""Read attributions off plain words, where no parser ran: "X said", "according to X".

>>> from tocsin.text.article import Article
>>> from tocsin.text.layout import ParagraphKind
>>> text = "Shops were shut, said Ana Ruiz, who heads the guild."
>>> doc = Doc(Article("a", text), (), (Sentence(Span(0, 52), ParagraphKind.BODY, 0),))
>>> [doc.words(saying.source) for saying in find_plain_sayings(doc, doc.sentences)]
['Ana Ruiz']

The subject of a cue is the noun phrase before it in its clause, the one before the aside between
them, the antecedent of "who", or the phrase behind the cue where that ends the thing said. A cue
whose subject cannot be told so gives nothing. Who "he" is, is not asked here.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from tocsin.data import read_rows
from tocsin.fields.clauses import Saying
from tocsin.fields.cues import CueKind, names_outlet
from tocsin.fields.noun_phrases import (
    antecedent,
    drop_adverbs,
    is_passive,
    is_plural,
    leads_clause,
    name_before_title,
    names_somebody,
    phrase_after,
    phrase_before,
    subject_of_sentence,
    trimmed,
)
from tocsin.text.doc import Doc, Sentence
from tocsin.text.span import Span

_ACCORDING = re.compile(r"\b[Aa]ccording\s+to\b|\b[Aa]s\s+reported\s+by\b")
_REACH = 120  # characters at the end of a sentence in which ", X said on Monday" stands
_LAST = re.compile(
    r"[,”\"]\s+(?P<source>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|local|state)\s+\w|[A-Z]|police\b"
    r"|officials\b|authorities\b|witnesses\b|residents\b|prosecutors\b)[^,;:\"“”]{0,60}?)"
    r"\s+(?P<cue>said|says|told|reported|announced)\b[^,;:\"“”]{0,40}$"
)
_WHOM = re.compile(r"[,.;:\"“]|\s+(?:that|on)\b|$")
# Words that show a clause where a name should stand.
_CLAUSE = re.compile(r"\b(?:who|which|that|has|have|had|was|were|is|are|and|but|when|as)\b")
_DUMMY = re.compile(r",?\s+(?:it|there)\s+(?:was|were|is|has\s+been|had\s+been)\s*$")
_BY = re.compile(r"\s+(?:\w+\s+)?by\s+")
_SAYING = re.compile(
    r"(?:,|\bstatement|\bletter|\bstatements)\s+(?P<cue>saying|adding|noting|stating)\b"
)
_BODY = r"[^,;:\"“”]{2,60}?"
_AS_SAYING = re.compile(
    rf"\b(?:was|were|is|are)\s+quoted(?:\s+by\s+(?P<by>{_BODY}))?\s+as\s+(?:saying|telling)\b"
    rf"(?:\s+by\s+(?P<after>{_BODY})(?=\s+(?:on|that)\b|[,.;:]))?"
)
_INFINITIVE = re.compile(r"\b(?:to|not|cannot|never)\s+$", re.IGNORECASE)
_MARKS = '"“”'
_CLOSING = 45  # characters behind a subject and cue that end a sentence: "on Monday in Paris."


class _Place(NamedTuple):
    """Where a cue's subject stands: its words, and whether it follows the cue."""

    span: Span
    behind: bool


@cache
def _forms() -> dict[str, tuple[str, CueKind]]:
    """Dictionary form and kind of each form of a cue verb that is read without a parse."""
    return {
        form: (row["lemma"], CueKind(row["kind"]))
        for row in read_rows("cues.tsv")
        for form in row["forms"].split()
    }


@cache
def _verb() -> re.Pattern[str]:
    """Any of the forms as a word."""
    return re.compile(rf"\b(?:{'|'.join(_forms())})\b")


def find_plain_sayings(doc: Doc, sentences: Iterable[Sentence]) -> Iterator[Saying]:
    """Read the attributions of some sentences, in the order given and of their cues.

    In a sentence that was parsed only "according to X" and a last "X said" are read: the rest of
    what these patterns find the parse has already judged.
    """
    for sentence in sentences:
        words = _small(doc.words(sentence.span))
        if sentence.last > sentence.first:
            closing = _closing(words)
            found = list(_according(words)) or ([] if closing is None else [closing])
        else:
            found = [*_according(words), *_spoken(words), *_beside(words)]
        for saying in sorted(found, key=lambda one: one.cue):
            yield _moved(saying, sentence.span.start)


def _small(words: str) -> str:
    """A sentence in capitals, as old wires have them, in small letters."""
    small = words.lower() if words.isupper() else words
    return small if len(small) == len(words) else words


def _beside(words: str) -> Iterator[Saying]:
    """Read "X was quoted by Y as saying ..." and "X closed the road, saying that ..."."""
    for match in _AS_SAYING.finditer(words):
        source = phrase_before(words, match.start())
        by = match["by"] or match["after"]
        via = None if by is None else Span(*match.span("by" if match["by"] else "after"))
        if source is not None:
            after = trimmed(words, match.end(), len(words))
            parts = [trimmed(words, 0, source.start), after]
            yield Saying(
                source, source, Span(*match.span()), _filled(parts), CueKind.REPORT, via, 0
            )
    quoted = _quoted(words)
    for match in _SAYING.finditer(words):
        source = subject_of_sentence(words, match.start())
        content = _filled([trimmed(words, match.end(), len(words))])
        if source is not None and content and not quoted[match.start()]:
            cue = Span(match.start("cue"), match.end())
            yield Saying(source, source, cue, content, CueKind.REPORT, None, 0)


def _according(words: str) -> Iterator[Saying]:
    """Read "according to X", with the rest of the sentence as content."""
    for match in _ACCORDING.finditer(words):
        source = phrase_after(words, match.end())
        if source is not None:
            end = max(source.end, match.end())
            content = [trimmed(words, 0, match.start()), trimmed(words, end, len(words))]
            cue = Span(*match.span())
            yield Saying(source, source, cue, _filled(content), CueKind.REPORT, None, 0)


def _spoken(words: str) -> Iterator[Saying]:
    """Read "X said that ...", "..., X said", "..., said X", "X, a farmer, said ..."."""
    quoted = _quoted(words)
    for match in _verb().finditer(words):
        if quoted[match.start()] or _INFINITIVE.search(
            words, max(0, match.start() - 8), match.start()
        ):
            continue
        lemma, kind = _forms()[match.group()]
        place = _subject(words, match)
        if place is not None:
            content = _content(words, match, place, quoted)
            via = _until_that(words, match.end()) if lemma == "tell" and not place.behind else None
            if content or words[match.end() :].strip() == ":":  # a statement follows
                cue = Span(*match.span())
                yield Saying(place.span, place.span, cue, content, kind, via, 0)


def _subject(words: str, match: re.Match[str]) -> _Place | None:
    """Whose cue it is; None if the words around it do not tell."""
    by = _BY.match(words, match.end())
    if (by and match.group() == "reported") or is_passive(words, match.start()):
        source = phrase_after(words, by.end()) if by else None
        return None if source is None else _Place(source, behind=True)
    stop = drop_adverbs(words, match.start())
    before = phrase_before(words, stop)
    if before is not None:
        bare = match.group() == _forms()[match.group()][0]
        agrees = not bare or is_plural(words[before.start : before.end])
        named = name_before_title(words, before) or before
        return _Place(named, behind=False) if agrees else None  # "the report" is no verb
    relative = antecedent(words, stop)
    if relative is not None:
        return _Place(relative, behind=False)
    lead = words[:stop].rstrip()
    if lead and lead[-1] in ',”"' + "'’":
        behind = phrase_after(words, match.end())
        if (
            behind is not None
            and names_somebody(words[behind.start : behind.end])
            and not leads_clause(words, behind.end)
        ):
            return _Place(behind, behind=True)
    return None


def _content(
    words: str, match: re.Match[str], place: _Place, quoted: bytearray
) -> tuple[Span, ...]:
    """What was said: what stands before a subject and cue that end the sentence, else what follows.

    A quotation on the other side is said too.
    """
    first = min(place.span.start, match.start())
    last = max(place.span.end, match.end())
    before, after = trimmed(words, 0, first), trimmed(words, last, len(words))
    lead = words[:first].rstrip()
    closes = bool(lead) and lead[-1] in ',”"' + "'’"
    if closes and (len(words) - last <= _CLOSING or quoted[max(0, len(lead) - 2)]):
        rest = [after] if any(quoted[after.start : after.end]) else []
        return _filled([before, *rest])
    if place.behind:
        told = _DUMMY.search(words, max(0, first - _REACH), first)
        return _filled([trimmed(words, 0, told.start()) if told else before])
    return _filled([after])


def _quoted(words: str) -> bytearray:
    """Which characters stand inside quotation marks, an odd last mark opening nothing."""
    inside = bytearray(len(words))
    opened = -1
    for place, mark in enumerate(words):
        if mark not in _MARKS:
            continue
        if opened < 0 and mark != "”":
            opened = place
        elif opened >= 0:
            inside[opened + 1 : place] = b"\1" * (place - opened - 1)
            opened = -1
    return inside


def _closing(words: str) -> Saying | None:
    """Read ", X said on Monday." at the end of a sentence that the parser cut wrongly."""
    match = _LAST.search(words, max(0, len(words) - _REACH))
    if match is None or _CLAUSE.search(match["source"]):
        return None
    content = trimmed(words, 0, match.start() + 1)
    source = Span(*match.span("source"))
    via = _until_that(words, match.end("cue")) if match["cue"] == "told" else None
    cue = Span(*match.span("cue"))
    return Saying(source, source, cue, _filled([content]), CueKind.REPORT, via, 0)


def _until_that(words: str, start: int) -> Span | None:
    """Whom it was told, if that is an outlet by its name: "told [the Daily Star] that"."""
    match = _WHOM.search(words, start, start + _REACH)
    span = trimmed(words, start, match.start() if match else len(words))
    return (
        span
        if span.end > span.start and any(map(names_outlet, words[span.start : span.end].split()))
        else None
    )


def _filled(spans: list[Span]) -> tuple[Span, ...]:
    """Those of the spans that hold anything."""
    return tuple(span for span in spans if span.end > span.start)


def _moved(saying: Saying, by: int) -> Saying:
    """A saying of a sentence, in offsets of the text."""

    def move(span: Span | None) -> Span | None:
        return None if span is None else Span(span.start + by, span.end + by)

    return saying._replace(
        source=move(saying.source),
        speaker=move(saying.speaker),
        cue=Span(saying.cue.start + by, saying.cue.end + by),
        content=tuple(Span(span.start + by, span.end + by) for span in saying.content),
        via=move(saying.via),
    )
