"""Where: places found, which place is meant, and which of them is the place of an act."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import InvalidValueError
from tocsin.fields.where import (
    Options,
    PlaceMention,
    PlaceRole,
    Precision,
    Setting,
    Told,
    Where,
    find_places,
    place_of_event,
)
from tocsin.places import Gazetteer
from tocsin.text.bearing import Act
from tocsin.text.gazetteer import Candidate, PlaceKind
from tocsin.text.placenames import read_place
from tocsin.text.span import Span

GAZETTEER = Gazetteer()


def mentions_in(text: str) -> list[PlaceMention]:
    return list(find_places(text, GAZETTEER))


def where(text: str, anchor: str, marked: str | None = None, type_: str = "ASSAULT") -> Where:
    """Place of the act named by `anchor`; the whole text is its sentence."""
    start = text.index(anchor)
    spans = (Span(text.index(marked), text.index(marked) + len(marked)),) if marked else ()
    return place_of_event(
        Act(text, Span(start, start + len(anchor)), Span(0, len(text))),
        mentions_in(text),
        Setting(type_, marked=spans),
    )


FOUND = [
    # a text, and the name, role and country of each mention
    ("Shelling hit Homs.", [("Homs", "place", "SYR")]),
    ("Syrian troops left.", [("Syrian", "demonym", "SYR")]),
    ("Pyongyang vowed revenge.", [("Pyongyang", "actor", "PRK")]),
    ("It denounced Moscow again.", [("Moscow", "actor", "RUS")]),
    ("Talks were held in Pyongyang.", [("Pyongyang", "place", "PRK")]),
    ("the Boston Police said so", [("Boston", "part-of-name", "USA")]),
    ("LAGOS, Nigeria (AP) — It rained.",
     [("LAGOS", "dateline", "NGA"), ("Nigeria", "place", "NGA")]),
    ("in Paris, Texas, on Monday", [("Paris", "place", "USA"), ("Texas", "place", "USA")]),
    ("in Springfield, Ill., on Monday", [("Springfield", "place", "USA"), ("Ill", "place", "USA")]),
    ("in Tbilisi, and later in Georgia",
     [("Tbilisi", "place", "GEO"), ("Georgia", "place", "GEO")]),
    ("in Savannah, in southern Georgia",
     [("Savannah", "place", "USA"), ("Georgia", "place", "USA")]),
    ("in San José, Costa Rica", [("San José", "place", "CRI"), ("Costa Rica", "place", "CRI")]),
    ("a mine in Ryanggang Province", [("Ryanggang Province", "place", "PRK")]),
    ("ships in the South China Sea", [("South China Sea", "place", None)]),
    ("Port-au-Prince and al-Hasakah",
     [("Port-au-Prince", "place", "HTI"), ("al-Hasakah", "place", "SYR")]),
    ("a Damascus-based group", [("Damascus", "place", "SYR")]),
    ("across Africa", [("Africa", "place", None)]),
    ("a blog told Radio Free Asia so", [("Asia", "part-of-name", None)]),
    (
        "the Democratic People’s Republic of Korea",
        [("Democratic People’s Republic of Korea", "place", "PRK")],
    ),
    ("speeches denouncing Washington", [("Washington", "actor", "USA")]),
    ("at the White House on Monday", [("White House", "place", "USA")]),
]  # fmt: skip
LEFT_ALONE = [
    "Michael Jordan and Ms. Chelsea Clinton smiled.",
    "Mr. Houston spoke. Houston then left.",
    "Paul Welch ran; Welch fell.",
    "He was reading in the bath.",
    "May and Police were there on Monday.",
    "She said it to us and to them.",
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_finds(text: str, found: list[tuple[str, str, str | None]]) -> None:
    mentions = [(m.name, m.role.value, m.country) for m in mentions_in(text)]
    assert mentions == found


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert mentions_in(text) == []


def test_a_parsers_person_is_no_place() -> None:
    text = "The crowd cheered Lima."
    assert [m.name for m in find_places(text, GAZETTEER)] == ["Lima"]
    assert find_places(text, GAZETTEER, [(Span(18, 22), "PERSON")]) == ()


def test_a_venues_name_lies_in_its_city() -> None:
    venue, city = mentions_in("They met at the Hyesan Movie Theater.")
    assert (venue.name, venue.kind, venue.place) == ("Hyesan Movie Theater", PlaceKind.VENUE, None)
    assert (city.name, city.role) == ("Hyesan", PlaceRole.PART_OF_NAME)
    assert venue.inside == 1


def test_other_places_of_that_name_are_kept() -> None:
    [mention] = mentions_in("It happened in Springfield.")
    assert len(mention.alternatives) == 5
    assert all(isinstance(place, Candidate) for place in mention.alternatives)


EVENTS = [
    # a sentence, its anchor, and venue, city, admin, country, precision
    ("Thousands marched in Homs on Friday.", "marched", (None, "Homs", None, "SYR", "city")),
    ("A rally was held on Kim Il-sung Square in Pyongyang.", "rally",
     ("Kim Il-sung Square", "Pyongyang", None, "PRK", "venue")),
    ("A rally filled Tahrir Square, where people sang on Tahrir Square.", "rally",
     ("Tahrir Square", "Cairo", None, "EGY", "venue")),
    ("In the city of Hyesan, 900 crowded into a stadium to shout.", "crowded",
     ("stadium", "Hyesan", None, "PRK", "venue")),
    ("Women met at the Hyesan Movie Theater.", "met",
     ("Hyesan Movie Theater", "Hyesan", None, "PRK", "venue")),
    ("Rebels shot two soldiers in northern Iraq.", "shot",
     (None, None, "northern Iraq", "IRQ", "admin")),
    ("Miners struck in Gauteng province.", "struck", (None, None, "Gauteng", "ZAF", "admin")),
    ("Protests were held across Nigeria.", "Protests", (None, None, None, "NGA", "country")),
    ("The Lagos protests went on.", "protests", (None, "Lagos", None, "NGA", "city")),
    ("The North threatened an attack on Guam.", "threatened", (None, None, None, None, "none")),
    ("Tehran accused Riyadh of lying.", "accused", (None, None, None, None, "none")),
    ("A resident from Homs told of a march in Hama.", "march", (None, "Hama", None, "SYR", "city")),
    ("Nothing is told.", "told", (None, None, None, None, "none")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "anchor", "expected"), EVENTS)
def test_the_place_that_governs_an_act(
    text: str, anchor: str, expected: tuple[str | None, ...]
) -> None:
    place = where(text, anchor)
    told = (place.venue, place.city, place.admin, place.country, place.precision.value)
    assert told == expected


def test_marked_words_come_first() -> None:
    text = "They marched in Homs before the march in Hama."
    assert where(text, "marched").city == "Homs"
    assert where(text, "marched", marked="Hama").city == "Hama"


def test_an_unknown_venue_has_the_point_of_its_city() -> None:
    place = where("Women met at the Hyesan Movie Theater.", "met")
    assert (place.latitude, place.longitude) == (41.40167, 128.17778)
    assert (place.point, place.geonameid) == (PlaceKind.CITY, 2043837)


def test_a_known_venue_has_its_own_point() -> None:
    place = where("They marched through Tahrir Square.", "marched")
    assert (place.latitude, place.point) == (30.0444, PlaceKind.VENUE)


def test_an_area_has_no_point() -> None:
    place = where("Protests were held across Nigeria.", "Protests")
    assert (place.latitude, place.point) == (None, None)


def test_evidence_is_what_the_place_rests_on() -> None:
    text = "A rally was held at a stadium in Homs, Syria."
    assert [e.words for e in where(text, "rally").evidence] == ["stadium", "Homs", "Syria"]


SETTINGS = [
    # a text, its anchor, type, parties, recipients, and the place's city and country
    ("A threat of strikes on Guam.", "threat", "THREATEN", ("PRK", "USA"), ("USA",), None, None),
    ("Guards shot at the crowd.", "shot", "ASSAULT", ("EGY", "EGY"), ("EGY",), None, "EGY"),
    ("Thousands marched in Homs.", "marched", "PROTEST", ("SYR",), (), "Homs", "SYR"),
    ("Tehran accused Riyadh of lying.", "accused", "ACCUSE", ("IRN", "SAU"), ("SAU",), None, None),
    ("In Homs, soldiers shot five men.", "shot", "ASSAULT", ("SYR",), (), "Homs", "SYR"),
]


@pytest.mark.parametrize(
    ("text", "anchor", "type_", "parties", "recipients", "city", "country"), SETTINGS
)
def test_the_setting_is_weighed_with_the_words(  # noqa: PLR0913, PLR0917 - one column of the table each
    text: str,
    anchor: str,
    type_: str,
    parties: tuple[str, ...],
    recipients: tuple[str, ...],
    city: str | None,
    country: str | None,
) -> None:
    start = text.index(anchor)
    place = place_of_event(
        Act(text, Span(start, start + len(anchor)), Span(0, len(text))),
        mentions_in(text),
        Setting(type_, parties=parties, recipients=recipients),
    )
    assert (place.city, place.country) == (city, country)


def test_two_mentions_in_one_place_are_two_options() -> None:
    text = "Shelling hit Homs on Monday."
    [town] = mentions_in(text)
    region = replace(town, kind=PlaceKind.REGION, place=None)
    act, setting = Act(text, Span(9, 12), Span(0, len(text))), Setting("ASSAULT")
    found = [option.where for option in Options(act, [town, region], setting).given()]
    assert {where.city for where in found} >= {"Homs", None}
    assert any(where.admin == "Homs" and where.city is None for where in found)


def test_a_second_look_differs_only_by_the_other_acts() -> None:
    text = "Shelling hit Homs on Monday."
    act = Act(text, Span(9, 12), Span(0, len(text)))
    options = Options(act, mentions_in(text), Setting("ASSAULT"))
    alone = options.given()
    [town] = [option for option in alone if option.where.city == "Homs"]
    beside = options.given([Told(town.where, "ASSAULT", 100)])
    [near] = [option for option in beside if "near:0" in option.facts]
    assert set(near.facts) - set(town.facts) == {"deed:told", "deed:told-near"}
    assert options.given() == alone


def test_nowhere_is_always_an_option() -> None:
    act = Act("It rained.", Span(3, 9), Span(0, 10))
    [nowhere] = Options(act, (), Setting("ACCUSE")).given()
    assert nowhere.where == Where()


def test_a_name_told_apart_once_is_told_apart_throughout() -> None:
    places = mentions_in("Fire broke out in Paris. The mayor of Paris, Texas, spoke. Paris slept.")
    assert [m.country for m in places if m.name == "Paris"] == ["USA", "USA", "USA"]


def test_small_letters_are_read_after_prepositions() -> None:
    text = "thousands held a march in lucknow and near kanpur, police said. " * 5
    assert [m.name for m in mentions_in(text)][:2] == ["lucknow", "kanpur"]


def test_small_letters_at_the_head_of_a_line_are_a_dateline_before_a_colon() -> None:
    text = "kanpur: a march was held by teachers.\nlucknow teachers slept. " * 5
    assert {(m.name, m.role) for m in mentions_in(text)} == {("kanpur", PlaceRole.DATELINE)}


def test_a_village_that_no_gazetteer_knows_is_kept() -> None:
    text = "Gunmen killed two men in the village of Xyqala."
    [mention] = mentions_in(text)
    assert (mention.name, mention.kind, mention.place) == ("Xyqala", PlaceKind.CITY, None)
    assert where(text, "killed").city == "Xyqala"


TOO_LITTLE = pytest.mark.xfail(strict=True, reason="in a text without any place, nowhere wins")
INHERITED = [
    # type, countries of the actors, of the recipients, home, and the country of an untold place
    ("PROTEST", ("EGY",), (), "USA", "EGY"),
    ("ASSAULT", (), ("IRQ",), None, "IRQ"),
    ("ASSAULT", (), (), "SYR", "SYR"),
    pytest.param("ASSAULT", ("USA",), ("SYR",), "SYR", "SYR", marks=TOO_LITTLE),
    ("ASSAULT", ("USA",), ("SYR",), "RUS", None),
    pytest.param("AID", ("USA",), ("SYR",), "USA", "SYR", marks=TOO_LITTLE),
    pytest.param("ACCUSE", ("USA",), ("USA",), "USA", "USA", marks=TOO_LITTLE),
    ("ACCUSE", ("USA",), ("IRN",), "USA", None),
    ("ACCUSE", ("USA",), (None,), "USA", None),
    ("THREATEN", ("PRK",), ("USA",), "PRK", None),
]


@pytest.mark.parametrize(("type_", "actors", "recipients", "home", "country"), INHERITED)
def test_an_untold_place_is_that_of_the_parties(
    type_: str,
    actors: tuple[str | None, ...],
    recipients: tuple[str | None, ...],
    home: str | None,
    country: str | None,
) -> None:
    place = place_of_event(
        Act("It rained.", Span(3, 9), Span(0, 10)),
        (),
        Setting(type_, home=home, parties=actors + recipients, recipients=recipients),
    )
    assert place.country == country
    assert place.precision is (Precision.COUNTRY if country else Precision.NONE)


def test_a_venue_takes_the_city_of_another_act() -> None:
    told = Where(
        city="Hyesan", country="PRK", precision=Precision.CITY, latitude=41.4, longitude=128.2
    )
    text = "They marched to a theater."
    place = place_of_event(
        Act(text, Span(5, 12), Span(0, len(text))),
        mentions_in(text),
        Setting(
            "PROTEST",
            parties=("PRK",),
            home="PRK",
            marked=(Span(16, 25),),
        ),
        told=(Told(told, "PROTEST", 0),),
    )
    assert (place.venue, place.city, place.country) == ("theater", "Hyesan", "PRK")
    assert (place.latitude, place.precision) == (41.4, Precision.VENUE)


UNLISTED = [
    # words that a reader marked, and the name and kind of the place that they are
    ("in the village of Xyqala", "the village of Xyqala", ("Xyqala", "city")),
    ("in Xyqala", "Xyqala", ("Xyqala", "city")),
    ("inside the old grain depot", "the old grain depot", ("old grain depot", "venue")),
    ("by Xyqala", "Xyqala", None),
    ("in the rain", "the rain", None),
    ("in KPA", "KPA", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "marked", "found"), UNLISTED)
def test_marked_words_may_be_a_place_that_nothing_lists(
    text: str, marked: str, found: tuple[str, str] | None
) -> None:
    start = text.index(marked)
    place = read_place(text, Span(start, start + len(marked)))
    assert (place and (place.name, place.kind.value)) == found


@pytest.mark.parametrize(("lat", "lon"), [(1.0, None), (None, 1.0), (91.0, 0.0), (0.0, 181.0)])
def test_refuses_impossible_points(lat: float | None, lon: float | None) -> None:
    with pytest.raises(InvalidValueError):
        Where(latitude=lat, longitude=lon)


WORDS = ["in", "Homs", ",", "Syria", "a stadium", "the", "Hyesan", "Movie Theater", "St.", "Louis"]
WORDS += ["Pyongyang", "vowed", "N.Y.", "U.S", "Mr.", "Jordan", "’s", "(", "-", "\n", "\u00a0"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_is_read_in_order_and_without_error(text: str) -> None:
    start = 0
    mentions = mentions_in(text)
    for mention in mentions:
        assert start <= mention.span.start < mention.span.end <= len(text)
        assert mention.inside is None or 0 <= mention.inside < len(mentions)
        start = mention.span.start
    setting = Setting("PROTEST", marked=(Span(0, min(6, len(text))),))
    place_of_event(Act(text, Span(0, 1), Span(0, len(text))), mentions, setting)


@pytest.mark.parametrize(
    "unit", ["A", "A ", "in the ", "(", "9,", "al-", "U.", "in a A ", "' ", "\u00a0"]
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    mentions_in(text)
    assert time.process_time() - start < 8
