"""One event, or one report of it, as the facts of a codebook are asked of it.

A case settles each field once, by the preset of the export, and notes what that lost: where the
reports differ, where only a month is told, where words have no number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tocsin.fields.who import Party
from tocsin.linking.events import Event
from tocsin.linking.values import Preset, Value, readings_of, settle
from tocsin.reports import Report
from tocsin.text.article import Article
from tocsin.text.gazetteer import Candidate, Gazetteer, PlaceKind


class LossReason(StrEnum):
    """Why a value is not in a dataset as we have it."""

    NO_CODE = "no-code"  # the scheme has no code for it
    NO_NUMBER = "no-number"  # words that the scheme makes no number of
    IMPRECISE = "imprecise"  # only a month or a year is told where a day is wanted
    CUT = "cut"  # more values than the scheme has room for
    CONFLICT = "conflict"  # reports differ, and one value was chosen
    MERGED = "merged"  # several events stand in one row


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the events: the same for all of an export.

    Attributes:
        articles: Articles by id, as far as they are at hand.
        preset: How one value is made of many.
        numbers: Words of scale, and the people that they stand for.
        gazetteer: Where the towns of events are looked up; None leaves out what only it knows.
        responses: What the state did, by the id of the event that it did it to.
        cities: Towns found before.
        counted: How many cases of each kind were counted so far.
    """

    articles: Mapping[str, Article]
    preset: Preset
    numbers: Mapping[str, int]
    gazetteer: Gazetteer | None = None
    responses: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    cities: dict[tuple[str, str | None, int | None], Candidate | None] = field(
        default_factory=dict, repr=False
    )

    counted: dict[tuple[object, ...], int] = field(default_factory=dict, repr=False)

    def count(self, *kind: object) -> int:
        """The number of a case among those of its kind, from 1."""
        self.counted[kind] = self.counted.get(kind, 0) + 1
        return self.counted[kind]

    def city(self, name: str, country: str | None, geonameid: int | None) -> Candidate | None:
        """The town of a name in a country: the one of that id, else the one most likely meant."""
        key = (name, country, geonameid)
        if key not in self.cities:
            self.cities[key] = self._look_up(*key)
        return self.cities[key]

    def _look_up(self, name: str, country: str | None, geonameid: int | None) -> Candidate | None:
        if self.gazetteer is None:
            return None
        towns = [
            place
            for place in self.gazetteer.candidates(name)
            if place.kind is PlaceKind.CITY and country in (None, place.country)
        ]
        exact = [town for town in towns if town.geonameid == geonameid]
        return next(iter(exact or towns), None)


class Case:
    """An event, or one report of it, whose facts are asked for one by one.

    Args:
        event: The event.
        reports: The reports whose values count: all of it, or the one of a row.
        around: What is known beside it.
        whole: The case of the whole event, for a case of one report.
    """

    __slots__ = (
        "_settled",
        "around",
        "event",
        "facts",
        "losses",
        "reports",
        "row",
        "told",
        "whole",
    )

    def __init__(
        self,
        event: Event,
        reports: tuple[Report, ...],
        around: Around,
        whole: "Case | None" = None,
    ) -> None:
        self.event = event
        self.reports = reports
        self.around = around
        self.whole = whole or self
        self.told = event if len(reports) == len(event.reports) else Event(event.id, reports)
        self.row = 0
        self.losses: list[tuple[str, LossReason, str]] = []
        self.facts: dict[str, object] = {}  # what was asked before
        self._settled: dict[str, Value | None] = {}

    def settled(self, name: str) -> Value | None:
        """One value of a field of `tocsin.linking.values`, by the preset."""
        if name not in self._settled:
            self._settled[name] = self._settle(name)
        return self._settled[name]

    def _settle(self, name: str) -> Value | None:
        event = self.told
        values = {told.value for told in readings_of(event, name) if told.value is not None}
        if len(values) > 1:
            self.lose(name, LossReason.CONFLICT)
            return settle(event, name, self.around.preset)
        return next(iter(values), None)

    def word(self, name: str) -> str | None:
        """The same for a field of words."""
        value = self.settled(name)
        return None if value is None else str(value)

    def lose(self, what: str, reason: LossReason, value: str = "") -> None:
        """Note that a value does not come through as we have it, once."""
        if (what, reason, value) not in self.losses:
            self.losses.append((what, reason, value))

    def parties(self, side: str) -> list[Party]:
        """The actors or recipients over all reports, each once, in the order told."""
        found: dict[str, Party] = {}
        for report in self.reports:
            for party in getattr(report, side):
                found.setdefault((party.name or party.text).casefold(), party)
        return list(found.values())

    def articles(self) -> list[Article]:
        """The articles of its reports that are at hand, each once."""
        ids = dict.fromkeys(report.article for report in self.reports)
        found = (self.around.articles.get(article) for article in ids)
        return [article for article in found if article is not None]


def each_once(words: Iterable[str | None]) -> list[str]:
    """Words in the order in which they first come, without silence.

    >>> each_once(["b", None, "a", "b"])
    ['b', 'a']
    """
    return list(dict.fromkeys(word for word in words if word))
