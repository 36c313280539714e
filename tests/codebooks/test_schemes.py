"""The published schemes: columns to the letter, and what goes into a row."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import date

import pytest

import tocsin
from tests.codebooks.towns import (
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
from tocsin.codebooks.coding import Coding, Context
from tocsin.codebooks.lines import header_line, row_line
from tocsin.codebooks.losses import LossReport
from tocsin.codebooks.shipped import shipped_names, shipped_scheme, shipped_text
from tocsin.errors import CodebookError
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import Form, Status
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Sector
from tocsin.linking.events import Event
from tocsin.linking.values import Preset
from tocsin.places import Gazetteer
from tocsin.text.article import Article, DateBasis, Published

HEADERS = {
    ("acled", "events"): "event_id_cnty, event_date, year, time_precision, disorder_type,"
    " event_type, sub_event_type, actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2,"
    " interaction, civilian_targeting, iso, region, country, admin1, admin2, admin3, location,"
    " latitude, longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp",
    ("mmad", "events"): "cowcode, location, asciiname, longitude, latitude, event_date, side,"
    " numreports, max_scope, max_partviolence, max_secengagement, mean_avg_numparticipants",
    ("mmad", "reports"): "id, cowcode, location, latitude, longitude, asciiname, event_date, side,"
    " actors, issue, scope, part_violence, sec_engagement, numparticipants, avg_numparticipants,"
    " source, version",
    ("massmob", "protests"): "id, country, ccode, year, region, protest, protestnumber, startday,"
    " startmonth, startyear, endday, endmonth, endyear, protesterviolence, location,"
    " participants_category, participants, protesteridentity, protesterdemand1, protesterdemand2,"
    " protesterdemand3, protesterdemand4, stateresponse1, stateresponse2, stateresponse3,"
    " stateresponse4, stateresponse5, stateresponse6, stateresponse7, sources, notes",
    ("ccc", "events"): "date, locality, state, location_detail, online, type, title, macroevent,"
    " actors, organizations, participants, claims, valence, issues, issues_major, size_text,"
    " size_low, size_high, size_mean, size_cat, arrests, arrests_any, injuries_crowd,"
    " injuries_crowd_any, injuries_police, injuries_police_any, property_damage,"
    " property_damage_any, chemical_agents, participant_measures, police_measures,"
    " participant_deaths, police_deaths, source_1, source_2, source_3, source_4, source_5,"
    " source_6, source_7, source_8, source_9, source_10, notes, lat, lon, resolved_locality,"
    " resolved_county, resolved_state, fips_code",
    ("polecat", "events"): "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code,"
    " Contexts, Actor Name, Actor Country, Actor COW, Primary Actor Sector, Actor Sectors,"
    " Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country,"
    " Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title,"
    " Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country,"
    " Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date,"
    " Story People, Story Organizations, Story Locations, Language, Version",
}

Cells = dict[str, str]


def code(
    name: str,
    events: Iterable[Event],
    preset: Preset | None = None,
    responses: Mapping[str, tuple[Event, ...]] | None = None,
) -> tuple[dict[str, list[str]], LossReport]:
    """The lines of each table, and the losses."""
    scheme = shipped_scheme(name)
    context = Context(
        articles={"a": article("a"), "b": article("b", "The Post")},
        preset=preset,
        gazetteer=Towns(),
        responses=responses,
    )
    coding = Coding(scheme, context)
    lines: dict[str, list[str]] = {table.name: [] for table in scheme.tables}
    for row in coding.rows(events):
        lines[row.table].append(row_line(scheme.table(row.table), row.cells))
    return lines, coding.losses()


def rows(name: str, events: Iterable[Event], **more: object) -> list[Cells]:
    """The rows of the first table as another program reads them."""
    lines, _ = code(name, events, **more)  # type: ignore[arg-type]
    table = shipped_scheme(name).tables[0]
    text = header_line(table) + "".join(lines[table.name])
    delimiter, lines_read = table.dialect.delimiter, io.StringIO(text)
    if table.dialect.quoting == "none":
        return list(csv.DictReader(lines_read, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return list(csv.DictReader(lines_read, delimiter=delimiter))


def left_out(name: str, one: Event) -> str | None:
    """The rule under which an event is left out; None if it is in."""
    _, losses = code(name, [one])
    return losses.left_out[0].rule if losses.left_out else None


@pytest.mark.parametrize(("name", "table"), HEADERS)
def test_columns_are_those_of_the_published_files(name: str, table: str) -> None:
    columns = shipped_scheme(name).table(table).columns
    assert [column.name for column in columns] == HEADERS[name, table].split(", ")


@pytest.mark.parametrize("name", shipped_names())
def test_every_column_says_how_it_is_made_or_why_it_is_empty(name: str) -> None:
    scheme = shipped_scheme(name)
    assert scheme.words
    assert scheme.source
    for table in scheme.tables:
        for column in table.columns:
            made = column.facts or column.value or column.choices or column.fold
            assert made or column.words or column.name in _PLAINLY_EMPTY, column.name


_PLAINLY_EMPTY = {
    "title", "injuries_police_any", "property_damage", "property_damage_any", "chemical_agents",
    "participant_measures", "police_deaths",
}  # fmt: skip


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(CodebookError, match="mmad"):
        shipped_text("gdelt")


def test_mmad_of_a_rally_without_a_number_is_its_own_row() -> None:
    lines, losses = code("mmad", [event()])
    assert lines["events"] == [
        '731,1871859,"Pyongyang",125.75432,39.03385,2017-08-09,0,1,0,NA,NA,NA\n'
    ]
    assert lines["reports"] == [
        '1,731,1871859,39.03385,125.75432,"Pyongyang",2017-08-09,0,"workers",'
        '"for:the government;against:the sanctions",0,NA,NA,NA,NA,"The Courier",NA\n'
    ]
    assert [(one.where, one.reason.value, one.value) for one in losses.values] == [
        ("size", "no-number", "a massive crowd")
    ]


def test_mmad_averages_each_report_and_then_the_reports() -> None:
    both = size(("100,000 people", 100_000, 100_000), ("1,000,000 people", 1_000_000, 1_000_000))
    vague = size(("tens of thousands of people", None, None))
    lines, _ = code("mmad", [event(told("a", size=both), told("b", size=vague), told("c"))])
    assert [line.split(",")[-4:-2] for line in lines["reports"]] == [
        ['"100000;1000000"', "550000"],
        ['"tens of thousands"', "15000"],
        ["NA", "NA"],
    ]
    assert lines["events"] == [
        '731,1871859,"Pyongyang",125.75432,39.03385,2017-08-09,0,3,0,NA,NA,282500\n'
    ]


def test_mmad_counts_both_sides_of_a_day_apart_and_two_events_of_one_side_together() -> None:
    counter = event(told("b", stance=against()), id_="e2")
    again = event(told("c", size=size(("300 people", 300, 300))), id_="e3")
    lines, losses = code("mmad", [event(), counter, again])
    assert [line.split(",")[6:8] for line in lines["events"]] == [["0", "2"], ["1", "1"]]
    [merged] = [one for one in losses.values if one.reason == "merged"]
    assert (merged.where, merged.ids) == ("events", ("e1", "e3"))


MMAD_LEAVES_OUT = [
    (told(what=act("ASSAULT", "beat"), stance=None), "protest"),
    (told(what=protest("strike", form=Form.STRIKE)), "public gathering"),
    (told(what=protest(status=Status.PLANNED)), "took place"),
    (told(what=protest(status=Status.UNCONFIRMED)), "took place"),
    (told(stance=against(Side.UNCLEAR)), "side"),
    (told(when=day("2017-08")), "day"),
    (told(when=day(None)), "day"),
    (told(where=Where(country="PRK", precision=Precision.COUNTRY)), "town"),
    (told(size=size(("20 people", 20, 20))), "25 people"),
    (told(size=size(("dozens", None, None))), None),
    (in_town(told(), "Ramallah", "PSE", 1), "state"),
]


@pytest.mark.parametrize(("report", "rule"), MMAD_LEAVES_OUT)
def test_mmad_says_which_rule_leaves_an_event_out(report: object, rule: str | None) -> None:
    assert left_out("mmad", event(report)) == rule  # type: ignore[arg-type]


def test_what_was_planned_and_then_held_took_place() -> None:
    assert (
        left_out("mmad", event(told("a", what=protest(status=Status.PLANNED)), told("b"))) is None
    )


def test_mmad_tells_force_against_a_gathering() -> None:
    force = told("f", what=act("COERCE", "disperse"), stance=None)
    riot = event(told(what=protest("riot", form=Form.RIOT)))
    lines, _ = code("mmad", [riot], responses={"e1": (event(force, id_="e9"),)})
    assert lines["events"][0].endswith(",0,1,0,1,2,NA\n")
    deadly = told("f", what=act("ASSAULT", "shooting"), stance=None, killed=size(("two", 2, 2)))
    lines, _ = code("mmad", [riot], responses={"e1": (event(deadly, id_="e9"),)})
    assert lines["events"][0].endswith(",0,1,0,1,3,NA\n")


MASS_MOBILIZATION_LEAVES_OUT = [
    (told(), "not for the government"),
    (told(stance=against(Side.OTHER)), "own state"),
    (told(stance=against(Side.UNCLEAR)), "target told"),
    (told(stance=against()), None),
    (in_town(told(stance=against()), "Springfield", "USA"), "outside the United States"),
    (told(stance=against(), size=size(("40 people", 40, 40))), "50 people"),
    (told(stance=against(), size=size(("40 to 60 people", 40, 60))), None),
    (told(stance=against(), size=size(("dozens", None, None))), None),
    (told(stance=against(), when=day(None)), "year"),
    (told(stance=against(), where=Where()), "state"),
]


@pytest.mark.parametrize(("report", "rule"), MASS_MOBILIZATION_LEAVES_OUT)
def test_mass_mobilization_is_protest_against_ones_own_state(
    report: object, rule: str | None
) -> None:
    assert left_out("massmob", event(report)) == rule  # type: ignore[arg-type]


def test_mass_mobilization_says_in_words_why_a_rally_is_not_in_it() -> None:
    _, losses = code("massmob", [event(), event(told("b", stance=against(Side.OTHER)), id_="e2")])
    text = losses.markdown()
    assert (
        "| not for the government: a rally for the government puts no demand to it | 1 | e1 |"
        in text
    )
    assert "| own state: a protest against another state, a firm or a group" in text
    assert (losses.events, losses.kept) == (2, 0)


def test_a_row_of_mass_mobilization() -> None:
    issue = Stance(
        Side.ANTI,
        (),
        tuple(against(Side.ANTI, "fuel prices", "the corrupt ministers").issue_against),
    )
    force = told("f", what=act("COERCE", "arrest"), stance=None)
    report = told(stance=issue, size=size(("up to 3,000 people", None, 3_000)), when=day("2017-08"))
    [row] = rows("massmob", [event(report)], responses={"e1": (event(force, id_="e9"),)})
    assert {key: row[key] for key in ("id", "country", "ccode", "year", "region")} == {
        "id": "7312017001", "country": "North Korea", "ccode": "731", "year": "2017",
        "region": "Asia",
    }  # fmt: skip
    assert (row["startday"], row["startmonth"], row["startyear"]) == (".", "8", "2017")
    assert (row["participants_category"], row["participants"]) == ("2000-4999", "up to 3000")
    assert (row["protesterdemand1"], row["protesterdemand2"], row["protesterdemand3"]) == (
        "price increases, tax policy",
        "political behavior, process",
        ".",
    )
    assert (row["stateresponse1"], row["stateresponse2"]) == ("arrests", ".")


def test_protests_of_a_state_and_year_are_numbered() -> None:
    events = [event(told(stance=against()), id_=f"e{number}") for number in range(3)]
    assert [row["protestnumber"] for row in rows("massmob", events)] == ["1", "2", "3"]
    assert [row["stateresponse1"] for row in rows("massmob", events)] == ["ignore"] * 3


def test_crowd_counting_is_of_the_united_states() -> None:
    assert left_out("ccc", event()) == "United States"
    _, losses = code("ccc", [event()])
    assert losses.left_out[0].words == "only the United States are in it"
    assert losses.kept == 0


def test_a_row_of_crowd_counting() -> None:
    report = in_town(told(stance=against()), "Springfield", "USA", 4951788)
    vague = size(("tens of thousands", None, None), ("dozens", None, None))
    [row] = rows("ccc", [event(told("b", where=report.where, stance=report.stance, size=vague))])
    assert (row["state"], row["locality"], row["resolved_state"]) == ("MA", "Springfield", "MA")
    assert (row["size_text"], row["size_low"], row["size_cat"]) == (
        "tens of thousands; dozens", "20000", "4"
    )  # fmt: skip
    assert (row["claims"], row["valence"]) == ("against the new tax", "NA")
    assert (row["source_1"], row["source_2"]) == ("https://courier.example/b", "NA")
    assert (row["arrests"], row["arrests_any"]) == ("NA", "0")


CATEGORIES = [(None, "0"), (1, "1"), (99, "1"), (100, "2"), (999, "2"), (1_000, "3"), (10_000, "4")]


@pytest.mark.parametrize(("people", "category"), CATEGORIES)
def test_size_categories_of_crowd_counting(people: int | None, category: str) -> None:
    report = in_town(told(size=size(("people", people, people))), "Springfield", "USA")
    [row] = rows("ccc", [event(report)])
    assert row["size_cat"] == category


ACLED = [
    # what, sector of actors, sector of recipients, event type, sub-event type, interaction
    (protest(), "CVL", "GOV", "Protests", "Peaceful protest", "Protesters only"),
    (protest("riot"), "CVL", "GOV", "Riots", "Violent demonstration", "Rioters only"),
    (act("ASSAULT", "aerial"), "MIL", "REB", "Explosions/Remote violence", "Air/drone strike",
     "State forces-Rebel group"),
    (act("ASSAULT", "shooting"), "REB", "MIL", "Battles", "Armed clash",
     "State forces-Rebel group"),
    (act("ASSAULT", "shooting"), "REB", "CVL", "Violence against civilians", "Attack",
     "Rebel group-Civilians"),
    (act("ASSAULT", "clash"), "CVL", "CVL", "Riots", "Mob violence", "Civilians-Civilians"),
    (act("COERCE", "arrest"), "COP", "OPP", "Strategic developments", "Arrests",
     "State forces-Civilians"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "actor", "recipient", "type_", "sub", "interaction"), ACLED)
def test_acled_types_and_interactions(  # noqa: PLR0913, PLR0917
    what: object, actor: str, recipient: str, type_: str, sub: str, interaction: str
) -> None:
    report = told(
        what=what,
        actors=(party("they", "PRK", Sector(actor)),),
        recipients=(party("others", "PRK", Sector(recipient)),),
        stance=against() if type_ in {"Protests", "Riots"} and sub != "Mob violence" else None,
    )
    [row] = rows("acled", [event(report)])
    assert (row["event_type"], row["sub_event_type"]) == (type_, sub)
    assert row["interaction"] == interaction


def test_acled_tells_an_intervention_in_the_row_of_the_protest() -> None:
    force = told("f", what=act("COERCE", "disperse"), stance=None)
    [row] = rows("acled", [event()], responses={"e1": (event(force, id_="e9"),)})
    assert (row["sub_event_type"], row["actor1"], row["actor2"], row["interaction"]) == (
        "Protest with intervention",
        "Protesters (North Korea)",
        "Police Forces of North Korea",
        "State forces-Protesters",
    )
    assert left_out("acled", event(force)) == "kind of event"


def test_acled_keeps_the_words_of_a_size_and_pins_no_country() -> None:
    report = told(where=Where(country="PRK", precision=Precision.COUNTRY), when=day("2017-08"))
    [row] = rows("acled", [event(report)])
    assert (row["tags"], row["fatalities"]) == ("crowd size=a massive crowd", "0")
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == ("", "", "3")
    assert (row["event_date"], row["time_precision"]) == ("2017-08-01", "3")
    [row] = rows("acled", [event(told(size=None))])
    assert row["tags"] == "crowd size=no report"
    assert row["notes"].startswith("On 2017-08-09, in Pyongyang (P'yongyang): Students")
    assert left_out("acled", event(told(what=protest("strike")))) == "demonstration"


def test_a_row_of_polecat() -> None:
    [row] = rows("polecat", [event(told(sources=()))])
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"], row["Intensity"]) == (
        "PROTEST", "demo", "MATERIAL CONFLICT", "-5"
    )  # fmt: skip
    assert (row["Actor COW"], row["Recipient COW"], row["Contexts"]) == ("731", "2", "None")
    assert (row["Placename"], row["Feature Type"]) == ("Liberty Square", "venue")
    assert len(row) == 40


def test_polecat_cells_hold_no_tab_and_no_line_end() -> None:
    report = told(actors=(party("workers\tand\nsoldiers", "PRK"),))
    [row] = rows("polecat", [event(report)])
    assert row["Actor Name"] == "workers and soldiers"


def test_a_record_of_plover() -> None:
    lines, _ = code("plover", [event(told(killed=size(("no deaths", 0, 0))))])
    record = json.loads(lines["events"][0])
    assert record["event"] == ["PROTEST"]
    assert record["mode"] == ["demo"]
    assert record["actor"] == [{"code": "PRK", "sector": "CVL", "entity_text": "workers"}]
    assert record["event_loc"]["geonameid"] == 1871859
    assert record["event_loc"]["resolution"] == 5
    assert record["size"] == {"dead": 0}
    assert (record["quad_code"], record["event_scale"]) == (4, -5)
    assert "comment" not in record


ARTICLE = """Crowd backs leadership in Pyongyang

