"""How many were killed, injured or arrested.

>>> text = "13 people were killed and over 40 others wounded on Sunday; no arrests were made."
>>> [(toll.kind.value, toll.figure.low, toll.figure.high) for toll in find_tolls(text)]
[('killed', 13, 13), ('injured', 40, None), ('arrested', 0, 0)]

A toll is what one sentence says. Totals over a war or over years are found too, and marked, so
that they never become the toll of one event.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tocsin.text.countries import find_countries
from tocsin.text.harm import Stretch, read_stretches
from tocsin.text.numbers import Figure, Hedge, find_numbers
from tocsin.text.numerals import Piece, stretches, word_at, word_set
from tocsin.text.organisations import find_organisations
from tocsin.text.people import Count, figure_of, read_counts
from tocsin.text.persons import person_after
from tocsin.text.span import Span, distance, overlaps

_ENDS = frozenset(".!?")
_LONG = word_set("years decades months year decade month war conflict insurgency invasion")
_ARREST = re.compile(r"arrest|detain|detention|custody|round|captur|jail", re.IGNORECASE)
_BEFORE = 20  # code points that a toll before its act stands farther: the deed comes first
_NEAR = 40  # pieces to either side that are looked at for a long time
_SPANS = word_set("since")


class TollKind(StrEnum):
    """What was done to the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    ARRESTED = "arrested"


@dataclass(frozen=True, slots=True)
class Toll:
    """How many people were harmed in one way, as one sentence puts it.

    Attributes:
        kind: What was done to them.
        figure: How many, with the words that say so.
        total: Whether the sentence counts over a war or over years, not over one event.
    """

    kind: TollKind
    figure: Figure
    total: bool = False


def find_tolls(text: str, told: Iterable[Stretch] | None = None) -> Iterator[Toll]:
    """Find every number of people killed, injured or arrested, in the order of the text.

    One person told without a number counts as one ("a soldier was killed"), nobody as zero ("no
    casualties" is a toll of either kind), and people without a number have no bounds. People
    told by name alone are not counted.

    Args:
        text: Plain text of an article or of a part of it; any string is accepted.
        told: Its numbers, where they were read before; None reads them.

    Yields:
        One toll per mention and kind.
    """
    for pieces, _, harms in read_stretches(text) if told is None else told:
        found = [
            Toll(TollKind(harm.kind), harm.figure, _over_years(pieces, harm.at)) for harm in harms
        ]
        yield from sorted(found, key=lambda toll: toll.figure.span)


def toll_of_event(
    anchor: Span,
    sentence: Span,
    tolls: Sequence[Toll],
    *,
    text: str,
    neighbours: Sequence[Span] = (),
) -> dict[TollKind, tuple[Figure, ...]]:
    """The tolls of one event: those of its own sentence, else of the next that tells one.

    Where a sentence has several of a kind, numbers go before people told without a number ("the
    attacker was killed"), then the nearest to the anchor. Totals over years are never taken.
    Sentences beside tell the arrested of an arrest only, the killed and injured of other acts.

    Args:
        anchor: The word that names the act.
        sentence: The sentence that tells it.
        tolls: All tolls of the text, as `find_tolls` gives them.
        text: The text that all spans index into.
        neighbours: Sentences that tell more of the same act and none of their own, best first.

    Returns:
        The figures of each kind that is told; a kind that is not told has no key.
    """
    chosen: dict[TollKind, tuple[Figure, ...]] = {}
    arrest = _ARREST.search(text, anchor.start, anchor.end) is not None
    for place in (sentence, *neighbours):
        for kind in TollKind:
            here = [
                toll.figure
                for toll in tolls
                if toll.kind is kind and not toll.total and overlaps(toll.figure.span, place)
            ]
            fits = place == sentence or (kind is TollKind.ARRESTED) == arrest
            if here and fits and kind not in chosen:
                chosen[kind] = (min(here, key=lambda figure: _rank(figure, anchor, text)),)
    if _same_person(chosen):
        del chosen[TollKind.INJURED]
    return chosen


def people_told(text: str, span: Span) -> Figure | None:
    """How many people a phrase names: "six men", "a reporter", "Ali Hassan".

    Whoever is arrested is told by the phrase for them, where no sentence counts the arrests.

    Args:
        text: The text that the span indexes into.
        span: A noun phrase for one party.

    Returns:
        The number told, or one for a person; None for people without a number ("protesters",
        "several men"), groups told by their letters ("the XYZ") and any other words.
    """
    words = text[span.start : span.end]
    pieces = next(iter(stretches(words)), [])
    first = int(word_at(pieces, 0) == "the")
    for count in read_counts(pieces):
        if count.first == first and _counts_people(count):
            return replace(figure_of(pieces, count), span=span)
    return Figure(1, 1, Hedge.NONE, span) if _is_person(words, pieces) else None


def _is_person(words: str, pieces: Sequence[Piece]) -> bool:
    """Whether a phrase is one person, and no number, country or organisation."""
    person = person_after(pieces, 0)
    if person is None or word_at(pieces, person.end) not in ("", ","):
        return False
    name = Span(pieces[0].start, pieces[person.end - 1].end)
    others = [mention.span for mention in find_organisations(words)]
    others += [mention.span for mention in find_countries(words)]
    shouted = any(words[piece.start : piece.end].isupper() for piece in pieces)
    return not shouted and name not in others and next(find_numbers(words), None) is None


def _counts_people(count: Count) -> bool:
    """Whether a number stands with its noun and says how many."""
    number = count.reading.number
    return bool(count.noun) and (number.low, number.high) != (None, None)


def _rank(figure: Figure, anchor: Span, text: str) -> tuple[bool, int]:
    """Order of figures for one act: numbers first, then by distance, those after it nearer."""
    words = text[figure.span.start : figure.span.end]
    before = _BEFORE if figure.span.start < anchor.start else 0
    return next(find_numbers(words), None) is None, distance(figure.span, anchor) + before


def _same_person(chosen: dict[TollKind, tuple[Figure, ...]]) -> bool:
    """Whether the one injured is the one killed: "he died after he was shot"."""
    injured, killed = chosen.get(TollKind.INJURED), chosen.get(TollKind.KILLED)
    return bool(injured and killed and injured[0].high == killed[0].high == 1)


def _over_years(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the sentence around a piece counts over years: "since 2011", "in the past decade"."""
    first, end = at, at
    while first > max(0, at - _NEAR) and word_at(pieces, first - 1) not in _ENDS:
        first -= 1
    while end < min(len(pieces), at + _NEAR) and word_at(pieces, end) not in _ENDS:
        end += 1
    return any(_long_span(pieces, index) for index in range(first, end))


def _long_span(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a long time starts at a piece."""
    word = word_at(pieces, at)
    if word in _SPANS:
        return any(
            word_at(pieces, at + offset).isdecimal() or word_at(pieces, at + offset) in _LONG
            for offset in range(1, 6)
        )
    past = word_at(pieces, at + 1) in ("past", "last", "previous")
    if word == "the" and past:
        return any(word_at(pieces, at + offset) in _LONG for offset in range(3, 5)) or word_at(
            pieces, at + 2
        ) in ("decade", "years")
    return word == "so" and word_at(pieces, at + 1) == "far" and word_at(pieces, at + 2) == "this"
