"""Where: the place of an event, as precise as the text is.

Finding the names of places, and which place a name means, is the work of `tocsin.text`; here one of
them is chosen for an act. A place that is only threatened, addressed or talked about is not where
anything happened, and neither is the desk a story was filed from.

Every place of the article that could be meant, every country told by the parties, and "nowhere" are
options (`tocsin.fields.options`). Options of one town or country speak for it together; of those
of the likeliest, the one for which most speaks is the place.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tocsin.fields.options import Option, Options, weight_of
from tocsin.fields.scene import Precision, Setting, Told, Where
from tocsin.text.bearing import Act
from tocsin.text.gazetteer import Candidate, Gazetteer
from tocsin.text.placenames import find_places
from tocsin.text.resolution import PlaceMention
from tocsin.text.span import Span, covers
from tocsin.text.toponyms import PlaceRole

__all__ = [
    "Candidate",
    "Gazetteer",
    "Option",
    "Options",
    "PlaceMention",
    "PlaceRole",
    "Precision",
    "Setting",
    "Told",
    "Where",
    "find_places",
    "likeliest",
    "mentions_outside",
    "place_of_event",
]


def place_of_event(
    act: Act, mentions: Sequence[PlaceMention], setting: Setting, told: Sequence[Told] = ()
) -> Where:
    """The place that governs an act.

    Args:
        act: The text, the word that names the act, and its sentence.
        mentions: All places of the text, as `find_places` gives them.
        setting: The act's type, its parties, and the words marked as its place.
        told: Where the other acts of the article took place.

    Returns:
        The place; one of precision NONE if the article tells none.
    """
    return likeliest(Options(act, mentions, setting).given(told)).where


def likeliest(options: Iterable[Option]) -> Option:
    """The option of most weight in the town or country of which all options weigh most."""
    weighed = [(weight_of(option), option) for option in options]
    top = max(weight for weight, _ in weighed)
    sums: dict[tuple[str | None, str | None], float] = {}
    for weight, option in weighed:
        sums[option.key] = sums.get(option.key, 0.0) + math.exp(weight - top)
    best = max(sums, key=lambda key: sums[key])
    return max((pair for pair in weighed if pair[1].key == best), key=lambda pair: pair[0])[1]


def mentions_outside(
    mentions: Sequence[PlaceMention], spans: Sequence[Span]
) -> tuple[PlaceMention, ...]:
    """The mentions that lie in none of the spans; what they point to by index is set anew."""
    kept = [
        index
        for index, mention in enumerate(mentions)
        if not any(covers(span, mention.span) for span in spans)
    ]
    new = {old: index for index, old in enumerate(kept)}
    return tuple(
        replace(mention, inside=None if mention.inside is None else new.get(mention.inside))
        for mention in (mentions[index] for index in kept)
    )
