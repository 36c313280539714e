"""Give every saying its quotations, and every pronoun that speaks its name.

A quotation that a saying cuts is taken whole; one without a speaker of its own belongs to the
speaker before it in its paragraph, then to the one after it, then to whoever still spoke at the
end of the paragraph before.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence

from tocsin.fields.clauses import Saying
from tocsin.fields.cues import REPORTING
from tocsin.fields.personal import is_person, is_titled
from tocsin.text.doc import Doc
from tocsin.text.quotations import touching
from tocsin.text.span import Span, covers, overlaps

PRONOUN = re.compile(
    r"(?:s?he|it|they|i|we|you|who|which|that|this|those|these|one|some|many|others?"
    r"|him|her|them|us|me)",
    re.IGNORECASE,
)
# A name that may be the subject of a clause: at its start, and before a verb or an aside.
_PERSON_NAME = re.compile(
    r"(?:^[\s\"“”'‘’]{0,3}|[,;:—–-]\s+|\b(?:and|but|that|while|when|as|after|because)\s+)"
    r"(?P<name>(?:[\w'’-]{1,30}\s+[a-z-]{1,30}\s+)?(?:[A-Z][\w.'’-]{0,30}\s+){1,6}[A-Z][\w'’-]{0,30})"
    r"(?=,|\s+(?!(?:and|or|of|in|at|for|to|on|by|from|with|as)\b)[a-z])"
)
_PERSON = re.compile(r"(?:s?he|i|we)", re.IGNORECASE)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Quotations of fewer words are words put in quotes, not speech.
_SPEECH_WORDS = 5
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
_AFTERWARDS = re.compile(
    r"(?:Notes? to editors?|Further information|Ends?\b|Background\b)", re.IGNORECASE
)
_STATEMENT = 60  # paragraphs; no ministry speaks longer
# A name this close before the cue is in its own clause: "Ruiz" of "he told Ruiz" is nobody's "he".
_LEEWAY = 1
# What may follow the source at the end of its sentence: "on Monday in Paris."
_CLOSING = 25
_MARKS = "\"'“”‘’«»`"


def complete(doc: Doc, sayings: Sequence[Saying], quotations: tuple[Span, ...]) -> list[Saying]:
    """The sayings with whole quotations as content and named speakers, in the order given."""
    found = [_with_quotations(doc, saying, quotations) for saying in sayings]
    _spread(doc, found, quotations)
    voiced = sorted(
        _paragraph(doc, saying.cue.start) or 0
        for saying in found
        if saying.kind in REPORTING and saying.source is not None
    )
    return _named(doc, [_statement(doc, saying, voiced) for saying in found])


def _with_quotations(doc: Doc, saying: Saying, quotations: tuple[Span, ...]) -> Saying:
    """A saying whose content cuts no quotation, and is one where the parse saw none."""
    content = [_whole(span, saying, quotations) for span in saying.content]
    if not content and saying.kind in REPORTING:
        around = _sentence(doc, saying.cue)
        content = [
            mark
            for mark in (() if around is None else touching(quotations, around))
            if not covers(mark, saying.cue)
        ]
    elif content and saying.kind in REPORTING and saying.source is not None:
        content[0] = _from_start(doc, content[0], saying)
    return saying._replace(content=tuple(content))


def _from_start(doc: Doc, span: Span, saying: Saying) -> Span:
    """What was said, from the start of a sentence that ends in its source: "..., X said"."""
    around = _sentence(doc, saying.cue)
    if around is None or saying.source is None or covers(span, saying.cue):
        return span
    told = max(saying.cue.end, saying.source.end)
    first = min(saying.cue.start, saying.source.start)
    closing = around.end - told <= _CLOSING and span.end <= first
    return Span(min(around.start, span.start), span.end) if closing else span


def _whole(span: Span, saying: Saying, quotations: tuple[Span, ...]) -> Span:
    """What was said, with the rest of a quotation that it cuts."""
    start, end = span
    for mark in touching(quotations, span):
        inside = overlaps(mark, saying.cue) or (saying.source and overlaps(mark, saying.source))
        if not inside:
            start, end = min(start, mark.start), max(end, mark.end)
    return Span(start, end)


def _sentence(doc: Doc, span: Span) -> Span | None:
    """The sentence in which a span begins."""
    index = doc.sentence_at(span.start)
    return None if index is None else doc.sentences[index].span


def _paragraph(doc: Doc, offset: int) -> int | None:
    """The paragraph in which an offset stands."""
    index = doc.sentence_at(offset)
    return None if index is None else doc.sentences[index].paragraph


def _spread(doc: Doc, found: list[Saying], quotations: tuple[Span, ...]) -> None:
    """Add each quotation that nobody speaks yet to the content of its speaker."""
    told = bytearray(len(doc.text))
    speakers = []  # indices of those who may speak more than the parse shows, in the text's order
    ends: dict[int, int] = {}  # who still speaks at the end of which paragraph
    for index, saying in enumerate(found):
        if any(covers(mark, saying.cue) for mark in touching(quotations, saying.cue)):
            continue
        for span in saying.content:
            told[span.start : span.end] = b"\1" * (span.end - span.start)
        if saying.kind in REPORTING and saying.source is not None:
            speakers.append(index)
            _note_end(doc, found, index, ends)
    for mark in quotations:
        paragraph = _paragraph(doc, mark.start)
        spoken = len(doc.words(mark).split()) >= _SPEECH_WORDS
        if paragraph is None or not spoken or told.find(1, mark.start, mark.end) >= 0:
            continue
        beside = _speaker(doc, found, speakers, mark)
        speaker = ends.get(paragraph - 1) if beside is None else beside
        if speaker is not None:
            content = tuple(sorted({*found[speaker].content, mark}))
            found[speaker] = found[speaker]._replace(content=content)
            _note_end(doc, found, speaker, ends)


def _note_end(doc: Doc, found: list[Saying], index: int, ends: dict[int, int]) -> None:
    """Keep in mind who still speaks at the end of a paragraph."""
    content = found[index].content
    paragraph = _paragraph(doc, content[-1].start) if content else None
    if paragraph is not None and _speaks_on(doc, found[index], paragraph):
        ends[paragraph] = index


def _speaker(doc: Doc, found: list[Saying], speakers: list[int], mark: Span) -> int | None:
    """Who speaks in the paragraph of a quotation: the one before it, or else the one after."""
    paragraph = _paragraph(doc, mark.start)
    place = bisect_left(speakers, mark.start, key=lambda index: found[index].cue.start)
    for index in (*speakers[max(0, place - 1) : place], *speakers[place : place + 1]):
        if _paragraph(doc, found[index].cue.start) == paragraph:
            return index
    return None


def _speaks_on(doc: Doc, saying: Saying, paragraph: int) -> bool:
    """Whether somebody still speaks at the end of a paragraph."""
    if paragraph >= len(doc.paragraphs):
        return False
    bounds = doc.paragraphs[paragraph].span
    last = saying.content[-1]
    quoted = doc.text[last.start] in _MARKS or doc.text[last.end - 1] in _MARKS
    return quoted and bounds.start <= last.start and last.end >= bounds.end - 1


def _statement(doc: Doc, saying: Saying, voiced: Sequence[int]) -> Saying:
    """A saying that ends its paragraph with a colon, with the statement that follows unquoted.

    Ministries publish so: "The minister said:", then paragraphs in the first person; one that is
    in the third person goes on to the next paragraph in which anybody speaks (`voiced`).
    """
    place = _paragraph(doc, saying.cue.start)
    if place is None or saying.source is None or saying.kind not in REPORTING:
        return saying
    if place >= len(doc.paragraphs):
        return saying
    end = doc.paragraphs[place].span.end
    if doc.text[end - 1] != ":" or end - saying.cue.end > _CLOSING:
        return saying
    spoken = []
    for paragraph in doc.paragraphs[place + 1 : place + _STATEMENT]:
        words = doc.words(paragraph.span)
        if words[0] in _MARKS or words[-1] == ":" or _AFTERWARDS.match(words):
            break
        spoken.append(paragraph.span)
    if not any(_FIRST_PERSON.search(doc.words(span)) for span in spoken[:2]):
        following = bisect_right(voiced, place)
        spoken = spoken[: voiced[following] - place - 1] if following < len(voiced) else spoken
    return saying._replace(content=(*saying.content, *spoken))


def _named(doc: Doc, found: list[Saying]) -> list[Saying]:
    """Give each pronoun the last source, or person who did something, that can be meant."""
    bodies = {name.span.end for name in doc.names if name.label in ("ORG", "GPE", "NORP")}
    people = deque(_people(doc))
    person = body = None
    named: list[Saying] = []
    for saying in found:
        speaker = saying.speaker
        while people and people[0].end <= saying.cue.start - _LEEWAY:
            person = people.popleft()
        if speaker is None:
            pass
        elif PRONOUN.fullmatch(doc.words(speaker)):
            alone = _PERSON.fullmatch(doc.words(speaker))
            speaker = (person or body) if alone else (body or person)
        elif saying.kind in REPORTING and (
            speaker.end in bodies or (not doc.tokens and not is_person(doc.words(speaker)))
        ):
            body = speaker
        elif saying.kind in REPORTING:
            person = speaker
        named.append(saying._replace(speaker=speaker))
    return named


def _people(doc: Doc) -> Iterator[Span]:
    """The people who are subject of a clause, by name: whom the next "he" may mean."""
    if not doc.tokens:
        yield from _plain_people(doc)
        return
    bodies = {name.span.end for name in doc.names if name.label != "PERSON"}
    for index, token in enumerate(doc.tokens):
        if token.dep in _SUBJECTS and token.pos == "PROPN" and token.span.end not in bodies:
            first = index
            while first and doc.tokens[first - 1].pos == "PROPN":
                first -= 1
            yield Span(doc.tokens[first].span.start, token.span.end)


def _plain_people(doc: Doc) -> Iterator[Span]:
    """The same off plain words: names behind a title or with a known given name."""
    for sentence in doc.sentences:
        words = doc.words(sentence.span)
        for match in _PERSON_NAME.finditer(words):
            if is_titled(match["name"]):
                start = sentence.span.start + match.start("name")
                yield Span(start, start + len(match["name"]))
