"""Which numbers of people in a stretch are of the killed, the injured or the arrested.

>>> text = "13 people were killed and over 40 others wounded, police said; a woman was detained."
>>> [(harm.kind, text[slice(*harm.figure.span)])
...  for pieces in stretches(text) for harm in read_harm(pieces)]
[('killed', '13 people'), ('injured', 'over 40 others'), ('arrested', 'a woman')]

The reading starts from the word for the harm ("killed") and asks on which side its people stand.
It lives beside the numbers because two questions need it: how many were harmed, and which
numbers are no crowd.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tocsin.data import read_rows
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.numerals import Piece, stretches, word_at, word_set
from tocsin.text.people import Count, figure_of, plural, read_counts, singular
from tocsin.text.span import Span

__all__ = ["Harm", "read_harm", "stretches"]

_HELPING = word_set("was were been be being is are am got get have has had having")
_BETWEEN = _HELPING | word_set(  # may stand between people and the participle
    "reportedly also later already then still fatally seriously severely slightly critically badly"
    " lightly gravely believed confirmed feared reported said presumed found to all both who that"
    " immediately briefly subsequently brutally left either instantly allegedly only just so far"
)
_UNREAL = word_set("not never would could may might will can shall should n't")
_BEFORE_OBJECT = word_set("a total of another additional the an other up also all these those")
_DETERMINERS = word_set("a an another the his her their its this that fellow")
_HE = word_set("he she")
_CLAUSE_ENDS = frozenset(".;:!?")
_NOBODY = word_set("nobody none")
_NEGATED = {
    "casualties": ("injured", "killed"), "injuries": ("injured",), "deaths": ("killed",),
    "fatalities": ("killed",), "arrests": ("arrested",), "victims": ("injured", "killed"),
}  # fmt: skip
_NEGATION = word_set("no without zero")
_BEFORE_NEGATED = word_set("reports of any further other reported serious major or and injuries")
_TAKERS = word_set("claim claimed claims claiming cost costs costing take took takes taking taken")
_AFTER_BARE = word_set(  # after a number that stands for people by itself
    "and or in on at when during while after before near as by from with including who outside"
    " inside since across but that this last more within along around for over through until"
    " monday tuesday wednesday thursday friday saturday sunday yesterday today overnight earlier"
)
_PARTS = word_set("including among plus")
_FAR = 24  # pieces between the people and their helping verb ("..., including two boys, were")
_PHRASE = 8  # pieces of a noun phrase for one person


class Harm(NamedTuple):
    """People harmed: `kind` is killed, injured or arrested; `at` the index of the word for it."""

    kind: str
    figure: Figure
    at: int


class _Cue(NamedTuple):
    """Words for a harm at `pieces[start:end]`."""

    start: int
    end: int
    kind: str
    shape: str


def read_harm(pieces: Sequence[Piece]) -> Iterator[Harm]:
    """The harmed of a stretch, in the order of the words for the harm."""
    page = _Page(pieces, list(read_counts(pieces)))
    seen: set[tuple[str, Span]] = set()
    for cue in _cues(pieces):
        for harm in _harms(page, cue):
            if (harm.kind, harm.figure.span) not in seen:
                seen.add((harm.kind, harm.figure.span))
                yield harm


class _Page:
    """A stretch with its counts by first piece, and by the piece after the last."""

    def __init__(self, pieces: Sequence[Piece], counts: Sequence[Count]) -> None:
        self.pieces = pieces
        self.starts = {count.first: count for count in counts}
        self.ends = {count.end: count for count in counts}
        self.inside = {at: count for count in counts for at in range(count.reading.end, count.end)}

    def word(self, index: int) -> str:
        """The word at an index; empty outside the stretch."""
        return word_at(self.pieces, index)

    def figure(self, first: int, end: int, number: int | None) -> Figure:
        """So many people at `pieces[first:end]`; None for words without a number."""
        span = Span(self.pieces[first].start, self.pieces[end - 1].end)
        return Figure(number, number, Hedge.VAGUE if number is None else Hedge.NONE, span)


@cache
def _phrases() -> dict[str, list[tuple[list[str], str, str]]]:
    """The words for harm by their first word, the longest first."""
    table: dict[str, list[tuple[list[str], str, str]]] = {}
    for row in read_rows("harm.tsv"):
        words = row["words"].split()
        table.setdefault(words[0], []).append((words, row["kind"], row["shape"]))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _cues(pieces: Sequence[Piece]) -> Iterator[_Cue]:
    """The words for harm in a stretch, in order and without overlap."""
    at = 0
    while at < len(pieces):
        cue = _cue(pieces, at)
        if cue is not None:
            yield cue
        at = cue.end if cue else at + 1


def _cue(pieces: Sequence[Piece], at: int) -> _Cue | None:
    """The longest word for harm that starts at a piece."""
    for words, kind, shape in _phrases().get(pieces[at].word, ()):
        if all(word_at(pieces, at + offset) == word for offset, word in enumerate(words)):
            return _Cue(at, at + len(words), kind, shape)
    return None


def _harms(page: _Page, cue: _Cue) -> Iterator[Harm]:
    """What a word for harm says: nothing, one figure, or one for the killed and the injured."""
    denied = _denied(page, cue)
    if denied is not None:
        for kind in _NEGATED[page.word(cue.start)]:
            yield Harm(kind, denied, cue.start)
        return
    within = page.inside.get(cue.start)
    if within is not None:  # "12 wounded soldiers"
        yield Harm(cue.kind, figure_of(page.pieces, within), cue.start)
        return
    mixed = _mixed(page, cue)
    read = _READERS.get(cue.shape)
    figure = read(page, mixed or cue) if read else None
    if figure is None:
        return
    if mixed is None:
        yield Harm(cue.kind, figure, cue.start)
        return
    for kind in ("injured", "killed"):  # nobody says how many of either
        yield Harm(kind, Figure(None, None, Hedge.VAGUE, figure.span), cue.start)


def _denied(page: _Page, cue: _Cue) -> Figure | None:
    """Nobody, where a noun for harm is denied: "no casualties", "no reports of injuries"."""
    if cue.shape not in ("noun", "denied") or page.word(cue.start) not in _NEGATED:
        return None
    at = cue.start - 1
    while at > cue.start - _PHRASE and page.word(at) in _BEFORE_NEGATED:
        at -= 1
    return page.figure(at, cue.end, 0) if page.word(at) in _NEGATION else None


def _mixed(page: _Page, cue: _Cue) -> _Cue | None:
    """The words "killed and injured" as one; None where two harms are not told as one."""
    if cue.shape not in ("past", "act") or page.word(cue.end) not in ("and", "or"):
        return None
    other = _cue(page.pieces, cue.end + 1) if cue.end + 1 < len(page.pieces) else None
    if other is None or {cue.kind, other.kind} != {"killed", "injured"} or other.shape != cue.shape:
        return None
    return _Cue(cue.start, other.end, cue.kind, cue.shape)


def _past(page: _Page, cue: _Cue) -> Figure | None:
    """People before "were killed", after "killed", or before "killed" alone."""
    if _helped(page, cue.start):
        return _subject(page, cue, far=True)
    return _object(page, cue) or _subject(page, cue, far=False)


def _helped(page: _Page, at: int) -> bool:
    """Whether a participle has a helping verb: the passive voice, or a perfect tense."""
    first, at = at - _PHRASE, at - 1
    while at > first and page.word(at) in _BETWEEN and page.word(at) not in _HELPING:
        at -= 1
    if page.word(at) in ("have", "has", "had", "having"):
        return False  # "has killed 20"; "has been killed" meets "been" first
    return page.word(at) in _HELPING


def _state(page: _Page, cue: _Cue) -> Figure | None:
    """People before "dead", "died"."""
    if page.word(cue.start) != "dead":
        return _subject(page, cue, far=True)
    after = page.word(cue.end)
    if after.isalpha() and after not in _AFTER_BARE and after not in _phrases():
        return None  # "12 dead birds"
    return _subject(page, cue, far=False)


def _noun(page: _Page, cue: _Cue) -> Figure | None:
    """A number right before "arrests", "deaths"; at most two other words between."""
    for end in range(cue.start, max(cue.start - 3, 0), -1):
        count = page.ends.get(end)
        if count is not None and count.noun in ("", "more"):
            number = count.reading.number
            span = Span(page.pieces[count.first].start, page.pieces[cue.end - 1].end)
            return Figure(number.low, number.high, number.hedge, span)
        if not page.word(end - 1).isalpha():
            break
    return None


def _lives(page: _Page, cue: _Cue) -> Figure | None:
    """A number of lives taken: "claimed 12 lives", "claiming the lives of 12 people"."""
    count = page.ends.get(cue.start)
    first = count.first if count else cue.start
    if not any(page.word(at) in _TAKERS for at in range(first - 4, first)):
        return None
    if count is not None and not count.noun:
        return _noun(page, cue)
    return _object(page, cue._replace(end=cue.end + 1)) if page.word(cue.end) == "of" else None


def _object(page: _Page, cue: _Cue) -> Figure | None:
    """People right after a word for harm: a number, one person, or people without a number."""
    at = cue.end
    while at not in page.starts and page.word(at) in _BEFORE_OBJECT and at < cue.end + 4:
        at += 1
    count = page.starts.get(at)
    if count is not None:
        return _added(page, count) if count.noun or _stands_alone(page, count) else None
    return _person_after(page, cue.end) or _people_after(page, cue.end)


def _stands_alone(page: _Page, count: Count) -> bool:
    """Whether a number without a noun can be people: "killed 13 in", but not "killed 13 goats"."""
    word = page.word(count.end)
    return not word.isalpha() or word in _AFTER_BARE or word in _phrases()


def _added(page: _Page, count: Count) -> Figure:
    """A count with the one that "and" adds to it: "three women and three children" is 6.

    Not where the second has a harm of its own ("13 people and 40 others were wounded").
    """
    figure = figure_of(page.pieces, count)
    if page.word(count.end) != "and" or not count.noun:
        return figure
    second = page.starts.get(count.end + 1)
    if second is None or second.noun in ("", "more", "others"):
        return figure
    after = page.word(second.end)
    if after in _BETWEEN or after in _phrases():
        return figure
    return _sum(figure, figure_of(page.pieces, second))


def _sum(left: Figure, right: Figure) -> Figure:
    """Two figures of different people as one."""
    span = Span(left.span.start, right.span.end)
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    if low is None and high is None:
        return Figure(None, None, Hedge.SCALE, span)
    hedge = left.hedge if left.hedge is not Hedge.NONE else right.hedge
    return Figure(low, high, Hedge.ABOUT if hedge in _WORDS else hedge, span)


def _person_after(page: _Page, at: int) -> Figure | None:
    """One person, told without a number, from a piece on: "an off-duty policeman"."""
    if page.word(at) not in _DETERMINERS:
        return None
    for index in range(at + 1, at + _PHRASE):
        word = page.word(index)
        if singular(word) and not (
            page.word(index + 1).isalpha() and singular(page.word(index + 1))
        ):
            return page.figure(at, index + 1, 1)
        if not (word.isalpha() or word == "-") or word in _BETWEEN or word in _AFTER_BARE:
            return None
    return None


def _people_after(page: _Page, at: int) -> Figure | None:
    """People without a number, from a piece on: "leaders and demonstrators"."""
    first = at
    for index in range(at, min(at + 5, len(page.pieces))):
        if plural(page.pieces[index]):
            return page.figure(first, index + 1, None)
        word = page.word(index)
        if not word.isalpha() or word in _AFTER_BARE or word.endswith("s"):
            return None
    return None


def _subject(page: _Page, cue: _Cue, *, far: bool) -> Figure | None:
    """People before a word for harm, with only a helping verb and adverbs between."""
    end, unreal = cue.start, False
    while end > cue.start - _PHRASE and page.word(end - 1) in _BETWEEN | _UNREAL:
        unreal = unreal or page.word(end - 1) in _UNREAL
        end -= 1
    if unreal or end <= 0:
        return None
    count = page.ends.get(end)
    if count is None and page.word(end - 1) == "others":
        count = page.ends.get(end - 1)
    if count is not None and page.word(count.first - 1) == "no":
        return page.figure(count.first - 1, end, 0)
    if count is not None:
        return _with_earlier(page, count)
    return _one_before(page, end, far=far) or (_far_subject(page, end) if far else None)


def _with_earlier(page: _Page, count: Count) -> Figure:
    """A count with the one that stands before its "and": "27 students and five teachers"."""
    figure = figure_of(page.pieces, count)
    earlier = page.ends.get(count.first - 1)
    if page.word(count.first - 1) != "and" or earlier is None:
        return figure
    apart = {earlier.noun, count.noun} & {"", "more", "others"}
    if apart or page.word(earlier.first - 1) in _phrases():
        return figure
    return _sum(figure_of(page.pieces, earlier), figure)


def _one_before(page: _Page, end: int, *, far: bool) -> Figure | None:
    """Nobody, one person or people without a number, right before a piece."""
    last = page.word(end - 1)
    if last in _NOBODY:
        return page.figure(end - 1, end, 0)
    if not far:
        return None
    if last in _HE:
        return page.figure(end - 1, end, 1)
    if singular(last):
        return _person_before(page, end)
    if plural(page.pieces[end - 1]):
        return page.figure(end - 1, end, 0 if page.word(end - 2) == "no" else None)
    return None


def _person_before(page: _Page, end: int) -> Figure | None:
    """One person, told without a number, that ends before a piece; with those before "and"."""
    for first in range(end - 2, max(end - 2 - _PHRASE, -1), -1):
        word = page.word(first)
        if word in _DETERMINERS:
            one = page.figure(first, end, 1)
            earlier = page.ends.get(first - 1) if page.word(first - 1) == "and" else None
            return _sum(figure_of(page.pieces, earlier), one) if earlier and earlier.noun else one
        if not (word.isalpha() or word == "-"):
            break
    return None


def _far_subject(page: _Page, end: int) -> Figure | None:
    """The nearest count before a helping verb in its clause: "13 people, mostly boys, were"."""
    at = end
    while at > max(0, end - _FAR):
        if page.word(at - 1) in _CLAUSE_ENDS or page.word(at - 1) in _phrases():
            return None
        count = page.ends.get(at)
        if count is not None and count.noun and page.word(count.first - 1) not in _PARTS:
            return _with_earlier(page, count)
        at -= 1
    return None


_WORDS = (Hedge.SCALE, Hedge.VAGUE)
_READERS: dict[str, Callable[[_Page, _Cue], Figure | None]] = {
    "past": _past,
    "act": _object,
    "state": _state,
    "noun": _noun,
    "lives": _lives,
    "of": _object,
}
