"""What the place of an act may be: nowhere, a country, a place told by words, another act's town.

Facts on an option are plain words ("same:city", "in:domestic"); what each is worth was learned by
`training/places/fit.py` and stands in `place-weights.tsv`. The choice is made in `where`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tocsin.data import read_rows
from tocsin.fields.option_facts import (
    STANDS,
    Others,
    Scene,
    facts_after,
    facts_beside,
    facts_nowhere,
    facts_other,
    facts_told,
)
from tocsin.fields.scene import (
    Precision,
    Setting,
    Told,
    Where,
    actors_of,
    sides_known,
    where_told,
)
from tocsin.text.bearing import Act, bearing, is_target
from tocsin.text.countries import country_of
from tocsin.text.gazetteer import PlaceKind
from tocsin.text.placenames import read_place
from tocsin.text.resolution import PlaceMention
from tocsin.text.span import distance, overlaps
from tocsin.text.toponyms import PlaceRole

_BACK = 25  # mentions before the sentence that are weighed
_AHEAD, _AHEAD_FAR = 8, 500  # mentions after it, and characters
_BESIDE = 120  # characters between a venue and its city
_PARAGRAPH = 200  # characters within which a venue told before has its city
_LEAD = 400  # characters of an article's first sentences
_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.WATER})


@dataclass(frozen=True, slots=True)
class Option:
    """A place that an act may have, and the facts that speak for or against it."""

    where: Where
    facts: tuple[str, ...]

    @property
    def key(self) -> tuple[str | None, str | None]:
        """What makes two options one place: the city, else the country."""
        return (self.where.city and self.where.city.casefold(), self.where.country)


@dataclass(frozen=True, slots=True)
class _Worded:
    """A place told by words, and what speaks for it whatever the other acts are."""

    mention: PlaceMention
    where: Where
    facts: tuple[str, ...]


class Options:
    """The places that one act may have: read once, and weighed again when other acts have theirs.

    Args:
        act: The act.
        mentions: All places of the text.
        setting: The act's type, its parties, the words marked for it.
    """

    def __init__(self, act: Act, mentions: Sequence[PlaceMention], setting: Setting) -> None:
        unread = [
            span for span in setting.marked if not any(overlaps(m.span, span) for m in mentions)
        ]
        named = filter(None, (read_place(act.text, span) for span in unread))
        self._scene = Scene(act, (*mentions, *named), setting)
        self._worded = tuple(_read_words(self._scene))

    def given(self, told: Iterable[Told] = ()) -> list[Option]:
        """All places that the act may have, given those of the other acts.

        Returns:
            At least one option: "nowhere", then countries, then places told by words, then the
            towns of other acts.
        """
        scene = self._scene
        others = Others.seen_from(scene.act, told)
        found = [
            Option(Where(), facts_nowhere(scene.setting)),
            *_countries(scene, others),
            *(option for one in self._worded for option in _mentioned(scene, one, others)),
            *_others(scene, others),
        ]
        return [Option(option.where, option.facts + scene.level(option.where)) for option in found]


def weight_of(option: Option) -> float:
    """What the facts of an option are worth together."""
    return sum(map(_weights().__getitem__, option.facts))


@cache
def _weights() -> dict[str, float]:
    """What each fact is worth, in log odds; one that was not seen is worth nothing."""
    known = ((row["fact"], float(row["weight"])) for row in read_rows("place-weights.tsv"))
    return defaultdict(float, known)


def _countries(scene: Scene, others: Others) -> Iterator[Option]:
    """Countries that the parties and the article tell, each once."""
    setting, domestic, kind = scene.setting, scene.domestic, scene.kind
    filed = next((m.country for m in scene.mentions if m.role is PlaceRole.DATELINE), None)
    told = [one.where.country for one in others.nearest]
    tellers = (
        (f"domestic:{sides_known(setting)}", domestic),
        ("actor", None if domestic else next(filter(None, actors_of(setting)), None)),
        ("recipient", None if domestic else next(filter(None, setting.recipients), None)),
        ("home", setting.home),
        ("dateline", filed or country_of(setting.dateline or "")),
        ("near", told[0] if told else None),
        ("usual", Counter(told).most_common(1)[0][0] if told else None),
    )
    named: dict[str, list[str]] = {}
    for teller, code in tellers:
        if code:
            named.setdefault(code, []).append(teller)
    for code, names in named.items():
        facts = [f"country:{kind}:{name}" for name in names]
        facts.append(f"country:{setting.type}:{code == domestic}")
        if domestic and code != domestic:
            facts.append("country:foreign")
        yield Option(Where(country=code, precision=Precision.COUNTRY), tuple(facts))


def _read_words(scene: Scene) -> Iterator[_Worded]:
    """Places told by words: marked, in the act's sentence, before it, after it."""
    act = scene.act
    usable = [
        m
        for m in sorted(scene.mentions, key=lambda m: m.span.start)
        if m.span in scene.marked
        or (m.role not in (PlaceRole.DEMONYM, PlaceRole.ACTOR) and not is_target(act, m))
    ]
    here = [m for m in usable if scene.is_here(m)]
    before = [
        m
        for m in usable
        if m.span.start < act.sentence.start and (m.kind not in _WIDE or m.span in scene.marked)
    ]
    lead = [m for m in before[:-_BACK] if m.span.start < _LEAD or m.span in scene.marked]
    after = [
        m
        for m in usable
        if act.sentence.end <= m.span.start < act.sentence.end + _AHEAD_FAR
        and (m.kind not in _WIDE or m.span in scene.marked)
    ]
    groups = (("same", here), ("before", [*lead, *before[-_BACK:]]), ("after", after[:_AHEAD]))
    for side, near in groups:
        ordered = sorted(near, key=lambda m: distance(act.anchor, m.span))
        for rank, mention in enumerate(ordered):
            yield _read_mention(scene, mention, near, (side, rank))


