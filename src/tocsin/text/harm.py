"""Which numbers of people in a stretch are of the killed, the injured or the arrested.

>>> text = "13 people were killed and over 40 others wounded, police said; a woman was detained."
>>> [(harm.kind, text[slice(*harm.figure.span)])
...  for pieces in stretches(text) for harm in read_harm(pieces, list(read_counts(pieces)))]
[('killed', '13 people'), ('injured', 'over 40 others'), ('arrested', 'a woman')]

The reading starts from the word for the harm ("killed") and asks on which side its people stand.
It lives beside the numbers because two questions need it: how many were harmed, and which
numbers are no crowd.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tocsin.text.harm_words import Cue, cue_at, find_cues, harm_phrases
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.numerals import Piece, stretches, word_at, word_set
from tocsin.text.people import Count, figure_of, plural, read_counts, singular
from tocsin.text.persons import Person, person_after, person_before
from tocsin.text.span import Span

__all__ = ["Harm", "Stretch", "read_counts", "read_harm", "read_stretches", "stretches"]

_HELPING = word_set("was were been be being is are am got get have has had having")
_SEVERAL = word_set("were are have")  # helping verbs that one person does not take
_BETWEEN = _HELPING | word_set(  # may stand between people and the participle
    "reportedly also later already then still fatally seriously severely slightly critically badly"
    " lightly gravely believed confirmed feared reported said presumed found to all both who that"
    " immediately briefly subsequently brutally left either instantly allegedly only just so far"
)
_WHO = word_set("who that")
_UNREAL = word_set("not never would could may might will can shall should n't")
_BEFORE_OBJECT = word_set("a total of another additional the an other up also all these those")
_CLAUSE_ENDS = frozenset(".;:!?")
_BETWEEN_OR_UNREAL = _BETWEEN | _UNREAL
_PLAIN = word_set("killed killing kill injured injuring wounded wounding hurt hurting")
_NEGATED = {
    "casualties": ("injured", "killed"), "injuries": ("injured",), "deaths": ("killed",),
    "fatalities": ("killed",), "arrests": ("arrested",), "victims": ("injured", "killed"),
}  # fmt: skip
_NEGATION = word_set("no without zero")
_BEFORE_NEGATED = word_set(
    "reports of any further other reported serious major or and injuries arrests deaths casualties"
)
_TAKERS = word_set("claim claimed claims claiming cost costs costing take took takes taking taken")
_AFTER_BARE = word_set(  # after a number that stands for people by itself
    "and or in on at when during while after before near as by from with including who outside"
    " inside since across but that this last more within along around over for through until"
    " monday tuesday wednesday thursday friday saturday sunday yesterday today overnight earlier"
)
_PARTS = word_set("including among")
_OTHERS = word_set("more others")
_FAR = 24  # pieces between the people and their helping verb ("..., including two boys, were")
_PHRASE = 6  # pieces of a noun phrase without a number
_WALK = 8  # pieces between a participle and its helping verb


class Harm(NamedTuple):
    """People harmed: `kind` is killed, injured or arrested; `at` the index of the word for it."""

    kind: str
    figure: Figure
    at: int


class Stretch(NamedTuple):
    """A stretch of a text with its numbers of people and the harmed among them."""

    pieces: Sequence[Piece]
    counts: Sequence[Count]
    harms: Sequence[Harm]


def read_stretches(text: str) -> Iterator[Stretch]:
    """The numbers of people in a text, read once for all who ask for them."""
    for pieces in stretches(text):
        counts = tuple(read_counts(pieces))
        yield Stretch(pieces, counts, tuple(read_harm(pieces, counts)))


def read_harm(pieces: Sequence[Piece], counts: Sequence[Count]) -> Iterator[Harm]:
    """The harmed of a stretch, given its counts, in the order of the words for the harm."""
    page = _Page(pieces, counts)
    seen: set[tuple[str, Span]] = set()
    for cue in find_cues(pieces):
        for harm in _harms(page, cue):
            if (harm.kind, harm.figure.span) not in seen:
                seen.add((harm.kind, harm.figure.span))
                yield harm


class _Group(NamedTuple):
    """People at `pieces[first:end]`; the noun of one person told without a number is "person"."""

    first: int
    end: int
    figure: Figure
    noun: str


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


def _harms(page: _Page, cue: Cue) -> Iterator[Harm]:
    """What a word for harm says: nothing, one figure, or one for the killed and the injured."""
    denied = _denied(page, cue)
    if denied is not None:
        for kind in _NEGATED[page.word(cue.start)]:
            yield Harm(kind, denied, cue.start)
        return
    within = page.inside.get(cue.start)
    if within is not None and cue.shape in ("past", "state"):  # "12 wounded soldiers"
        yield Harm(cue.kind, figure_of(page.pieces, within), cue.start)
        return
    other = _paired(page, cue)
    mixed = cue._replace(end=other.end) if other and page.word(cue.start) in _PLAIN else None
    read = _READERS.get(cue.shape)
    if read is None or (other and not mixed):  # "stabbed and killed": the second word tells it
        return
    figure = read(page, mixed or cue)
    if figure is None:
        return
    if mixed is None:
        yield Harm(cue.kind, figure, cue.start)
        return
    for kind in ("injured", "killed"):  # nobody says how many of either
        yield Harm(kind, Figure(None, None, Hedge.VAGUE, figure.span), cue.start)


def _denied(page: _Page, cue: Cue) -> Figure | None:
    """Nobody, where a noun for harm is denied: "no casualties", "no reports of injuries"."""
    if cue.shape not in ("noun", "denied") or page.word(cue.start) not in _NEGATED:
        return None
    at = cue.start - 1
    while at > cue.start - _WALK and page.word(at) in _BEFORE_NEGATED:
        at -= 1
    return page.figure(at, cue.end, 0) if page.word(at) in _NEGATION else None


def _paired(page: _Page, cue: Cue) -> Cue | None:
    """The other harm of "killed and injured"; None where two harms are not told as one."""
    if cue.shape not in ("past", "act") or page.word(cue.end) not in ("and", "or"):
        return None
    other = cue_at(page.pieces, cue.end + 1) if cue.end + 1 < len(page.pieces) else None
    if other is None or {cue.kind, other.kind} != {"killed", "injured"} or other.shape != cue.shape:
        return None
    return other


def _past(page: _Page, cue: Cue) -> Figure | None:
    """People before "were killed", after "killed", or before "killed" alone."""
    if _helped(page, cue.start):
        return _subject(page, cue, far=True)
    bare = page.ends.get(cue.start)
    if bare is not None and not bare.noun:  # a heading: "32 killed"
        return figure_of(page.pieces, bare)
    return _object(page, cue) or _subject(page, cue, far=False)


def _helped(page: _Page, at: int) -> bool:
    """Whether a participle has a helping verb of the passive voice: "were reportedly killed"."""
    at = _before_pair(page, at)
    first, at = at - _WALK, at - 1
    while at > first and page.word(at) in _BETWEEN and page.word(at) not in _HELPING:
        at -= 1
    if page.word(at) in ("have", "has", "had", "having"):
        return False  # "has killed 20"; "has been killed" meets "been" first
    return page.word(at) in _HELPING


def _before_pair(page: _Page, at: int) -> int:
    """Where the first of two participles stands: "was kidnapped and killed"."""
    paired = page.word(at - 1) == "and" and page.word(at - 2).endswith("ed")
    return at - 2 if paired else at


def _state(page: _Page, cue: Cue) -> Figure | None:
    """People before "dead", "died"."""
    if page.word(cue.start) != "dead":
        return _subject(page, cue, far=True)
    after = page.word(cue.end)
    if after.isalpha() and after not in _AFTER_BARE and after not in harm_phrases():
        return None  # "12 dead birds"
    return _subject(page, cue, far=False)


def _noun(page: _Page, cue: Cue) -> Figure | None:
    """A number right before "arrests", "deaths": "24 arrests", "a number of confirmed deaths"."""
    for end in range(cue.start, max(cue.start - 3, 0), -1):
        count = page.ends.get(end) or page.ends.get(end - (page.word(end - 1) == "of"))
        if count is not None and count.noun in ("", "more"):
            number = count.reading.number
            span = Span(page.pieces[count.first].start, page.pieces[cue.end - 1].end)
            return Figure(number.low, number.high, number.hedge, span)
        if not page.word(end - 1).isalpha():
            break
    return None


def _lives(page: _Page, cue: Cue) -> Figure | None:
    """A number of lives taken: "claimed 12 lives", "claiming the lives of 12 people"."""
    count = page.ends.get(cue.start)
    first = count.first if count else cue.start
    if not any(page.word(at) in _TAKERS for at in range(first - 4, first)):
        return None
    if count is not None and not count.noun:
        return _noun(page, cue)
    return _object(page, cue._replace(end=cue.end + 1)) if page.word(cue.end) == "of" else None


def _object(page: _Page, cue: Cue) -> Figure | None:
    """People right after a word for harm: a number, or one person; and those after "and"."""
    if page.word(cue.start) == "arrest" and page.word(cue.start - 1) == "an":
        return page.figure(cue.start - 1, cue.end, 1)  # "an arrest"
    at = cue.end
    while at not in page.starts and page.word(at) in _BEFORE_OBJECT and at < cue.end + 4:
        at += 1
    group = _count_after(page, at) or _person(page, person_after(page.pieces, cue.end))
    if group is None or (cue.kind == "injured" and _named(page, group)):
        return None  # countries and hopes are hurt, too
    if page.word(group.end) not in ("and", "plus") or group.noun in ("", *_OTHERS):
        return group.figure
    at = group.end + 1
    other = _count_after(page, at) or _person(page, person_after(page.pieces, at))
    if other is None or other.noun in ("", *_OTHERS):
        return group.figure
    after = page.word(other.end)  # "13 people and 40 others were wounded": a harm of their own
    return group.figure if after in _BETWEEN or after in harm_phrases() else _sum(group, other)


def _count_after(page: _Page, at: int) -> _Group | None:
    """A number of people from a piece on; without a noun only where it can stand alone."""
    count = page.starts.get(at)
    if count is None:
        return None
    after = page.word(count.end)
    alone = not after.isalpha() or after in _AFTER_BARE or after in harm_phrases()
    return _group(page, count) if count.noun or alone else None


def _group(page: _Page, count: Count) -> _Group:
    """A count as a group."""
    return _Group(count.first, count.end, figure_of(page.pieces, count), count.noun)


def _person(page: _Page, person: Person | None) -> _Group | None:
    """A person as a group of one, or of none."""
    if person is None:
        return None
    figure = page.figure(person.first, person.end, person.people)
    return _Group(person.first, person.end, figure, "person")


def _named(page: _Page, group: _Group) -> bool:
    """Whether a group is somebody told by name alone."""
    return group.noun == "person" and page.pieces[group.end - 1].capital


def _sum(left: _Group, right: _Group) -> Figure:
    """Two groups of different people as one figure."""
    one, two = left.figure, right.figure
    span = Span(one.span.start, two.span.end)
    low = None if one.low is None or two.low is None else one.low + two.low
    high = None if one.high is None or two.high is None else one.high + two.high
    if low is None and high is None:
        return Figure(None, None, Hedge.SCALE, span)
    hedge = one.hedge if one.hedge is not Hedge.NONE else two.hedge
    return Figure(low, high, Hedge.ABOUT if hedge in _WORDS else hedge, span)


def _subject(page: _Page, cue: Cue, *, far: bool) -> Figure | None:
    """People before a word for harm, with only a helping verb and adverbs between."""
    end, between = _before_pair(page, cue.start), set()
    while end > cue.start - _WALK and page.word(end - 1) in _BETWEEN_OR_UNREAL:
        between.add(page.word(end - 1))
        end -= 1
    end -= page.word(end - 1) == "," and not between  # "five people, arrested on Monday, ..."
    if between & _UNREAL or end <= 0:
        return None
    group = _group_before(page, end, far=far)
    figure = _with_earlier(page, group) if group else None
    alone = figure is not None and figure.high == 1 and group is not None and group.noun == "person"
    if figure is not None and not (alone and between & _SEVERAL):
        return figure
    if not far or between & _WHO:
        return None
    near = page.pieces[end - 1]  # "200 parents of soldiers that died": the soldiers did
    if plural(near) or singular(near.word):
        return _joined_before(page, end)
    return _far_subject(page, end)


def _joined_before(page: _Page, end: int) -> Figure | None:
    """A count that "and" joins to people without a number: "200 protesters and officers were"."""
    for at in range(end - 1, max(0, end - _PHRASE), -1):
        if page.word(at) == "and":
            count = page.ends.get(at)
            return figure_of(page.pieces, count) if count and count.noun else None
        if not page.word(at).isalpha():
            break
    return None


def _group_before(page: _Page, end: int, *, far: bool) -> _Group | None:
    """The people right before a piece; one person only before a helping verb."""
    count = page.ends.get(end)
    if count is None:
        person = _person(page, person_before(page.pieces, end))
        return person if person and (far or person.figure.high == 0) else None
    if page.word(count.first - 1) == "no":
        return _Group(count.first - 1, end, page.figure(count.first - 1, end, 0), "person")
    return None if _part(page, count) else _group(page, count)


def _with_earlier(page: _Page, group: _Group) -> Figure:
    """A group with the one that stands before its "and": "27 students and five teachers"."""
    if page.word(group.first - 1) != "and" or group.noun in ("", *_OTHERS):
        return group.figure
    end = group.first - 1
    count = page.ends.get(end)
    earlier = _group(page, count) if count else _person(page, person_before(page.pieces, end))
    if earlier is None or earlier.noun in ("", *_OTHERS):
        return group.figure
    return group.figure if page.word(earlier.first - 1) in harm_phrases() else _sum(earlier, group)


def _far_subject(page: _Page, end: int) -> Figure | None:
    """The nearest count before a helping verb in its clause: "13 people, mostly boys, were"."""
    at = end
    while at > max(0, end - _FAR):
        if page.word(at - 1) in _CLAUSE_ENDS or page.word(at - 1) in harm_phrases():
            return None
        count = page.ends.get(at)
        if count is not None and count.noun not in ("", "them", "us", "whom"):
            if not _part(page, count):
                return _with_earlier(page, _group(page, count))
            at = count.first
        at -= 1
    return None


def _part(page: _Page, count: Count) -> bool:
    """Whether a count is of a part of the people told: "including two boys and a girl"."""
    before, earlier = page.word(count.first - 1), page.ends.get(count.first - 1)
    if before in ("and", ",") and earlier is not None:
        before = page.word(earlier.first - 1)
    return before in _PARTS


_WORDS = (Hedge.SCALE, Hedge.VAGUE)
_READERS: dict[str, Callable[[_Page, Cue], Figure | None]] = {
    "past": _past,
    "act": _object,
    "state": _state,
    "noun": _noun,
    "lives": _lives,
    "of": _object,
}