A vast crowd of workers rallied in support of the government on Kim Il-sung Square in Pyongyang on \
Wednesday. Rows of them carried red flags and portraits of the leader, and an orchestra played.
"""


def test_an_article_leaves_as_the_row_that_mmads_coders_wrote() -> None:
    published = Published(date(2017, 8, 10), DateBasis.GIVEN)
    own = Article("own", ARTICLE, outlet="The Courier", published=published)
    events = tocsin.link(tocsin.read_reports(own), [own])
    scheme = shipped_scheme("mmad")
    coding = Coding(scheme, Context(articles={"own": own}, gazetteer=Gazetteer()))
    [report, row] = coding.rows(events)
    assert row_line(scheme.table("events"), row.cells) == (
        '731,1871859,"Pyongyang",125.75432,39.03385,2017-08-09,0,1,0,NA,NA,NA\n'
    )
    assert report.cells[scheme.table("reports").index("source")] == "The Courier"
    [lost] = [one for one in coding.losses().values if one.reason == "no-number"]
    assert (lost.where, lost.value) == ("size", "a vast crowd")


@pytest.mark.parametrize("name", shipped_names())
def test_every_event_is_in_a_row_or_left_out_under_one_rule(name: str) -> None:
    events = [
        event(), event(told(stance=against()), id_="e2"),
        event(told(what=act("THREATEN"), stance=None, where=Where(), size=None), id_="e3"),
        event(told(when=day(None), where=square("Springfield", "USA", None)), id_="e4"),
    ]  # fmt: skip
    scheme = shipped_scheme(name)
    coding = Coding(scheme, Context(articles={}))
    seen = {one for row in coding.rows(events) for one in row.events}
    losses = coding.losses()
    gone = [one for out in losses.left_out for one in out.ids]
    assert sorted([*seen, *gone]) == ["e1", "e2", "e3", "e4"]
    assert losses.kept == len(seen)
    assert json.loads(json.dumps(losses.as_dict()))["events"] == 4
