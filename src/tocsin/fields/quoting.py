"""Give every saying its quotations, and every pronoun that speaks its name.

A quotation that a saying cuts is taken whole; one without a speaker of its own belongs to the
speaker before it in its paragraph, then to the one after it, then to whoever still spoke at the
end of the paragraph before.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence

from tocsin.fields.clauses import Saying
from tocsin.fields.cues import REPORTING
from tocsin.text.doc import Doc
from tocsin.text.quotations import find_quotations, outermost
from tocsin.text.span import Span, covers, overlaps

PRONOUN = re.compile(
    r"(?:s?he|it|they|i|we|you|who|which|that|this|those|these|one|some|many|others?"
    r"|him|her|them|us|me)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:s?he|i|we)", re.IGNORECASE)
# Quotations of fewer words are words put in quotes, not speech.
_SPEECH_WORDS = 5
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
_AFTERWARDS = re.compile(
    r"(?:Notes? to editors?|Further information|Ends?\b|Background\b)", re.IGNORECASE
)
# A name this close before the cue is in its own clause: "Ruiz" of "he told Ruiz" is nobody's "he".
_LEEWAY = 1
# What may follow the source at the end of its sentence: "on Monday in Paris."
_CLOSING = 25
_MARKS = "\"'“”‘’«»`"


def complete(doc: Doc, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings with whole quotations as content and named speakers, in the order given."""
    quotations = outermost(find_quotations(doc.text))
    found = [_with_quotations(doc, saying, quotations) for saying in sayings]
    for mark in quotations:
        if len(doc.words(mark).split()) >= _SPEECH_WORDS:
            _give(doc, found, mark)
    return _named(doc, [_statement(doc, saying) for saying in found])


def _with_quotations(doc: Doc, saying: Saying, quotations: tuple[Span, ...]) -> Saying:
    """A saying whose content cuts no quotation, and is one where the parse saw none."""
    content = [_whole(span, saying, quotations) for span in saying.content]
    if not content and saying.kind in REPORTING:
        around = _sentence(doc, saying.cue)
        content = [
            mark
            for mark in quotations
            if around is not None and overlaps(mark, around) and not covers(mark, saying.cue)
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
    for mark in quotations:
        inside = overlaps(mark, saying.cue) or (saying.source and overlaps(mark, saying.source))
        if overlaps(mark, span) and not inside:
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


def _give(doc: Doc, found: list[Saying], mark: Span) -> None:
    """Add a quotation that nobody speaks yet to the content of its speaker."""
    if any(overlaps(span, mark) for saying in found for span in saying.content):
        return
    paragraph = _paragraph(doc, mark.start)
    index = None if paragraph is None else _speaker(doc, found, mark, paragraph)
    if index is not None:
        content = tuple(sorted({*found[index].content, mark}))
        found[index] = found[index]._replace(content=content)


def _speaker(doc: Doc, found: list[Saying], mark: Span, paragraph: int) -> int | None:
    """Index of the saying to which a quotation belongs; None if nobody speaks around it."""
    before = after = earlier = None
    for index, saying in enumerate(found):
        if saying.kind not in REPORTING or saying.source is None or covers(mark, saying.cue):
            continue
        near = _paragraph(doc, saying.cue.start)
        if near == paragraph and saying.cue.start < mark.start:
            before = index
        elif near == paragraph and after is None:
            after = index
        elif _speaks_on(doc, saying, paragraph - 1):
            earlier = index
    return next((index for index in (before, after, earlier) if index is not None), None)


def _speaks_on(doc: Doc, saying: Saying, paragraph: int) -> bool:
    """Whether somebody still speaks at the end of a paragraph."""
    if not (saying.content and 0 <= paragraph < len(doc.paragraphs)):
        return False
    bounds = doc.paragraphs[paragraph].span
    last = saying.content[-1]
    quoted = doc.text[last.start] in _MARKS or doc.text[last.end - 1] in _MARKS
    return quoted and bounds.start <= last.start and last.end >= bounds.end - 1


def _statement(doc: Doc, saying: Saying) -> Saying:
    """A saying that ends its paragraph with a colon, with the statement that follows unquoted.

    Ministries publish so: "The minister said:", then paragraphs in the first person.
    """
    place = _paragraph(doc, saying.cue.start)
    if place is None or saying.source is None or saying.kind not in REPORTING:
        return saying
    end = doc.paragraphs[place].span.end
    if doc.text[end - 1] != ":" or end - saying.cue.end > _CLOSING:
        return saying
    spoken = []
    for paragraph in doc.paragraphs[place + 1 :]:
        words = doc.words(paragraph.span)
        if words[0] in _MARKS or words[-1] == ":" or _AFTERWARDS.match(words):
            break
        spoken.append(paragraph.span)
    if not any(_FIRST_PERSON.search(doc.words(span)) for span in spoken[:2]):
        return saying
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
        elif saying.kind in REPORTING and speaker.end in bodies:
            body = speaker
        elif saying.kind in REPORTING:
            person = speaker
        named.append(saying._replace(speaker=speaker))
    return named


def _people(doc: Doc) -> Iterator[Span]:
    """The people who are subject of a clause, by name: whom the next "he" may mean."""
    subjects = {token.span.end for token in doc.tokens if token.dep in ("nsubj", "nsubjpass")}
    for name in doc.names:
        if name.label == "PERSON" and name.span.end in subjects:
            yield name.span
