"""Which marked words stand for a party: fragments made whole, what only describes left out.

>>> text = "Rebels shot at African troops, Elena Ruiz, head of the Red League, said."
>>> marked = [(Span(15, 22), 0.8), (Span(31, 41), 0.9), (Span(55, 65), 0.5)]
>>> [text[slice(*span)] for span in choose_spans(text, marked)]
['African troops', 'Elena Ruiz']

A network marks word by word and hedges: beside a sure mark stand weak ones on words that belong to
it ("head of | the Red League") or to nobody ("government-controlled"). Only what is listed with a
sure mark ("Kenya and Ethiopia") is as good as that.
"""

import re
from collections.abc import Iterable, Sequence

from tocsin.marks.edges import joined
from tocsin.text.countries import CountryWord, find_countries
from tocsin.text.kinds import read_kind
from tocsin.text.phrases import find_words, small_words
from tocsin.text.span import Span, distance, overlaps

Marked = tuple[Span, float]

_REACH = 60  # characters after a fragment in which its noun may stand
_NOUN_WORDS = 3
_FRAGMENT = re.compile(
    r"(?:(?:anti|pro|non|pan)[-‐‑]\w{2,30}|[\w'’]{2,30}[-‐‑](?:backed|based|controlled|driven|elect|era"
    r"|funded|held|led|life|choice|linked|occupied|only|owned|run|sponsored|supported|wide)"
    r"|african|asian|european|western|arab|armed|central|centrist|federal|foreign|municipal|national|public|supreme|costumed|fellow|former|innocent|interim|local|military|other"
    r"|provincial|regional|shadowy|smaller|state|striking)\Z",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\s*(?:,|;|,?\s(?:and|or|as\swell\sas|along\swith|together\swith)\b|&)\s*"
    r"(?:(?:and|or)\s)?(?:(?:the|a|an|its|their|his|her)\s)?\s*"
)
_POLICE = re.compile(
    r"\b(?:(?:the|riot|local|city|state|federal|military)\s){0,2}police\b"
    r"(?!['’]s?\b|\s(?:station|car|van|officer|chief|spokes|custody|brutality|van|vehicle|force))",
    re.IGNORECASE,
)
# What stands between a party and the words that only say who it is.
_DESCRIBES = re.compile(
    r",\s(?:[\w'’-]{1,30}\s){0,4}(?:of|for|at|with)\s(?:the\s|a\s)?"
    r"|\s(?:led|headed|chaired)\sby\s(?:the\s)?|,\s(?:his|her|its|their)\s(?:[\w-]{1,30}\s){0,2}"
)


def choose_spans(text: str, marked: Iterable[Marked], *, least: float = 0.6) -> tuple[Span, ...]:
    """Choose the parties among the words that a reader marked for one role of one act.

    Args:
        text: Text of the article.
        marked: Spans with the reader's score for each, in any order.
        least: Score below which a span beside a surer one is left out, unless it is listed with it.

    Returns:
        Spans in the order of the text, none inside another. Lists are not split.
    """
    scored = list(marked)
    whole = [
        (done, max(score for span, score in scored if overlaps(span, part)))
        for part in joined(text, (span for span, _ in scored))
        if (done := _whole(text, part)) is not None
    ]
    return tuple(span for span, _ in _sure(text, _described(text, whole), least))


def nearest_police(text: str, anchor: Span) -> tuple[Span, ...]:
    """The words for the police that stand nearest to an act; none if the article has none."""
    spans = [Span(*match.span()) for match in _POLICE.finditer(text)]
    return tuple(sorted(spans, key=lambda span: (distance(span, anchor), span))[:1])


def _whole(text: str, span: Span) -> Span | None:
    """A fragment with the noun that it belongs to; None for one that belongs to no party."""
    words = find_words(text, span)
    if not words:
        return span
    last = words[-1]
    fragment = _FRAGMENT.search(last.plain) is not None
    if not fragment and not _is_people(last.plain):
        return span
    end = min(len(text), span.end + _REACH)
    following = find_words(text, Span(span.end, end), _NOUN_WORDS)
    before = span.end
    for word in following:
        is_apart = text[before : word.span.start].strip() or not word.plain.islower()
        if is_apart or word.lower in small_words("ends-head"):
            break
        before = word.span.end
        if read_kind(text, Span(word.span.start, before)).sector:
            return Span(span.start, word.span.start + len(word.plain))
    alone = len(words) == 1 or words[-2].lower in small_words("determiner")
    return None if fragment and alone else span


def _is_people(word: str) -> bool:
    """Whether a word is an adjective for a people that wants a noun ("African", not "Iraqis")."""
    if not word[:1].isupper() or word.endswith("s"):
        return False
    return any(
        mention.kind is CountryWord.DEMONYM and mention.span == Span(0, len(word))
        for mention in find_countries(word)
    )


def _described(text: str, spans: Sequence[Marked]) -> list[Marked]:
    """Spans without those that only say who the one before is."""
    kept: list[Marked] = []
    for span, score in spans:
        if kept and _DESCRIBES.fullmatch(text, kept[-1][0].end, span.start):
            continue
        kept.append((span, score))
    return kept


def _sure(text: str, spans: Sequence[Marked], least: float) -> list[Marked]:
    """Spans without the weak ones beside a surer one that they are not listed with."""
    best = max((score for _, score in spans), default=0.0)
    kept: list[Marked] = []
    for index, (span, score) in enumerate(spans):
        beside = [spans[at] for at in (index - 1, index + 1) if 0 <= at < len(spans)]
        listed = any(
            other[1] >= least and _is_listed(text, *sorted((span, other[0]))) for other in beside
        )
        if score >= least or score == best or listed:
            kept.append((span, score))
    return kept


def _is_listed(text: str, left: Span, right: Span) -> bool:
    """Whether nothing but a comma or conjunction stands between two spans."""
    return _LISTED.fullmatch(text, left.end, right.start) is not None
