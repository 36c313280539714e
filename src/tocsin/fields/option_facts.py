"""What speaks for a place as that of an act, as plain facts: "deed:marked:city", "word:told".

The facts of `tocsin.text.bearing` say how a place's words stand to an act's; those here how a place
stands to the act's type, its parties, the words marked for it and the article's other acts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tocsin.fields.scene import (
    Setting,
    Told,
    Where,
    domestic_country,
    kind_of_act,
    sides_known,
)
from tocsin.text.bearing import Act, is_spread
from tocsin.text.gazetteer import PlaceKind
from tocsin.text.resolution import PlaceMention
from tocsin.text.span import Span, overlaps
from tocsin.text.toponyms import PlaceRole

_LEAD = 400  # characters of an article's first sentences
_OFTEN = (2, 4)  # mentions of a city that make it a theme of the article
_PEOPLED = (1_000, 15_000, 100_000, 1_000_000)  # inhabitants
_APART = (200, 600, 1500)  # characters between two acts
_MANY = 3
_LEVELS = ("city", "venue", "admin", "country", "none")
STANDS = frozenset({PlaceRole.PLACE, PlaceRole.DATELINE})


@dataclass(frozen=True)
class Others:
    """Where the other acts of an article took place, seen from one of them.

    Attributes:
        nearest: Those with a place, the nearest first.
    """

    nearest: tuple[Told, ...]

    @classmethod
    def seen_from(cls, act: Act, told: Iterable[Told]) -> "Others":
        """The other acts by their distance from an act."""
        placed = (one for one in told if one.where.country)
        return cls(tuple(sorted(placed, key=lambda one: abs(one.at - act.anchor.start))))

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """Their towns, the nearest first."""
        return tuple(one.where.city.casefold() for one in self.nearest if one.where.city)


@dataclass(frozen=True)
class Scene:
    """An act among the places of its article, without the other acts."""

    act: Act
    mentions: tuple[PlaceMention, ...]
    setting: Setting

    @cached_property
    def kind(self) -> str:
        """Kind of act."""
        return kind_of_act(self.setting)

    @cached_property
    def domestic(self) -> str | None:
        """The country of all parties, if it is one."""
        return domestic_country(self.setting)

    @cached_property
    def cities(self) -> Counter[str]:
        """How often the article names each city as a place."""
        return Counter(
            m.name.casefold()
            for m in self.mentions
            if m.kind is PlaceKind.CITY and m.role in STANDS
        )

    @cached_property
    def usual(self) -> str | None:
        """The city that the article names most often."""
        return self.cities.most_common(1)[0][0] if self.cities else None

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries of the parties."""
        return frozenset(filter(None, self.setting.parties))

    @cached_property
    def marked(self) -> frozenset[Span]:
        """The mentions that hold marked words."""
        return frozenset(
            m.span
            for m in self.mentions
            if any(overlaps(m.span, span) for span in self.setting.marked)
        )

    def is_here(self, mention: PlaceMention) -> bool:
        """Whether a mention stands in the act's sentence."""
        return self.act.sentence.start <= mention.span.start < self.act.sentence.end

    @cached_property
    def _state(self) -> tuple[str, ...]:
        """Facts on the act that speak for a level of precision."""
        kind, text, anchor = self.kind, self.act.text, self.act.anchor
        here = {
            m.name.casefold()
            for m in self.mentions
            if self.is_here(m) and m.name.casefold() in self.cities
        }
        marks = {m.kind for m in self.mentions if m.span in self.marked}
        finest = next(
            (k for k in (PlaceKind.CITY, PlaceKind.VENUE, PlaceKind.ADMIN) if k in marks), None
        )
        told = "none" if not marks else finest or "wide"
        plural = text[anchor.start : anchor.end].endswith("s")
        return (
            self.setting.type,
            f"{kind}:marks:{told}",
            f"{kind}:marked-words:{bool(self.setting.marked)}",
            f"{kind}:towns:{min(len(here), _MANY)}",
            f"{kind}:of:{min(len(self.cities), _MANY)}",
            f"{kind}:lead:{self.act.sentence.start < _LEAD}",
            f"{kind}:sides:{sides_known(self.setting)}:{bool(self.domestic)}",
            *((f"{self.setting.type}:plural",) if plural else ()),
            *((f"{kind}:spread",) if is_spread(self.act) else ()),
        )

    def level(self, where: Where) -> tuple[str, ...]:
        """Facts on how precise a place is, seen from the act."""
        level = (
            "city"
            if where.city
            else "venue"
            if where.venue
            else "admin"
            if where.admin
            else "country"
            if where.country
            else "none"
        )
        return self._levels[level]

    @cached_property
    def _levels(self) -> dict[str, tuple[str, ...]]:
        """The facts of each level, made once for all options."""
        return {level: tuple(f"{level}?{state}" for state in self._state) for level in _LEVELS}


