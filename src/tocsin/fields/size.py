"""How many took part: crowd sizes as the text gives them.

>>> text = "About 80,000 residents crowded a stadium, police said; dozens marched on."
>>> [(text[slice(*size.span)], size.low, size.high) for size in find_sizes(text)]
[('About 80,000 residents', 80000, 80000), ('dozens', None, None)]

A size is what a source said: "thousands" and "a massive crowd" are words without a number, and
only a codebook makes a number of them (`tocsin.codebooks.scales`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tocsin.data import read_rows
from tocsin.text.harm import Stretch, read_stretches
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.numerals import Piece, stretches, word_at, word_set
from tocsin.text.people import Count, figure_of, past_brackets, read_counts
from tocsin.text.span import Span, distance, overlaps

_BIG = word_set(
    "large huge big massive mass giant enormous vast sizable sizeable small tiny sparse great"
    " gigantic immense angry growing record thin"
)
_ADVERBS = word_set("also then have had has were are later again now reportedly who actually all")
_PRESENT = (("in", "attendance"), ("on", "strike"), ("on", "hand"), ("at", "the"))
_ADVERBS_IN_A_ROW = 3
_AFTER_SCALE = word_set("were are have had who more to in at outside across from on took came")
_PLACES = word_set(
    "city town village country nation population district region island community capital area"
    " province state county home territory neighborhood neighbourhood suburb settlement camp"
)
_NOT_OF_CROWD = word_set("employs employing employed worth cost costs paid")
_AT = word_set("of at by to")
_ESTIMATES = word_set(
    "estimated put said was the a their its crowd police by organizers organisers"
)
_SPEAKERS = ("police", "organiser", "organizer", "authorities", "officials", "estimate")
_CROWD_CUES = (
    "crowd", "turnout", "attend", "took part", "participa", "protest", "demonstrat", "march",
    "rall", "gather", "turned out",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{1,30}")
_CONTEXT = 40  # code points around a figure that say what it is doing there
_OTHER_PEOPLE = word_set(  # before people whom the act is about, or who are a part of others
    "for to on from against over about among between including them than like toward towards"
    " beat beating attacked assaulted killing murder assaulted beaten killed injured"
)
_FAR = 250  # code points from anchor to figure within a sentence; swept 100 to 500 on gold train
_BESIDE = 20  # code points from "200 officers" to what they did
_NEAR = 6  # pieces between a crowd and its number: "the crowd, police said, at about 5,000"


def find_sizes(text: str, told: Iterable[Stretch] | None = None) -> Iterator[Figure]:
    """Find every number of people who may have taken part in something, in order.

    A number counts before a noun for people, beside a word for a crowd ("attended by 3,000") or
    before a verb of taking part ("thousands cried"). The killed, injured and arrested are left to
    `tocsin.fields.toll`; the inhabitants of a place are no crowd.

    Args:
        text: Plain text of an article or of a part of it; any string is accepted.
        told: Its numbers, where they were read before; None reads them.

    Yields:
        One figure per mention; its span holds the noun.
    """
    for pieces, counts, harms in read_stretches(text) if told is None else told:
        harmed = [harm.figure.span for harm in harms]
        counted = list(_counted(pieces, counts))
        taken = [*harmed, *(figure.span for figure in counted)]
        crowds = [crowd for crowd in _crowds(pieces) if not _touches(crowd.span, taken)]
        for size in sorted([*counted, *crowds], key=lambda figure: figure.span):
            if not _touches(size.span, harmed):
                yield size


def size_of_event(  # noqa: PLR0913 (one gathering is asked about through all that surrounds it)
    anchor: Span,
    sentence: Span,
    figures: Sequence[Figure],
    *,
    text: str,
    marked: Sequence[Span] = (),
    neighbours: Sequence[Span] = (),
) -> tuple[Figure, ...]:
    """The figures that tell how many took part in one gathering.

    The figure of its own sentence that stands nearest to the anchor; every other one there, and in
    the neighbours, that a speaker puts on the same crowd ("organisers said 10,000"). Police and
    soldiers are the crowd only where they are what the act is told of ("200 officers marched").

    Args:
        anchor: The word that names the act.
        sentence: The sentence that tells it.
        figures: All sizes of the text, as `find_sizes` gives them.
        text: The text that all spans index into.
        marked: Words that a reader marked as this act's size; they go before any other.
        neighbours: Sentences that tell more of the same act and none of their own, best first.

    Returns:
        The figures in the order of the text: none if the text does not say, more than one where
        they compete (`tocsin.text.numbers.bounds_over` makes one range of them).
    """
    chosen = tuple(figure for figure in figures if _touches(figure.span, marked))
    if chosen:
        told = tuple(f for f in chosen if _touches(f.span, (sentence, *neighbours)))
        return told or chosen  # beside its own figure, one in another act's sentence is that act's
    own = [figure for figure in figures if _belongs(figure, anchor, sentence, text)]
    nearest = sorted(own, key=lambda figure: _rank(figure, anchor))[:1]
    estimates = [figure for figure in own if _estimated(figure, sentence, text)]
    for place in neighbours:
        there = [figure for figure in figures if overlaps(figure.span, place)]
        estimates += [figure for figure in there if _tells_crowd(figure, place, text, bool(own))]
    if any(figure.hedge is not Hedge.VAGUE for figure in nearest):
        estimates = [figure for figure in estimates if figure.hedge is not Hedge.VAGUE]
    return tuple(sorted({*nearest, *estimates}, key=lambda figure: figure.span))


def _rank(figure: Figure, anchor: Span) -> tuple[bool, int]:
    """Order of figures for one act: numbers and scales before mere crowds, then by distance."""
    return figure.hedge is Hedge.VAGUE, distance(figure.span, anchor)


def _belongs(figure: Figure, anchor: Span, sentence: Span, text: str) -> bool:
    """Whether a figure of the act's own sentence can be its crowd."""
    gap = distance(figure.span, anchor)
    if not overlaps(figure.span, sentence) or gap > _FAR:
        return False
    first = figure.span.start < anchor.start
    words = text[figure.span.start : figure.span.end].lower()
    if words.startswith("one of"):
        return False
    few = figure.low == figure.high == 1 or _armed(words)
    few = few or (figure.hedge is Hedge.VAGUE and not _crowd_words(figure, text))
    if few and not (first and gap < _BESIDE):
        return False
    if overlaps(figure.span, anchor):
        return True
    return _governed(figure, anchor, text, first=first)


