"""Numbers that stand before a noun for people, and numbers whose noun is left out.

>>> text = "About 200 mostly young protesters burned cars; 30 stayed."
>>> [[text[slice(*span_of(pieces, count))] for count in read_counts(pieces)]
...  for pieces in stretches(text)]
[['About 200 mostly young protesters', '30']]

A noun is looked for after a few modifiers only, and never past a word that cannot stand within a
noun phrase. What the people did is not asked here.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tocsin.data import read_rows
from tocsin.text.numbers import Figure, Hedge, Reading, read_numbers
from tocsin.text.numerals import MONTHS, Piece, joined, read_cardinal, stretches, word_at, word_set
from tocsin.text.span import Span

__all__ = ["Count", "figure_of", "past_brackets", "read_counts", "span_of", "stretches"]

_MODIFIERS = (
    9  # pieces between number and noun; "200 mostly young anti-government protesters" has 5
)
STOPS = word_set(
    "of in on at to for from by with without within into onto over under after before during since"
    " until against among amid around about between through throughout across along near outside"
    " inside behind beyond toward towards upon off out up down as than like per via despite"
    " the a an this that these those his her its their our my your whose which who whom what when"
    " where why how if because while whereas although though but nor so yet then there here also"
    " is are was were be been being am has have had having do does did will would can could may"
    " might must shall should not it he she they we i you him them us said says say told tell tells"
    " took take takes came come comes went go goes made make makes got get gets held hold holds"
    " left leave saw see gave give began begin became become ran run stood stand sat sit met meet"
    " lost lose died dead percent cent year day hour minute second month week mile km kilometer"
    " kilometre meter metre foot point degree dollar euro time reason thing place way case"
)
_RIGHT_PLURALS = word_set(  # plurals that stand before another noun
    "rights sports arms news customs affairs services veterans operations communications systems"
    " forces women's human economics politics mathematics civics less always perhaps sometimes"
    " previous various anonymous indigenous religious famous dangerous furious serious nervous"
)
_LABELS = word_set(  # "Article 19 activists", "aged 25": the number is a name or an age
    "article section chapter channel flight route highway number nr area room gate unit"
    " phase district ward zone class age aged title resolution boeing airbus agenda vision"
    " covid covid- protocol psalm level grade page line block sector camp studio act"
    " local school group"
)
_YEAR_CUES = word_set("in since until till by during from of mid the late early year spring summer"
    " autumn fall winter and to before after , ( - – elections election")  # fmt: skip
_PART = word_set("the these those his her its their our my all")
_SELVES = word_set("them us whom you")
_MORE = word_set("more")
_QUOTES = word_set("\" ' “ ” ‘ ’ « »")


class Count(NamedTuple):
    """A number and what it counts: `pieces[first:end]`.

    Attributes:
        reading: The number.
        first: Index of its first piece.
        end: Index of the first piece after the noun, or after the number if it has none.
        noun: The noun for people; empty where the number stands alone ("30 stayed").
        force: Whether the noun names soldiers, police or fighters.
    """

    reading: Reading
    first: int
    end: int
    noun: str
    force: bool = False


def read_counts(pieces: Sequence[Piece]) -> Iterator[Count]:
    """Numbers of people in a stretch, in order; numbers of other things are left out.

    A number without a noun is yielded too, with an empty noun, unless it is a year, a day, an age
    or a part of a name.
    """
    for reading in read_numbers(pieces):
        if _names_something(pieces, reading):
            continue
        count = _with_noun(pieces, reading)
        if count is not None:
            yield count


def span_of(pieces: Sequence[Piece], count: Count) -> Span:
    """The words of a count: the number, its hedge and its noun."""
    return Span(pieces[count.first].start, pieces[count.end - 1].end)


def figure_of(pieces: Sequence[Piece], count: Count) -> Figure:
    """A count as a figure, its noun within the span."""
    number = count.reading.number
    return Figure(number.low, number.high, number.hedge, span_of(pieces, count))


def singular(word: str) -> str:
    """Kind of a noun for one person ("civil", "force"); empty for any other word.

    Nouns that are alike for one and for several ("police", "personnel") name nobody in particular.
    """
    return _nouns()[0].get(word, "")


def plural(piece: Piece) -> str:
    """Kind of a noun for several people; empty for any other word."""
    kind = _nouns()[1].get(piece.word, "")
    if kind or not piece.capital or len(piece.word) < 5:  # noqa: PLR2004
        return kind
    return "civil" if piece.word.endswith("ans") else ""  # "Koreans", "Republicans"


@cache
def _nouns() -> tuple[dict[str, str], dict[str, str]]:
    """Kinds of the nouns for people, by singular and by plural."""
    rows = read_rows("people.tsv")
    return (
        {row["singular"]: row["kind"] for row in rows if row["singular"] != row["plural"]},
        {row["plural"]: row["kind"] for row in rows},
    )


@cache
def _alike() -> frozenset[str]:
    """Nouns for people that are alike for one and for several."""
    return frozenset(
        row["plural"] for row in read_rows("people.tsv") if row["singular"] == row["plural"]
    )


def _names_something(pieces: Sequence[Piece], reading: Reading) -> bool:
    """Whether a number is a day, a year, an age, or part of a name ("Article 19")."""
    core, number = reading.core, reading.number
    before, after = word_at(pieces, core - 1), word_at(pieces, reading.end)
    if before == ".":
        before = word_at(pieces, core - 2) + "."
    if before in _LABELS or before == "no." or (joined(pieces, core) and before in ("-", "‑", "#")):
        return True
    if number.low is None or number.low != number.high or reading.end - core > 1:
        return False
    plain = pieces[core].word.isdecimal()
    if plain and number.low <= 31 and (before.rstrip(".") in MONTHS or after in MONTHS):  # noqa: PLR2004
        return True
    if plain and 1900 <= number.low < 2100 and reading.first == core:  # noqa: PLR2004
        return before in _YEAR_CUES or before.rstrip(".") in MONTHS or before.isdecimal()
    return False


def _with_noun(pieces: Sequence[Piece], reading: Reading) -> Count | None:
    """A number with its noun, or alone; None if it counts something else."""
    at = reading.end
    if word_at(pieces, at) in ("-", "‑"):
        return _strong(pieces, reading)
    words_only = reading.number.hedge in (Hedge.SCALE, Hedge.VAGUE)
    one = {reading.number.low, reading.number.high} <= {1, None} and not words_only
    if word_at(pieces, at) == "of":
        if word_at(pieces, at + 1) in _PART:
            at, one = at + 2, False
        elif word_at(pieces, at + 1) in _SELVES:
            return Count(reading, reading.first, at + 2, word_at(pieces, at + 1))
        elif words_only or reading.number.hedge is not Hedge.NONE:
            at += 1
    noun = _noun(pieces, at, one=one)
    if noun is not None:
        kind, end = noun
        return Count(reading, reading.first, end, word_at(pieces, end - 1), kind == "force")
    if word_at(pieces, reading.end) in _MORE:
        return Count(reading, reading.first, reading.end + 1, "more")
    return Count(reading, reading.first, reading.end, "")


def _strong(pieces: Sequence[Piece], reading: Reading) -> Count | None:
    """A number joined to "strong": "a 50-strong mob"."""
    at = reading.end + 1
    if word_at(pieces, at) != "strong":
        return None
    end = at + 2 if word_at(pieces, at + 1).isalpha() else at + 1
    return Count(reading, reading.first, end, "strong")


def _noun(pieces: Sequence[Piece], at: int, *, one: bool) -> tuple[str, int] | None:
    """Kind of the noun for people that a noun phrase at a piece has, and the index after it."""
    start = at = past_brackets(pieces, at)
    while at < min(len(pieces), start + _MODIFIERS):
        inner = past_brackets(pieces, at)
        if inner > at:
            at = inner
            continue
        piece = pieces[at]
        kind = singular(piece.word) if one else plural(piece)
        if kind and not _leads_on(pieces, at):
            return _longest(pieces, kind, at + 1, one=one)
        if _ends_phrase(pieces, at, start):
            return None
        at += 1
    return None


def _longest(pieces: Sequence[Piece], kind: str, end: int, *, one: bool) -> tuple[str, int]:
    """A noun with the nouns for people that follow it: "police" becomes "police officers"."""
    while end < len(pieces):
        more = singular(pieces[end].word) if one else plural(pieces[end])
        if not more:
            break
        kind, end = more, end + 1
    return kind, end


def _leads_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a noun stands before another noun here: the "police" of "police stations"."""
    word, after = pieces[at].word, word_at(pieces, at + 1)
    if word not in _alike():  # "students" lead on to nothing, "police" to "police stations"
        return False
    return after.isalpha() and after not in STOPS and not after.endswith("ed") and after != "and"