def facts_after(scene: Scene, mention: PlaceMention, rank: int) -> Iterator[str]:
    """Facts on a place told after the act's sentence."""
    gap = mention.span.start - scene.act.sentence.end
    yield f"after:{sum(gap >= step for step in _APART)}"
    yield f"after-cue:{mention.cue or 'no'}"
    yield f"after-role:{mention.role}"
    yield f"after-rank:{min(rank, _MANY)}"


def facts_told(scene: Scene, mention: PlaceMention, side: str, rank: int) -> Iterator[str]:
    """Facts on a place in the setting of its act."""
    kind, country, setting = scene.kind, mention.country, scene.setting
    parties = scene.countries
    yield f"{kind}:{side}:{mention.kind}"
    if side != "same":
        yield f"{kind}:{side}:{min(rank, _MANY)}"
    if mention.role is PlaceRole.DATELINE:
        yield f"{kind}:dateline"
        yield f"{setting.type}:dateline"
    known = "party" if country in parties else "foreign" if parties else "anywhere"
    at_home = country == scene.domestic
    yield f"{kind}:in:{'unknown' if not country else 'domestic' if at_home else known}"
    if country == setting.home:
        yield f"{kind}:home"
    if mention.span.start < _LEAD:
        yield f"{kind}:early"
    if mention.span in scene.marked:
        yield f"{kind}:marked:{mention.kind}"
        yield f"marked:{side}:{mention.role}"
    elif scene.marked:
        yield f"{kind}:rival:{mention.kind}"
        yield f"rival:{side}"
    if mention.kind is PlaceKind.CITY:
        yield from _theme(scene, mention)


def _theme(scene: Scene, mention: PlaceMention) -> Iterator[str]:
    """Facts on how much an article is about a city."""
    kind, cities, name = scene.kind, scene.cities, mention.name.casefold()
    yield f"{kind}:often:{sum(cities[name] >= step for step in _OFTEN)}"
    if name == scene.usual:
        yield f"{kind}:top"
        if len(cities) == 1:
            yield f"{kind}:only"
    if mention.place:
        yield f"people:{sum(mention.place.population >= step for step in _PEOPLED)}"
    else:
        yield "people:unknown"


def facts_beside(scene: Scene, mention: PlaceMention, others: Others) -> Iterator[str]:
    """Facts on a city in which other acts took place too."""
    if mention.kind is PlaceKind.CITY and (name := mention.name.casefold()) in others.towns:
        yield f"{scene.kind}:told"
        if others.towns[0] == name:
            yield f"{scene.kind}:told-near"


def facts_other(scene: Scene, told: Sequence[Told], rank: int) -> Iterator[str]:
    """Facts on the town of other acts."""
    kind, here = scene.kind, scene.act.anchor.start
    apart = sum(abs(told[0].at - here) >= step for step in _APART)
    with_kind = kind_of_act(Setting(told[0].type))
    yield f"other:{kind}:{with_kind}"
    yield f"other:{kind}:apart:{apart}"
    yield f"other:{kind}:{'before' if told[0].at < here else 'after'}"
    yield f"other:{kind}:times:{min(len(told), _MANY)}"
    yield f"other:{kind}:rank:{min(rank, _MANY)}"
    if any(one.type == scene.setting.type for one in told):
        yield f"other:{kind}:type"
    if scene.domestic and told[0].where.country != scene.domestic:
        yield f"other:{kind}:foreign"
    if any(scene.act.sentence.start <= one.at < scene.act.sentence.end for one in told):
        yield f"other:{kind}:sentence"
    if any(
        scene.is_here(m) and m.kind is not PlaceKind.VENUE
        for m in scene.mentions
        if m.role in STANDS
    ):
        yield f"other:{kind}:places-here"


def facts_nowhere(setting: Setting) -> tuple[str, ...]:
    """Facts on having happened nowhere in particular."""
    kind, domestic = kind_of_act(setting), domestic_country(setting)
    known = "domestic" if domestic else "mixed" if any(setting.parties) else "unknown"
    return (
        f"none:{kind}:{known}:{sides_known(setting)}",
        f"none:{kind}:home:{setting.home == domestic}",
    )