def _governed(figure: Figure, anchor: Span, text: str, *, first: bool) -> bool:
    """Whether the words before a figure let it be the crowd: not "the dismissal of 50 workers"."""
    before = _WORD.findall(text[max(0, figure.span.start - _CONTEXT) : figure.span.start].lower())
    last, earlier = ["", "", *before][-1], ["", "", *before][-2]
    comes_together = _roles()["gather"] | _roles()["crowd"]
    if last in ("of", "by"):
        act = _WORD.findall(text[anchor.start : anchor.end].lower())
        if earlier in comes_together or earlier in _roles()["draw"] or earlier in act:
            return True
        return last == "by" and earlier.endswith("ed") and earlier not in _OTHER_PEOPLE
    if last in _OTHER_PEOPLE or (earlier, last) == ("well", "as"):
        return distance(figure.span, anchor) <= len(" to ")
    if first or last in _roles()["draw"] or last in ("with", "the") or figure.hedge is Hedge.VAGUE:
        return True
    after = _WORD.findall(text[figure.span.end : figure.span.end + _CONTEXT].lower())
    return bool(after) and after[0] in _roles()["act"]


def _crowd_words(figure: Figure, text: str) -> bool:
    """Whether words without a number name a crowd: "a large group", but not "several players"."""
    words = set(_WORD.findall(text[figure.span.start : figure.span.end].lower()))
    return bool(words & (_roles()["crowd"] | _roles()["gather"] | _BIG))


def _armed(words: str) -> bool:
    """Whether the noun of a figure names soldiers, police or fighters."""
    return any(count.force for pieces in stretches(words) for count in read_counts(pieces))


def _estimated(figure: Figure, place: Span, text: str) -> bool:
    """Whether somebody puts a number on the crowd in a sentence."""
    words = text[place.start : place.end].lower()
    return figure.hedge is not Hedge.VAGUE and any(cue in words for cue in _SPEAKERS)


