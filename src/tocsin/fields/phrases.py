"""Read the plainest attributions where no parser ran: "X said", "according to X".

>>> from tocsin.text.article import Article
>>> from tocsin.text.layout import ParagraphKind
>>> text = "Shops were shut, according to the mayor of Tarn."
>>> doc = Doc(Article("a", text), (), (Sentence(Span(0, 48), ParagraphKind.BODY, 0),))
>>> [doc.words(saying.source) for saying in find_plain_sayings(doc, doc.sentences)]
['the mayor of Tarn']

One sentence gives at most one attribution; who "he" is, is not asked here.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tocsin.data import read_rows
from tocsin.fields.clauses import Saying
from tocsin.fields.cues import CueKind
from tocsin.text.doc import Doc, Sentence
from tocsin.text.span import Span

_ACCORDING = re.compile(r"(?P<cue>\b[Aa]ccording\s+to)\s+(?P<source>[^,.;:\n\"“”]{2,100})")

_REACH = 120  # characters at the end of a sentence in which ", X said on Monday" stands
_LAST = re.compile(
    r"[,”\"]\s+(?P<source>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|local|state)\s+\w|[A-Z]|police\b"
    r"|officials\b|authorities\b|witnesses\b|residents\b|prosecutors\b)[^,;:\"“”]{0,60}?)"
    r"\s+(?P<cue>said|says|told|reported|announced)\b[^,;:\"“”]{0,40}$"
)
_PAUSE = re.compile(r"[,.;:\"“]|$")
_WHOM = re.compile(r"[,.;:\"“]|\s+(?:that|on)\b|$")
# Words that show a clause where a name should stand.
_CLAUSE = re.compile(r"\b(?:who|which|that|has|have|had|was|were|is|are|and|but|when|as)\b")


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
    """Read the first attribution of each of some sentences, in the order given.

    In a sentence that was parsed only "according to X" and a last "X said" are read: the rest of
    what these patterns find the parse has already judged.
    """
    for sentence in sentences:
        words = doc.words(sentence.span)
        parsed = sentence.last > sentence.first
        saying = _according(words) or (_closing(words) if parsed else _spoken(words))
        if saying is not None:
            yield _moved(saying, sentence.span.start)


def _according(words: str) -> Saying | None:
    """Read "according to X", with the rest of the sentence as content."""
    match = _ACCORDING.search(words)
    if match is None:
        return None
    source = _trimmed(words, *match.span("source"))
    content = [_trimmed(words, 0, match.start()), _trimmed(words, match.end(), len(words))]
    return Saying(
        source, source, Span(*match.span("cue")), _filled(content), CueKind.REPORT, None, 0
    )


def _spoken(words: str) -> Saying | None:
    """Read "X said that ...", "..., X said", "..., said X"."""
    for match in _verb().finditer(words):
        lemma, kind = _forms()[match.group()]
        floor = max(0, match.start() - _REACH)
        start = max(words.rfind(mark, floor, match.start()) for mark in ',;:."“”') + 1
        if floor and not start:
            continue  # no name is as long as that
        source = _trimmed(words, start, match.start())
        after = _trimmed(words, match.end(), len(words))
        if source.end == source.start:  # "..., said X"
            source, before = _until_pause(words, match.end()), _trimmed(words, 0, start)
            content = [before]
        elif start > 1 and words[start - 1] in ',"”':
            content = [_trimmed(words, 0, start)]
        else:
            content = [after]
        via = _until_that(words, match.end()) if lemma == "tell" else None
        if source.end - source.start > 1 and _filled(content):
            return Saying(source, source, Span(*match.span()), _filled(content), kind, via, 0)
    return None


def _closing(words: str) -> Saying | None:
    """Read ", X said on Monday." at the end of a sentence that the parser cut wrongly."""
    match = _LAST.search(words, max(0, len(words) - _REACH))
    if match is None or _CLAUSE.search(match["source"]):
        return None
    content = _trimmed(words, 0, match.start() + 1)
    source = Span(*match.span("source"))
    via = _until_that(words, match.end("cue")) if match["cue"] == "told" else None
    cue = Span(*match.span("cue"))
    return Saying(source, source, cue, _filled([content]), CueKind.REPORT, via, 0)


def _until_pause(words: str, start: int) -> Span:
    """From an offset to the next pause: "said [Jim Doe], a farmer"."""
    match = _PAUSE.search(words, start, start + _REACH)
    return _trimmed(words, start, match.start() if match else len(words))


def _until_that(words: str, start: int) -> Span | None:
    """Whom it was told: "told [Reuters] that"."""
    match = _WHOM.search(words, start, start + _REACH)
    span = _trimmed(words, start, match.start() if match else len(words))
    return span if span.end > span.start else None


def _trimmed(words: str, start: int, end: int) -> Span:
    """A stretch without white space, pauses and stray quotes of its ends."""
    while start < end and (words[start].isspace() or words[start] in ",;:"):
        start += 1
    while end > start and (words[end - 1].isspace() or words[end - 1] in ",;:."):
        end -= 1
    return Span(start, end)


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
