"""What speaks for and against each field of a report: facts that are known when it is read.

>>> sorted(shown_facts({"empty": 1.0, "score": -0.4}))
['empty', 'score -0.40']

Facts are names with a number, nearly always one. They tell how a value came about (its rule, its
words, whether they stand in the report's own sentence and how sure the reader was of them), what
the other reports of the article have, and which words of the sentence have led to no value. What a
fact counts for is not said here: `tocsin.confidence` has learned it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from math import log

from tocsin.drafts import VERBAL, Count
from tocsin.fields.what import EventType
from tocsin.fields.who import Party
from tocsin.marks.marks import Argument, Marks, Role
from tocsin.reports import Confidences, Rejected, RejectionReason, Report
from tocsin.text.doc import Doc
from tocsin.text.span import Evidence, covers, overlaps

Facts = dict[str, float]

FIELDS = tuple(field.name for field in fields(Confidences))
# Only a protest has these.
PROTEST_FIELDS = frozenset({"side", "form", "size"})
_TOLLS = {"killed": Role.KILLED, "injured": Role.INJURED, "arrested": Role.ARRESTED}
_PARTIES = {"actors": Role.ACTOR, "recipients": Role.RECIPIENT}
_MANY = 3  # from here on "three or more"
_LONG = 6  # words of a phrase that a coder may well have cut shorter
_SHORT_SENTENCE, _LONG_SENTENCE = 15, 35  # words
_AGES = (("old", 32), ("month", 8), ("week", 2), ("yesterday", 1), ("today", 0))  # least days
_LEAST, _MOST = 0.02, 0.98  # of a probability, before its odds are taken
_NUMBER = re.compile(
    r"\b(?:\d|dozens?\b|hundreds?\b|thousands?\b|(?:two|three|four|five|six)\b)", re.IGNORECASE
)
_TIME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight"
    r"|(?:last|this|next)\s+(?:week|month|year)|(?:19|20)\d\d"
    r"|(?:jan|febr)uary|march\s\d|april|june|july|august|(?:septem|octo|novem|decem)ber)\b",
    re.IGNORECASE,
)
# What has not happened, or not yet, or may not have.
_UNREAL = re.compile(
    r"\b(?:will|would|could|might|may|should|plan(?:s|ned|ning)?|expected|scheduled|intends?|vowed"
    r"|threatened|if|unless|not|never|denied|denies|alleged(?:ly)?|reportedly|rumou?rs?|claimed"
    r"|averted|avoided|foiled|cancel\w{0,5}|postponed|called\s+off)\b|n['’]t\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|saying|told|tells|according|reported|reports|quoted|added|adding|claimed"
    r"|confirmed|announced|stated|wrote|tweeted|cited|citing)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”]")
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "him", "her", "them", "us"})


def shown_facts(facts: Mapping[str, float]) -> list[str]:
    """Facts as words, in their order: a plain one by its name, others with their number."""
    return [name if told == 1 else f"{name} {told:.2f}" for name, told in facts.items()]


class Circumstances:
    """One article with its reports, looked at from each of them.

    Args:
        doc: The article.
        marks: What the reader marked in it.
        records: What became of the marks.
    """

    def __init__(self, doc: Doc, marks: Marks, records: Sequence[Report | Rejected]) -> None:
        self._doc = doc
        self._marks = marks
        self._reports = [record for record in records if isinstance(record, Report)]
        self._joined = Counter(
            record.into
            for record in records
            if isinstance(record, Rejected) and record.reason is RejectionReason.SECOND_MENTION
        )

    def facts(self, report: Report) -> dict[str, Facts]:
        """Facts by field, in the order of `FIELDS`, without the fields that the type does not have.

        Args:
            report: One of the article's reports, with a confidence.
        """
        own = _OwnFacts(self._seen(report))
        protest = report.what.type is EventType.PROTEST
        shared = dict(self._shared(report))
        return {
            name: shared | dict(own.of(name))
            for name in FIELDS
            if protest or name not in PROTEST_FIELDS
        }

    def _seen(self, report: Report) -> "_Seen":
        acts = {
            number
            for number, act in enumerate(self._marks.acts)
            if act.anchor == report.anchor.span
        }
        arguments = tuple(one for one in self._marks.arguments if one.act in acts)
        others = tuple(other for other in self._reports if other.id != report.id)
        published = self._doc.article.published
        return _Seen(report, arguments, others, published.day if published else None)

    def _shared(self, report: Report) -> Iterator[tuple[str, float]]:
        """What may speak for or against any field."""
        yield "always", 1.0
        yield "confidence", odds(report.confidence or 0.0)
        yield f"type={report.what.type.value}", 1.0
        if report.what.type in VERBAL:
            yield "verbal", 1.0
        if self._joined[report.id]:
            yield "joined", 1.0
        index = self._doc.sentence_at(report.anchor.span.start)
        if index is not None:
            yield f"paragraph={self._doc.sentences[index].kind.value}", 1.0
        words = len(report.sentence.words.split())
        if words < _SHORT_SENTENCE:
            yield "short-sentence", 1.0
        if words > _LONG_SENTENCE:
            yield "long-sentence", 1.0
        alike = sum(other.what.type is report.what.type for other in self._reports)
        yield f"alike={_up_to(alike)}", 1.0


def odds(probability: float) -> float:
    """The logarithm of the odds, bounded."""
    bounded = min(max(probability, _LEAST), _MOST)
    return log(bounded / (1 - bounded))


def _age(day: str, published: date | None) -> str:
    """How long before publication a day was, roughly; of a month or a year only that."""
    if published is None:
        return "unknown"
    if len(day) < len("2024-06-25"):
        return "same" if published.isoformat().startswith(day) else "other"
    days = (published - date.fromisoformat(day)).days
    return next((name for name, least in _AGES if days >= least), "ahead")


def _up_to(number: int) -> str:
    return str(number) if number < _MANY else f"{_MANY}+"


@dataclass(frozen=True)
class _Seen:
    """A report, what its reader marked for it, and the other reports of the article."""

    report: Report
    arguments: tuple[Argument, ...]
    others: tuple[Report, ...]
    published: date | None

    def marked(self, role: Role) -> tuple[Argument, ...]:
        """The marked words in one role."""
        return tuple(one for one in self.arguments if one.role is role)

    @cached_property
    def sentence(self) -> str:
        """The report's sentence."""
        return self.report.sentence.words

    def inside(self, evidence: Iterable[Evidence]) -> bool:
        """Whether all words stand in the report's sentence."""
        return all(covers(self.report.sentence.span, item.span) for item in evidence)


