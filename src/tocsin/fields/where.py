"""Where: the place of an event, as precise as the text is.

Finding the names of places, and which place a name means, is the work of `tocsin.text`; here one of
them is chosen for an act. A place that is only threatened, addressed or talked about is not where
anything happened, and neither is the desk a story was filed from.

Every place of the article that could be meant, every country told by the parties, and "nowhere" are
options (`tocsin.fields.scene`); the one for which most speaks is the place.
"""

from collections.abc import Sequence
from dataclasses import replace

from tocsin.fields.scene import (
    Option,
    Precision,
    Setting,
    Where,
    domestic_country,
    kind_of_act,
    mentioned,
    nowhere,
    options_for,
    sides_known,
    weight_of,
    where_told,
)
from tocsin.text.bearing import Act
from tocsin.text.gazetteer import Candidate, Gazetteer, PlaceKind
from tocsin.text.placenames import find_places
from tocsin.text.resolution import PlaceMention
from tocsin.text.span import Span, overlaps
from tocsin.text.toponyms import PlaceRole

__all__ = [
    "Candidate",
    "Gazetteer",
    "Option",
    "PlaceMention",
    "PlaceRole",
    "Precision",
    "Setting",
    "Where",
    "find_places",
    "inherit_place",
    "options_for",
    "place_of_event",
]


_SURE_CUES = frozenset({"cue:at:after", "cue:at:before"})
_SURE_PLACES = frozenset({"initial", "adjacent"})


def place_of_event(  # noqa: PLR0913 - the act in two spans, then what it is read with
    anchor: Span,
    sentence: Span,
    mentions: Sequence[PlaceMention],
    *,
    text: str,
    marked: Sequence[Span] = (),
    setting: Setting | None = None,
) -> Where:
    """The place that governs an act.

    Args:
        anchor: The word that names the act.
        sentence: Its sentence.
        mentions: All places of the text, as `find_places` gives them.
        text: The text.
        marked: Words that a reader marked as the act's place; they come first.
        setting: The act's type, its parties and what was told before; None weighs only what the
            sentence tells, and leaves the rest to `inherit_place`.

    Returns:
        The place; one of precision NONE if the article tells none.
    """
    told = [m for m in mentions if any(overlaps(m.span, span) for span in marked)]
    if told:
        where = where_told(text, told, "place-marked")
        return inherit_place(where, setting) if setting else where
    act = Act(text, anchor, sentence)
    if setting is None:
        alone = Setting("ASSAULT")
        here = [m for m in mentions if sentence.start <= m.span.start < sentence.end]
        options = list(mentioned(act, here, mentions, alone))
        chosen = max(options, key=weight_of, default=None)
        return chosen.where if chosen and weight_of(chosen) > weight_of(nowhere(alone)) else Where()
    options = options_for(act, mentions, setting)
    return _refined(max(options, key=weight_of), options).where


def _refined(best: Option, options: Sequence[Option]) -> Option:
    """A country narrowed to the place in it that opens the act's sentence or follows the act."""
    if best.where.precision is not Precision.COUNTRY:
        return best
    finer = [
        option
        for option in options
        if option.where.country == best.where.country
        and option.where.precision in (Precision.CITY, Precision.VENUE)
        and _SURE_CUES.intersection(option.facts)
        and _SURE_PLACES.intersection(option.facts)
    ]
    return max(finer, key=weight_of, default=best)


def inherit_place(where: Where, setting: Setting) -> Where:
    """The place of an act with what its own sentence leaves out.

    A deed that is told without a place happened in the country of those who took part, if it is one
    country; words between parties of several countries were said nowhere in particular. A venue
    without a city stands in the city of the event told before it.

    Args:
        where: What `place_of_event` read.
        setting: The parties and what was told before.

    Returns:
        The same place, or one with a country or a city that the article tells elsewhere.
    """
    domestic = domestic_country(setting)
    if setting.type == "PROTEST" and domestic and where.country not in (None, domestic):
        return Where(country=domestic, precision=Precision.COUNTRY, evidence=where.evidence)
    country = where.country or _untold(setting, domestic)
    if country is None:
        return where
    if where.venue and not where.city:
        before = [told for told in setting.earlier if told.city and told.country == country]
        if before:
            return _in_city(where, before[-1])
    precision = where.precision
    if precision is Precision.NONE:
        precision = Precision.COUNTRY
    return replace(where, country=country, precision=precision)


def _untold(setting: Setting, domestic: str | None) -> str | None:
    """The country of an act whose sentence tells no place."""
    kind = kind_of_act(setting)
    if kind in ("word", "talk"):
        return domestic if sides_known(setting) > 1 and domestic == setting.home else None
    if domestic:
        return domestic
    if kind == "aid":
        return next(filter(None, setting.recipients), None)
    parties = {code for code in setting.parties if code}
    return setting.home if not parties or setting.home in parties else None


def _in_city(where: Where, city: Where) -> Where:
    """A venue in a city that was told before."""
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
