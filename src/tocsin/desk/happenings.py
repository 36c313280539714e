"""Events for people: who tells each, what they agree on, and where each figure comes from.

What a page shows of an event is made of its reports alone. Articles that bear one text speak with
one voice: their outlets stand together, and what they say counts once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.desk.rows import (
    chain_words,
    day_words,
    figure_words,
    number_words,
    place_words,
    what_words,
    when_words,
    where_words,
)
from tocsin.linking.copies import Copies
from tocsin.linking.events import Event
from tocsin.linking.relations import Kind, relate
from tocsin.linking.values import discrepancy
from tocsin.reports import Report

_COUNTS = ("size", "killed", "injured", "arrested")


@dataclass(frozen=True, slots=True)
class Voice:
    """One text that tells an event, with every outlet that printed it.

    Attributes:
        outlets: Who printed it; the input's name where nobody is known.
        keys: The report in each of its articles, as the page names it.
    """

    outlets: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """Who gives a value.

    Attributes:
        speakers: Who says so, the nearest to the event first; empty where an article just does.
        voice: The text in which it stands.
    """

    speakers: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class ValueTold:
    """One value, as people read it, and everybody who gives it."""

    words: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class FieldTold:
    """What the reports of an event tell for a field.

    Attributes:
        label: The field as people call it.
        values: Each value with its speakers, in the order of the texts.
        apart: How far the figures differ, from 0 to 1; 0 for what is no figure.
    """

    label: str
    values: tuple[ValueTold, ...]
    apart: float = 0.0

    @property
    def differ(self) -> bool:
        """Whether there are two values."""
        return len(self.values) > 1

    @property
    def rows(self) -> int:
        """How many lines a table of them has."""
        return sum(len(value.sayings) for value in self.values)


@dataclass(frozen=True, slots=True)
class Tie:
    """How an event hangs together with another."""

    words: str
    to: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the page shows it.

    Attributes:
        key: Its name in the page.
        event: The event.
        best: The report that tells most, which gives the line that names the event.
        voices: The texts that tell it.
        fields: What they tell, field by field.
        ties: How it hangs together with others.
    """

    key: str
    event: Event
    best: Report
    voices: tuple[Voice, ...]
    fields: tuple[FieldTold, ...]
    ties: tuple[Tie, ...] = ()

    @property
    def words(self) -> str:
        """What happened, in one line: "PROTEST, demonstrate, rally"."""
        return what_words(self.best)

    @property
    def when(self) -> str:
        """Its days by the report that tells most."""
        return day_words(self.best.when)

    @property
    def where(self) -> str:
        """Its place by the report that tells most."""
        return place_words(self.best.where)

    @property
    def counts(self) -> str:
        """Its figures, where all of its reports agree on them."""
        return "" if any(field.apart for field in self.fields) else number_words(self.best)

    @property
    def told_often(self) -> bool:
        """Whether there is more to show than one report shows."""
        return len(self.event.reports) > 1 or bool(self.ties)

    @property
    def history(self) -> str:
        """How real its reports make it, where they tell two stages: "planned, then happened"."""
        return ", then ".join(status.value for status in self.event.history)

    @property
    def outlets(self) -> int:
        """How many outlets tell it."""
        return len({outlet for voice in self.voices for outlet in voice.outlets})


@dataclass(frozen=True, slots=True)
class Told:
    """Where the page shows a report: its key, and the outlet or the input of its article."""

    key: str
    outlet: str


def happenings(
    events: Sequence[Event], told: Mapping[str, Told], copies: Iterable[Copies]
) -> list[Happening]:
    """The events of a page, in their order.

    Args:
        events: The events.
        told: Where each report of the page stands; reports that are not on it are left out.
        copies: Which articles bear one text.
    """
    source = {article: one.id for one in copies for article in one.articles}
    made = [
        _happening(f"e{number}", event, told, source)
        for number, event in enumerate(events, start=1)
        if any(report.id in told for report in event.reports)
    ]
    ties = _ties({one.event.id: one for one in made}, events)
    return [
        Happening(
            one.key, one.event, one.best, one.voices, one.fields, tuple(ties.get(one.event.id, ()))
        )
        for one in made
    ]