class _OwnFacts:
    """What speaks for or against a single field of one report."""

    def __init__(self, seen: _Seen) -> None:
        self.seen = seen
        self.report = seen.report

    def of(self, field: str) -> Iterator[tuple[str, float]]:
        """Facts of a field; one named twice counts once."""
        if field in _PARTIES:
            return self._party(field, _PARTIES[field])
        if field in _TOLLS:
            return self._count(getattr(self.report, field), _TOLLS[field])
        found: Iterator[tuple[str, float]] = getattr(self, f"_{field}")()
        return found

    def _status(self) -> Iterator[tuple[str, float]]:
        yield f"value={self.report.what.status.value}", 1.0
        for name, pattern in (("said", _SAID), ("unreal", _UNREAL)):
            if pattern.search(self.seen.sentence):
                yield name, 1.0
                yield f"{name}:{self.report.what.status.value}", 1.0
        planned = sum(one.what.status is self.report.what.status for one in self.seen.others)
        if self.seen.others:
            yield "shared", planned / len(self.seen.others)

    def _day(self) -> Iterator[tuple[str, float]]:
        when = self.report.when
        yield f"resolution={when.resolution.value}", 1.0
        if when.start is None and when.end is None:
            yield "empty", 1.0
            yield from self._untold(_TIME)
        else:
            yield f"grain={len(when.start or when.end or '')}", 1.0
            if when.start != when.end:
                yield "open" if when.end is None else "range", 1.0
            days = [other.when.start for other in self.seen.others]
            if days:
                yield "shared", days.count(when.start) / len(days)
            yield f"age={_age(when.start or when.end or '', self.seen.published)}", 1.0
        yield f"times={_up_to(len(_TIME.findall(self.seen.sentence)))}", 1.0
        yield f"marks={_up_to(len(self.seen.marked(Role.TIME)))}", 1.0
        yield from self._words(when.evidence, Role.TIME)
        if self.report.what.status.value != "happened":
            yield f"status={self.report.what.status.value}", 1.0

    def _country(self) -> Iterator[tuple[str, float]]:
        where = self.report.where
        yield from self._place()
        if where.country is None:
            yield "empty", 1.0
        countries = [other.where.country for other in self.seen.others]
        if countries:
            yield "shared", countries.count(where.country) / len(countries)
        told = {country for country in countries if country is not None}
        yield f"told={_up_to(len(told))}", 1.0
        sides = {one.country for one in (*self.report.actors, *self.report.recipients)} - {None}
        yield f"countries={_up_to(len(sides))}", 1.0
        if sides:
            yield "at-home" if sides == {where.country} else "abroad", 1.0

    def _city(self) -> Iterator[tuple[str, float]]:
        city = self.report.where.city
        yield from self._place()
        if city is None:
            yield "empty", 1.0
        cities = [other.where.city for other in self.seen.others]
        if cities:
            yield "shared", cities.count(city) / len(cities)

    def _place(self) -> Iterator[tuple[str, float]]:
        where = self.report.where
        yield f"precision={where.precision.value}", 1.0
        yield f"{'verbal' if self.report.what.type in VERBAL else 'deed'}:{where.precision}", 1.0
        yield from self._words(where.evidence, Role.PLACE)
        yield f"marks={_up_to(len(self.seen.marked(Role.PLACE)))}", 1.0
        told = {other.where.city for other in (self.report, *self.seen.others)} - {None}
        yield f"cities={_up_to(len(told))}", 1.0

    def _side(self) -> Iterator[tuple[str, float]]:
        stance = self.report.stance
        if stance is None:
            return
        yield f"value={stance.side.value}", 1.0
        yield from self._words(stance.evidence, Role.ISSUE_AGAINST)
        if self.report.recipients:
            yield "recipients", 1.0
        for name, issues in (("for", stance.issue_for), ("against", stance.issue_against)):
            if issues:
                yield f"issue-{name}", 1.0

    def _form(self) -> Iterator[tuple[str, float]]:
        form = self.report.what.form
        yield f"value={form.value if form else None}", 1.0
        yield f"mode={self.report.what.mode}", 1.0
        if form and form.value[:5] in self.seen.sentence.lower():
            yield "worded", 1.0

    def _size(self) -> Iterator[tuple[str, float]]:
        return self._count(self.report.size, Role.SIZE)

    def _count(self, count: Count | None, role: Role) -> Iterator[tuple[str, float]]:
        marked = self.seen.marked(role)
        if count is None:
            yield "empty", 1.0
            yield from self._untold(_NUMBER)
            if marked:
                yield "marked-unread", 1.0
            return
        yield f"readings={_up_to(len(count.readings))}", 1.0
        for hedge in sorted({reading.figure.hedge.value for reading in count.readings}):
            yield f"hedge={hedge}", 1.0
        spans = [reading.figure.span for reading in count.readings]
        yield ("own" if all(covers(self.report.sentence.span, s) for s in spans) else "beside"), 1.0
        if any(overlaps(one.span, span) for one in marked for span in spans):
            yield "marked", 1.0

    def _party(self, field: str, role: Role) -> Iterator[tuple[str, float]]:
        parties: tuple[Party, ...] = getattr(self.report, field)
        marked = self.seen.marked(role)
        yield f"parties={_up_to(len(parties))}", 1.0
        if len(marked) != len(parties):
            yield "marked-more" if len(marked) > len(parties) else "marked-fewer", 1.0
        if not parties:
            yield "empty", 1.0
            return
        yield from self._scores([party.evidence[:1] for party in parties], marked)
        texts = [party.text for party in parties]
        yield from _phrases(texts)
        told = {
            "renamed": any(party.name not in (None, party.text) for party in parties),
            "stateless": any(party.country is None for party in parties),
            "no-name": not any(letter.isupper() for text in texts for letter in text),
            "elsewhere": not all(self.seen.inside(party.evidence[:1]) for party in parties),
        }
        yield from ((name, 1.0) for name, holds in told.items() if holds)

    def _sources(self) -> Iterator[tuple[str, float]]:
        sources = self.report.sources
        yield f"links={_up_to(len(sources))}", 1.0
        for name, pattern in (("said", _SAID), ("quoted", _QUOTED)):
            if pattern.search(self.seen.sentence):
                yield (name if sources else f"{name}-unread"), 1.0
        if not sources:
            yield "verbal-empty" if self.report.what.type in VERBAL else "empty", 1.0
            return
        told = [source.evidence[0] for source in sources if source.evidence]
        yield from self._words(told, Role.SPEAKER)
        for rule in sorted({item.rule for source in sources for item in source.evidence[1:]}):
            yield f"rule={rule}", 1.0
        yield from _phrases([source.text for source in sources])

    def _untold(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, float]]:
        """Whether the sentence has words of a kind that gave no value."""
        if pattern.search(self.seen.sentence):
            yield "untold-words", 1.0

    def _words(self, evidence: Sequence[Evidence], role: Role) -> Iterator[tuple[str, float]]:
        """How the words of a value were found."""
        marked = self.seen.marked(role)
        if not evidence:
            yield "marked-unread" if marked else "wordless", 1.0
            return
        yield f"rule={evidence[0].rule}", 1.0
        yield "own" if self.seen.inside(evidence) else "elsewhere", 1.0
        yield from self._scores([evidence[:1]], marked)

    def _scores(
        self, values: Iterable[Sequence[Evidence]], marked: Sequence[Argument]
    ) -> Iterator[tuple[str, float]]:
        """How sure the reader was of the words of the value that it was least sure of."""
        best = [
            max((one.score for one in marked if _touches(one, evidence)), default=None)
            for evidence in values
        ]
        scores = [score for score in best if score is not None]
        if len(scores) == len(best):
            yield "marked", 1.0
        else:
            yield "unmarked", 1.0
        if scores:
            yield "score", odds(min(scores))


def _phrases(phrases: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Whether some phrase is a pronoun, and whether some is long."""
    if any(phrase.lower() in _PRONOUNS for phrase in phrases):
        yield "pronoun", 1.0
    if any(len(phrase.split()) > _LONG for phrase in phrases):
        yield "long", 1.0


def _touches(argument: Argument, evidence: Iterable[Evidence]) -> bool:
    return any(overlaps(argument.span, item.span) for item in evidence)
