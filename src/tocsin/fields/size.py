"""How many took part: crowd sizes as the text gives them.

>>> text = "About 80,000 residents crowded a stadium, police said; dozens marched on."
>>> [(text[slice(*size.span)], size.low, size.high) for size in find_sizes(text)]
[('About 80,000 residents', 80000, 80000), ('dozens', None, None)]

A size is what a source said: "thousands" and "a massive crowd" are words without a number, and
only a codebook makes a number of them (`tocsin.codebooks.scales`).
"""

from collections.abc import Iterator, Sequence
from functools import cache

from tocsin.data import read_rows
from tocsin.text.harm import read_harm
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.numerals import Piece, stretches, word_at, word_set
from tocsin.text.people import Count, figure_of, read_counts
from tocsin.text.span import Span, distance, overlaps

_BIG = word_set(
    "large huge big massive mass giant enormous vast sizable sizeable small tiny sparse great"
    " gigantic immense angry growing record thin"
)
_ADVERBS = word_set("also then have had has were are later again now reportedly who actually all")
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
_NEAR = 6  # pieces between a crowd and its number: "the crowd, police said, at about 5,000"


def find_sizes(text: str) -> Iterator[Figure]:
    """Find every number of people who may have taken part in something, in order.

    A number counts before a noun for people, beside a word for a crowd ("attended by 3,000") or
    before a verb of taking part ("thousands cried"). The killed, injured and arrested are left to
    `tocsin.fields.toll`; the inhabitants of a place are no crowd.

    Args:
        text: Plain text of an article or of a part of it; any string is accepted.

    Yields:
        One figure per mention; its span holds the noun.
    """
    for pieces in stretches(text):
        harmed = [harm.figure.span for harm in read_harm(pieces)]
        counted = list(_counted(pieces))
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
    text: str,  # noqa: ARG001 (the same call for every field)
    marked: Sequence[Span] = (),
    neighbours: Sequence[Span] = (),  # noqa: ARG001 (sentences around say more than the crowd)
) -> tuple[Figure, ...]:
    """The figures that tell how many took part in one gathering."""
    chosen = tuple(figure for figure in figures if _touches(figure.span, marked))
    if chosen:
        return chosen
    here = [figure for figure in figures if overlaps(figure.span, sentence)]
    if not here:
        return ()
    numbered = [figure for figure in here if figure.hedge is not Hedge.VAGUE] or here
    return (min(numbered, key=lambda figure: distance(figure.span, anchor)),)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span shares a word with one of the others."""
    return any(overlaps(span, other) for other in others)


@cache
def _roles() -> dict[str, frozenset[str]]:
    """The words of crowd.tsv by their role."""
    rows = read_rows("crowd.tsv")
    roles = sorted({row["role"] for row in rows})
    return {role: frozenset(row["word"] for row in rows if row["role"] == role) for role in roles}


def _counted(pieces: Sequence[Piece]) -> Iterator[Figure]:
    """Numbers of people: with their noun, or beside a word that says they took part."""
    for count in read_counts(pieces):
        vague = count.reading.number.hedge is Hedge.VAGUE
        if count.noun not in ("", "more"):
            if not _of_a_place(pieces, count):
                yield figure_of(pieces, count)
        elif not vague and (_takes_part(pieces, count) or _drawn(pieces, count)):
            yield figure_of(pieces, count)


def _of_a_place(pieces: Sequence[Piece], count: Count) -> bool:
    """Whether people are the inhabitants of a place or the staff of a firm."""
    before = [word_at(pieces, count.first - back) for back in range(1, 5)]
    if before[0] in ("of", "to", "with") and any(word in _PLACES for word in before[1:]):
        return True
    return any(word in _NOT_OF_CROWD for word in before[:2])


def _takes_part(pieces: Sequence[Piece], count: Count) -> bool:
    """Whether a verb of taking part follows a number: "some 200 gathered"."""
    at = count.end
    scale = count.reading.number.hedge is Hedge.SCALE
    if word_at(pieces, count.first - 1) in _NOT_OF_CROWD:
        return False
    while word_at(pieces, at) in _ADVERBS:
        at += 1
    word = word_at(pieces, at)
    if word in _roles()["act"]:
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
    for at, piece in enumerate(pieces):
        big = word_at(pieces, at - 1) in _BIG
        if not (piece.word in _roles()["crowd"] or (big and piece.word in _roles()["gather"])):
            continue
        if piece.word in ("turnout", "attendance", "audience") and not big:
            continue
        first = at - big
        first -= word_at(pieces, first - 1) in ("a", "an", "the")
        yield Figure(None, None, Hedge.VAGUE, Span(pieces[first].start, piece.end))