def _tells_crowd(figure: Figure, place: Span, text: str, known: bool) -> bool:
    """Whether a figure of a later sentence is of the crowd told before."""
    words = text[place.start : place.end].lower()
    if figure.hedge is Hedge.VAGUE or figure.low == figure.high == 1:
        return False
    if _armed(text[figure.span.start : figure.span.end]):
        return False
    crowd = any(cue in words for cue in _CROWD_CUES)
    return crowd and (not known or _estimated(figure, place, text))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span shares a word with one of the others."""
    return any(overlaps(span, other) for other in others)


@cache
def _roles() -> dict[str, frozenset[str]]:
    """The words of crowd.tsv by their role."""
    rows = read_rows("crowd.tsv")
    roles = sorted({row["role"] for row in rows})
    return {role: frozenset(row["word"] for row in rows if row["role"] == role) for role in roles}


def _counted(pieces: Sequence[Piece], counts: Sequence[Count]) -> Iterator[Figure]:
    """Numbers of people: with their noun, or beside a word that says they took part."""
    for count in counts:
        vague = count.reading.number.hedge is Hedge.VAGUE
        if count.noun not in ("", "more"):
            if not _of_a_place(pieces, count):
                yield figure_of(pieces, count)
        elif not vague and (_takes_part(pieces, count) or _drawn(pieces, count)):
            yield figure_of(pieces, count)


def _of_a_place(pieces: Sequence[Piece], count: Count) -> bool:
    """Whether people are the inhabitants of a place or the staff of a firm."""
    before = [word_at(pieces, count.first - back) for back in range(1, 3)]
    if before[0] in ("of", "to", "with") and before[1] in _PLACES:
        return True
    return any(word in _NOT_OF_CROWD for word in before)


def _takes_part(pieces: Sequence[Piece], count: Count) -> bool:
    """Whether a verb of taking part follows a number: "some 200 gathered"."""
    at = count.end
    number = count.reading.number
    scale = number.hedge is Hedge.SCALE
    year = number.hedge is Hedge.NONE and 1900 <= (number.low or 0) < 2100  # noqa: PLR2004
    if year or word_at(pieces, count.first - 1) in _NOT_OF_CROWD:
        return False
    at = past_brackets(pieces, at)
    for _ in range(_ADVERBS_IN_A_ROW):
        at += word_at(pieces, at) in _ADVERBS or word_at(pieces, at).endswith("ly")
    word = word_at(pieces, at)
    if word in _roles()["act"] or (word, word_at(pieces, at + 1)) in _PRESENT:
        return True
    return scale and (word.endswith("ed") or word_at(pieces, count.end) in _AFTER_SCALE)


def _drawn(pieces: Sequence[Piece], count: Count) -> bool:
    """Whether a word for a crowd precedes a number: "a rally of 5,000", "attended by 3,000"."""
    at = count.first - 1
    before = word_at(pieces, at)
    after = word_at(pieces, count.end)
    if after.isalpha() and after not in _AFTER_SCALE and after not in ("and", "or", "by"):
        return False
    if before in _roles()["draw"]:
        return True
    if before not in _AT:
        return False
    if word_at(pieces, at - 1) in _roles()["draw"]:
        return True
    crowds = _roles()["crowd"] | (_roles()["gather"] if before == "of" else frozenset())
    near = [word_at(pieces, at - back) for back in range(1, 2 if before == "of" else _NEAR)]
    return any(word in crowds for word in near)


def _crowds(pieces: Sequence[Piece]) -> Iterator[Figure]:
    """Crowds without a number: "a massive crowd", "mass gatherings"."""
    crowds, gatherings = _roles()["crowd"], _roles()["gather"]
    for at, piece in enumerate(pieces):
        if piece.word not in crowds and piece.word not in gatherings:
            continue
        big = word_at(pieces, at - 1) in _BIG
        if not big and piece.word not in crowds:
            continue
        if piece.word in ("turnout", "attendance", "audience") and not big:
            continue
        first = at - big
        first -= word_at(pieces, first - 1) in ("a", "an", "the")
        yield Figure(None, None, Hedge.VAGUE, Span(pieces[first].start, piece.end))
