"""Points for towns that a dataset names without one, so that Kiev and Kyiv are one town.

Mass Mobilization has no coordinates, and other datasets leave some out. A single town of a known
country is looked up in the gazetteer; a cell that names several stays as it is.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from tocsin.dataset.foreign.likeness import FINE, names_of
from tocsin.dataset.foreign.records import CodedEvent, Place
from tocsin.text.gazetteer import Candidate, Gazetteer, PlaceKind

_REMEMBERED = 65_536


def pinned(events: Iterable[CodedEvent], gazetteer: Gazetteer) -> tuple[CodedEvent, ...]:
    """Events with points for the towns that have none.

    Args:
        events: The events.
        gazetteer: Where towns are looked up.

    Returns:
        The same events in the same order. A point that was looked up is marked as such
        (`Place.looked_up`); of several towns of a name the likeliest of the country is taken.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def find(name: str, country: str) -> Candidate | None:
        towns = (
            place
            for place in gazetteer.candidates(name)
            if place.country == country and place.kind is PlaceKind.CITY and place.quality > 0
        )
        return next(towns, None)

    def with_point(event: CodedEvent) -> CodedEvent:
        place = event.place
        if place.country is None or place.name is None or not _is_asked(place):
            return event
        town = find(place.name.strip(), place.country)
        if town is None:
            return event
        found = replace(place, latitude=town.latitude, longitude=town.longitude, looked_up=True)
        return replace(event, place=found)

    return tuple(map(with_point, events))


def _is_asked(place: Place) -> bool:
    """Whether a place is one town without a point."""
    one = len(names_of(place.name or "")) == 1
    return place.latitude is None and place.precision in FINE and one
