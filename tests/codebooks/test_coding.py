"""One value of many reports, and what that loses."""

import pytest

from tests.codebooks.towns import (
    TOWNS,
    Towns,
    act,
    against,
    article,
    event,
    in_town,
    protest,
    size,
    square,
    told,
)  # fmt: skip
from tests.linking.made import day, party
from tocsin.codebooks.case import Around, Case
from tocsin.codebooks.coding import Coding, Context
from tocsin.codebooks.countries import keys_of
from tocsin.codebooks.facts import FACTS
from tocsin.codebooks.responses import responses_to
from tocsin.codebooks.shipped import shipped_scheme
from tocsin.data import read_rows
from tocsin.fields.stance import Side
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Sector
from tocsin.linking.events import Event
from tocsin.linking.values import Preset
from tocsin.text.gazetteer import Gazetteer

NUMBERS = {"thousands": 2_000, "tens of thousands": 15_000}


def fact(name: str, one: Event, preset: Preset = Preset.REPRESENTATIVE) -> object:
    gazetteer: Gazetteer = Towns()
    around = Around({"a": article("a"), "b": article("b", "The Post")}, preset, NUMBERS, gazetteer)
    return FACTS[name].of(Case(one, one.reports, around))


THREE = event(
    told("a", size=size(("thousands", None, None)), when=day("2017-08-09")),
    told("b", size=size(("80,000", 80_000, 80_000)), when=day("2017-08")),
    told("c", size=size(("5,000 to 7,000", 5_000, 7_000)), when=day("2017-08-09")),
)


@pytest.mark.parametrize(
    ("preset", "people", "start"),
    [
        (Preset.CONSERVATIVE, 2_000, "2017-08"),
        (Preset.REPRESENTATIVE, 6_000, "2017-08-09"),
        (Preset.INFORMATIVE, 80_000, "2017-08-09"),
    ],
)
def test_one_value_by_the_preset(preset: Preset, people: int, start: str) -> None:
    assert fact("size", THREE, preset) == people
    assert fact("start", THREE, preset) == start


def test_bounds_and_means_over_reports() -> None:
    assert (fact("size_low", THREE), fact("size_high", THREE)) == (2_000, 80_000)
    assert fact("size_middle", THREE) == 41_000
    assert fact("size_mean", THREE) == pytest.approx((2_000 + 80_000 + 6_000) / 3)
    assert fact("size_entries", THREE) == ["thousands", "80000", "5000-7000"]


def test_the_point_is_that_of_the_town_chosen() -> None:
    other = in_town(told("b"), "São Paulo", "BRA", 3448439)
    both = event(told("a"), other, told("c"))
    assert fact("city", both) == "Pyongyang"
    assert fact("city_latitude", both) == 39.03385
    assert fact("latitude", both) == 39.0195
    assert fact("city_ascii", event(other)) == "Sao Paulo"


def test_a_town_is_found_by_its_id_and_else_by_its_country() -> None:
    by_id = event(in_town(told(), "Springfield", "USA", 4951788))
    assert fact("province", by_id) == "Massachusetts"
    assert fact("province", event(in_town(told(), "Springfield", "USA"))) == "Illinois"
    elsewhere = event(in_town(told(), "Springfield", "CAN"))
    assert fact("province", elsewhere) is None
    assert fact("geonameid", elsewhere) is None


def test_a_venue_is_no_point_of_its_town() -> None:
    around = Around({}, Preset.REPRESENTATIVE, {})
    case = Case(event(), (told(),), around)
    assert FACTS["city_latitude"].of(case) is None
    assert FACTS["latitude"].of(case) == 39.0195


DAYS = [
    (day("2017-08-09"), "day", "2017-08-09"),
    (day("2017-08-07", "2017-08-13"), "week", "2017-08-07"),
    (day("2017-08"), "month", "2017-08-01"),
    (day("2017-02", "2017-02"), "month", "2017-02-01"),
    (day("2017"), "year", "2017-01-01"),
    (day("2016", "2017"), "longer", "2016-01-01"),
    (day(None), None, None),
]


@pytest.mark.parametrize(("when", "precision", "first"), DAYS)
def test_how_precise_a_day_is(when: object, precision: str | None, first: str | None) -> None:
    one = event(told(when=when))
    assert fact("date_precision", one) == precision
    assert fact("first_day", one) == first
    assert fact("day", one) == (first if precision in ("day", "week") else None)


def test_who_says_so_and_where_it_was_read() -> None:
    both = event(told("a"), told("b"), told("x"))
    assert fact("origins", both) == ["The Courier", "The Post", "x"]
    assert fact("links", both)[-1] == "x"  # type: ignore[index]
    assert fact("speakers", both) == ["a resident"]
    assert fact("published", both) == "2017-08-10"
    assert (fact("reports", both), fact("articles", both)) == (3, ["a", "b", "x"])


def test_facts_of_silence_are_silent() -> None:
    bare = event(
        told(
            what=act("THREATEN"), stance=None, size=None, when=day(None), where=Where(),
            actors=(), recipients=(), sources=(),
        )
    )  # fmt: skip
    told_always = {
        "event_id", "report_id", "report_ids", "row_number", "type", "types", "act", "modes",
        "status", "history", "reports", "articles", "sentence", "sentences", "anchor", "anchors",
        "readers", "origins", "links", "outlets", "outlet_number", "urls", "titles", "published",
        "place_precision",
    }  # fmt: skip
    known = {name for name in FACTS if fact(name, bare) not in (None, [])}
    assert known == told_always