def _happening(
    key: str, event: Event, told: Mapping[str, Told], source: Mapping[str, str]
) -> Happening:
    by_text: dict[str, list[Report]] = {}
    for report in event.reports:
        if report.id in told:
            by_text.setdefault(source.get(report.article, report.article), []).append(report)
    texts = list(by_text.values())
    voices = [_voice([told[report.id] for report in text]) for text in texts]
    pairs = [(report, voice) for text, voice in zip(texts, voices, strict=True) for report in text]
    fields = tuple(field for field in _fields(event, pairs) if field.values)
    best = max((report for report, _ in pairs), key=_fulness)
    return Happening(key, event, best, tuple(voices), fields)


def _voice(standing: Sequence[Told]) -> Voice:
    outlets = tuple(dict.fromkeys(one.outlet for one in standing))
    return Voice(outlets, tuple(one.key for one in standing))


def _fulness(report: Report) -> tuple[int, int]:
    """How much a report tells: its day and place first."""
    place = (report.where.venue, report.where.city, report.where.admin, report.where.country)
    exact = len(report.when.start or "") + 4 * sum(map(bool, place))
    return exact, sum(getattr(report, name) is not None for name in _COUNTS)


Pairs = Sequence[tuple[Report, Voice]]


def _fields(event: Event, pairs: Pairs) -> Iterator[FieldTold]:
    """Every field, in the order in which people ask."""
    yield FieldTold("what", _values(pairs, what_words))
    if len(event.history) > 1:
        yield FieldTold("status", _values(pairs, lambda report: report.what.status.value))
    yield FieldTold("when", _values(pairs, lambda report: when_words(report.when)))
    yield FieldTold("where", _values(pairs, lambda report: where_words(report.where)))
    for name in _COUNTS:
        yield FieldTold(name, _figures(pairs, name), discrepancy(event, name))


def _values(pairs: Pairs, words: Callable[[Report], str]) -> tuple[ValueTold, ...]:
    """What each report tells, with its speakers; that something is not known is no value."""
    told = ((words(report), Saying(chain_words(report.sources), voice)) for report, voice in pairs)
    return _gathered((value, said) for value, said in told if value != "not known")


def _figures(pairs: Pairs, name: str) -> tuple[ValueTold, ...]:
    """Each figure with who says it, else with who tells the report."""
    return _gathered(
        (
            figure_words(reading.figure, " ".join(reading.words.split())),
            Saying(chain_words(reading.sources or report.sources), voice),
        )
        for report, voice in pairs
        if (count := getattr(report, name)) is not None
        for reading in count.readings
    )


def _gathered(told: Iterable[tuple[str, Saying]]) -> tuple[ValueTold, ...]:
    """Values with all who give them; copies of one text are one voice."""
    values: dict[str, dict[Saying, None]] = {}
    for value, said in told:
        values.setdefault(value, {})[said] = None
    return tuple(ValueTold(value, tuple(sayings)) for value, sayings in values.items())


_WORDS = {
    Kind.WAVE: ("part of one wave with", "part of one wave with"),
    Kind.COUNTER: ("counter-protest of", "counter-protest of"),
    Kind.REPRESSION: ("repression of", "repressed by"),
    Kind.REACTION: ("reaction to", "answered by"),
}


def _ties(made: Mapping[str, Happening], events: Iterable[Event]) -> dict[str, list[Tie]]:
    """What each event is to others, read from both ends."""
    ties: dict[str, list[Tie]] = {}
    for one in relate(events):
        if one.event in made and one.to in made:
            forth, back = _WORDS[one.kind]
            for words, ours, theirs in ((forth, one.event, one.to), (back, one.to, one.event)):
                other = made[theirs]
                name = f"{other.words}, {other.when}, {other.where}"
                ties.setdefault(ours, []).append(Tie(words, other.key, name, one.why))
    return ties