def _read_mention(
    scene: Scene, mention: PlaceMention, near: Sequence[PlaceMention], place: tuple[str, int]
) -> _Worded:
    """What one mention tells."""
    side, rank = place
    around = (
        near if side == "same" else [m for m in near if distance(m.span, mention.span) < _PARAGRAPH]
    )
    where = where_told(scene.act.text, _surroundings(scene, mention, around), "place-in-text")
    if where.country is None:
        where = replace(where, country=scene.domestic or scene.setting.home)
    stands = (
        facts_after(scene, mention, rank) if side == "after" else bearing(scene.act, mention, rank)
    )
    return _Worded(mention, where, (*stands, *facts_told(scene, mention, side, rank)))


def _mentioned(scene: Scene, worded: _Worded, others: Others) -> Iterator[Option]:
    """The place of a mention; for a venue without a town, each town it may be in."""
    where = worded.where
    facts = (*worded.facts, *facts_beside(scene, worded.mention, others))
    yield Option(where, facts)
    if where.venue and not where.city:
        for how, city in _towns_for(scene, worded.mention, others):
            yield Option(_in_city(where, city), (*facts, f"venue-in:{how}"))


def _towns_for(scene: Scene, venue: PlaceMention, others: Others) -> Iterator[tuple[str, Where]]:
    """Towns that a venue without one may stand in, with how each is told; each once."""
    towns = [
        m
        for m in scene.mentions
        if m.kind is PlaceKind.CITY and m.role in STANDS and m.country == scene.setting.home
    ]
    before = [m for m in towns if m.span.start < venue.span.start]
    told = next((one.where for one in others.nearest if one.where.city), None)
    text = scene.act.text
    found = {
        "told": told,
        "before": where_told(text, before[-1:], "place-in-text"),
        "top": where_told(
            text,
            [m for m in towns if m.name.casefold() == scene.usual][:1],
            "place-in-text",
        ),
    }
    ways: dict[str, list[str]] = {}
    places: dict[str, Where] = {}
    for how, where in found.items():
        if where and where.city:
            ways.setdefault(where.city.casefold(), []).append(how)
            places.setdefault(where.city.casefold(), where)
    for name, where in places.items():
        yield "+".join(ways[name]), where


def _others(scene: Scene, others: Others) -> Iterator[Option]:
    """The towns of other acts, the nearest first."""
    groups: dict[tuple[str, str | None], list[Told]] = {}
    for one in others.nearest:
        if one.where.city:
            groups.setdefault((one.where.city.casefold(), one.where.country), []).append(one)
    for rank, told in enumerate(groups.values()):
        town = replace(told[0].where, venue=None, precision=Precision.CITY)
        if town.point is PlaceKind.VENUE:
            town = replace(town, latitude=None, longitude=None, point=None)
        yield Option(town, tuple(facts_other(scene, told, rank)))


def _surroundings(
    scene: Scene, best: PlaceMention, here: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The chosen mention with what stands beside it or holds it: "at a stadium in Homs, Syria"."""
    chosen = [best]
    wanted = PlaceKind.CITY if best.kind is PlaceKind.VENUE else PlaceKind.VENUE
    marked = best.span in scene.marked
    beside = [
        mention
        for mention in here
        if mention.kind is wanted
        and mention.role is PlaceRole.PLACE
        and (
            distance(mention.span, best.span) <= _BESIDE
            or (marked and mention.span in scene.marked)
        )
    ]
    if best.kind in (PlaceKind.VENUE, PlaceKind.CITY) and beside:
        chosen.append(min(beside, key=lambda mention: distance(mention.span, best.span)))
    for mention in tuple(chosen):
        outer = mention.inside
        while outer is not None and scene.mentions[outer] not in chosen:
            chosen.append(scene.mentions[outer])
            outer = scene.mentions[outer].inside
    return chosen


def _in_city(where: Where, city: Where) -> Where:
    """A venue in a city that is told elsewhere."""
    return replace(
        where,
        city=city.city,
        country=city.country,
        latitude=city.latitude,
        longitude=city.longitude,
        geonameid=city.geonameid,
        point=PlaceKind.CITY if city.latitude is not None else None,
        evidence=where.evidence + city.evidence,
    )