def test_reports_that_differ_are_told_as_lost() -> None:
    american = [in_town(report, "Springfield", "USA") for report in THREE.reports]
    coding = Coding(shipped_scheme("mmad"), Context(articles={}, gazetteer=Towns()))
    list(coding.rows([THREE, event(*american, id_="e2")]))
    lost = {(one.where, one.reason.value, one.ids) for one in coding.losses().values}
    assert {("size", "conflict", ("e1", "e2")), ("start", "conflict", ("e1", "e2"))} <= lost


def test_what_does_not_fit_is_told_as_cut() -> None:
    reports = [told(f"a{number}") for number in range(12)]
    american = [in_town(report, "Springfield", "USA") for report in reports]
    coding = Coding(shipped_scheme("ccc"), Context(articles={}))
    [row] = coding.rows([event(*american)])
    assert row.reports == tuple(report.id for report in american)
    [cut] = [one for one in coding.losses().values if one.reason == "cut"]
    assert (cut.where, cut.ids) == ("events.source_10", ("e1",))


def test_a_value_without_a_code_is_told_once() -> None:
    coding = Coding(shipped_scheme("massmob"), Context(articles={}))
    list(coding.rows([event(told(stance=against(Side.ANTI, "the weather")))]))
    [lost] = [one for one in coding.losses().values if one.reason == "no-code"]
    assert (lost.where, lost.value) == ("protests.protesterdemand1", "the weather")


def test_many_different_values_are_told_together() -> None:
    coding = Coding(shipped_scheme("mmad"), Context(articles={}, gazetteer=Towns()))
    events = [
        event(told(size=size((f"a crowd of kind {number}", None, None))), id_=f"e{number}")
        for number in range(300)
    ]
    list(coding.rows(events))
    lost = [one for one in coding.losses().values if one.reason == "no-number"]
    assert len(lost) == 201
    assert sum(len(one.ids) for one in lost) == 300


def test_fields_without_a_column_are_told() -> None:
    fields = {name: set(_fields(name)) for name in ("mmad", "ccc", "plover")}
    assert {"slogans", "compelled", "venue", "confidence"} <= fields["mmad"]
    assert "side" not in fields["mmad"]
    assert {"side", "end"} <= fields["ccc"]
    assert "venue" not in fields["ccc"]
    assert {"size", "side"} <= fields["plover"]


def _fields(name: str) -> list[str]:
    return [one.field for one in Coding(shipped_scheme(name), Context(articles={})).losses().fields]


def test_the_loss_report_for_people_breaks_at_nothing() -> None:
    coding = Coding(shipped_scheme("massmob"), Context(articles={}))
    list(coding.rows([event(told(stance=against(Side.ANTI, "a | b\nc")))]))
    text = coding.losses().markdown()
    assert "a \\| b c" in text
    assert text.startswith("# What massmob (version 1) does not say\n")


def test_repression_of_a_gathering_is_found() -> None:
    mill = (party("workers of the Hanmi mill", "PRK"),)
    police = (party("police", "PRK", Sector.COP),)
    arrest = told("b", what=act("COERCE", "arrest"), stance=None, actors=police, recipients=mill)
    found = responses_to([event(told(actors=mill)), event(arrest, id_="e2")])
    assert {name: [one.id for one in events] for name, events in found.items()} == {"e1": ["e2"]}


def test_rows_do_not_depend_on_what_came_before() -> None:
    scheme = shipped_scheme("acled")
    alone = list(Coding(scheme, Context(articles={})).rows([event()]))
    after = list(
        Coding(scheme, Context(articles={})).rows([event(told(stance=against())), event()])
    )
    assert after[1:] == alone


def test_country_keys() -> None:
    codes = [row["alpha3"] for row in read_rows("countries.tsv")]
    assert [row["alpha3"] for row in read_rows("country-keys.tsv")] == codes
    keys = [keys_of(code) for code in codes]
    numbers = [key.cowcode for key in keys if key and key.cowcode]
    assert len(numbers) == len(set(numbers)) == 195
    germany, yemen = keys_of("DEU"), keys_of("YEM")
    assert germany
    assert yemen
    assert (germany.cowcode, germany.gwcode, yemen.cowcode, yemen.gwcode) == (255, 260, 679, 678)


def test_parties_of_several_reports_are_told_once() -> None:
    both = event(told("a"), told("b", actors=(party("Workers", "PRK"), party("pupils", "PRK"))))
    assert fact("actors", both) == ["workers", "pupils"]
    assert fact("actor_country_names", both) == ["North Korea"]
    assert fact("recipient_abroad", both) is True
    assert fact("actor_abroad", both) is False


def test_a_precise_place_is_one_on_which_the_preset_settles() -> None:
    square_here, elsewhere = told("a"), told("b", where=square("Springfield", "USA"))
    both = event(square_here, elsewhere)
    assert fact("place_precision", both, Preset.CONSERVATIVE) == "venue"
    assert fact("city", both, Preset.CONSERVATIVE) is None
    assert fact("latitude", both, Preset.CONSERVATIVE) is None
    only_country = event(told(where=Where(country="PRK", precision=Precision.COUNTRY)))
    assert fact("place_precision", only_country) == "country"
    assert len(TOWNS) == 5
    assert protest().type == "PROTEST"