def _ends_phrase(pieces: Sequence[Piece], at: int, start: int) -> bool:
    """Whether a piece cannot stand between a number and its noun."""
    piece = pieces[at]
    word = piece.word
    if word in ("-", "‑") or word in _QUOTES:
        return False
    if word in (",", "and", "or", "&"):
        return at == start
    if word in ("of", "de", "for", "the") and at > start:  # "30 Ministry of Tourism agents"
        return not (pieces[at - 1].capital and at + 1 < len(pieces) and pieces[at + 1].capital)
    if not word[0].isalpha() or word in STOPS or word in MONTHS:
        return True
    if read_cardinal(pieces, at) is not None:
        return True
    return _counts_itself(pieces, at)


def _counts_itself(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a plural that the number counts: the "cars" of "12 cars full of men"."""
    piece = pieces[at]
    word = piece.word
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")):  # noqa: PLR2004
        return False
    if piece.capital or word in _RIGHT_PLURALS:
        return False
    return at + 1 >= len(pieces) or not plural(pieces[at + 1])


def past_brackets(pieces: Sequence[Piece], at: int) -> int:
    """The index after brackets that open at a piece: "700 (according to the police) marched"."""
    if word_at(pieces, at) != "(":
        return at
    closing = range(at + 2, min(len(pieces), at + 9))
    return next((index + 1 for index in closing if pieces[index].word == ")"), at)
