"""From an article to its reports: joining, inheriting, rejecting, naming."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.drafts import Count, Reading, read_drafts
from tocsin.fields.stance import Side
from tocsin.fields.what import EventType
from tocsin.findings import find_all
from tocsin.marks.linear import LinearReader
from tocsin.marks.marks import Act, Argument, Marks, Role
from tocsin.places import Gazetteer
from tocsin.reading import Tools, read_reports
from tocsin.reports import Rejected, RejectionReason, Report, read_marked, report_id
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.parse import parse
from tocsin.text.plain import Known, read_plain
from tocsin.text.span import Span

TOOLS = Tools(LinearReader(), Gazetteer())

RALLY = """Residents forced to join rally in border town

By Mira Olun
Published: March 12, 2023

In the town of Hyesan, 20,000 residents packed a stadium on Friday to denounce the United States, \
a trader in the town told the Northern Courier.

The residents were ordered to attend the rally by their neighbourhood committees, the trader said.

Police arrested six students in Lima on Tuesday after they marched against the government."""


def read(text: str) -> list[Report | Rejected]:
    return read_reports(read_plain(text, name="a"), TOOLS)


def reports_of(text: str, type_: EventType) -> list[Report]:
    return [one for one in read(text) if isinstance(one, Report) and one.what.type is type_]


def test_a_compelled_rally_keeps_its_figure_its_place_and_its_chain() -> None:
    rally = reports_of(RALLY, EventType.PROTEST)[0]
    assert rally.size is not None
    assert (rally.size.low, rally.size.high) == (20_000, 20_000)
    assert (rally.where.city, rally.where.country) == ("Hyesan", "PRK")
    assert rally.when.start == rally.when.end == "2023-03-10"
    assert rally.stance is not None
    assert (rally.stance.side, rally.stance.compelled) == (Side.PRO, True)
    assert [source.text for source in rally.sources][-1:] == ["the Northern Courier"]


def test_an_order_to_attend_is_no_report_of_its_own() -> None:
    orders = [one for one in read(RALLY) if "ordered" in one.anchor.words]
    assert all(isinstance(one, Rejected) for one in orders)


def test_an_arrest_counts_the_arrested() -> None:
    [arrest] = reports_of(RALLY, EventType.COERCE)
    assert arrest.arrested is not None
    assert arrest.arrested.low == arrest.arrested.high == 6
    assert (arrest.where.city, arrest.where.country) == ("Lima", "PER")
    assert [party.text for party in arrest.actors] == ["Police"]


def test_an_arrest_told_without_a_number_counts_its_recipient() -> None:
    text = "{} was in custody after the police arrest of {} in Lima on Tuesday."
    anchor = Span(35, 41)
    for name, people in (("Ali Hassan", 1), ("protesters", None)):
        doc = parse(read_plain(text.format("He", name), name="a"))
        start = doc.text.index(name)
        recipient = Argument(0, Role.RECIPIENT, Span(start, start + len(name)))
        act = Act(anchor, 0, "COERCE", mode="arrest")
        [draft] = read_drafts(find_all(doc, Marks((act,), (recipient,)), Gazetteer()))
        assert [count.low for _, count in draft.tolls] == ([people] if people else [])


def test_a_protest_without_arrests_says_so() -> None:
    text = "Hundreds of students marched against the government in Lima and no arrests were made."
    [protest] = reports_of(text, EventType.PROTEST)
    assert protest.arrested is not None
    assert protest.arrested.high == 0


def test_without_a_publication_date_a_weekday_stays_words() -> None:
    undated = RALLY.replace("Published: March 12, 2023\n", "")
    rally = reports_of(undated, EventType.PROTEST)[0]
    assert (rally.when.start, rally.when.end) == (None, None)
    assert "Friday" in [evidence.words for evidence in rally.when.evidence]


def test_a_joint_drill_is_cooperation_and_one_countrys_is_not() -> None:
    text = "{} conducted {} military exercises in the Baltic Sea on Monday."
    joint = reports_of(text.format("Poland and Lithuania", "joint"), EventType.COOPERATE)
    alone = reports_of(text.format("Poland", "large"), EventType.MOBILIZE)
    assert [party.country for party in joint[0].actors] == ["POL", "LTU"]
    assert alone[0].what.mode == "drill"


def test_a_town_in_capitals_is_spelt_as_elsewhere() -> None:
    text = "LIMA (Northern Courier) - Police arrested six students on Tuesday after a march."
    [arrest] = reports_of(text, EventType.COERCE)
    assert (arrest.where.city, arrest.where.country) == ("Lima", "PER")


def test_a_second_mention_goes_into_the_report_it_repeats() -> None:
    text = (
        "Thousands of teachers marched through Lima on Monday against a new law.\n\n"
        "The march was peaceful."
    )
    found = read(text)
    second = [one for one in found if isinstance(one, Rejected) and one.into is not None]
    ids = {one.id for one in found if isinstance(one, Report)}
    assert all(one.reason is RejectionReason.SECOND_MENTION for one in second)
    assert {one.into for one in second} <= ids


@pytest.mark.parametrize(
    ("words", "reports"),
    [(("widened", "sanctions"), 1), (("widened", "fined"), 2)],  # one phrase; far apart
)
def test_verb_and_noun_of_one_phrase_are_one_report(words: tuple[str, ...], reports: int) -> None:
    text = (
        "The European Union widened its sanctions against Belarus after long talks, and the "
        "European Union fined Belarus."
    )
    doc = parse(read_plain(text, name="a"), syntax=False)
    modes = {"widened": "withdraw", "sanctions": "ban", "fined": "fine"}

    def at(word: str, start: int = 0) -> Span:
        found = text.index(word, start)
        return Span(found, found + len(word))

    acts = tuple(Act(at(word), 0, "SANCTION", mode=modes[word], score=0.9) for word in words)
    sides = ((Role.ACTOR, "European Union"), (Role.RECIPIENT, "Belarus"))
    arguments = tuple(
        Argument(number, role, at(party), 0.9) for number in range(2) for role, party in sides
    )
    found = read_marked(doc, Marks(acts, arguments), Gazetteer(), "by-hand")
    assert sum(isinstance(one, Report) for one in found) == reports


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        (("blocked", "burning"), ["blockade"]),  # one blockade, whatever was burnt on it
        (("rallied", "marched"), ["march", "rally"]),  # both words name a form
    ],
)
def test_a_sentence_tells_one_gathering_unless_its_words_name_two(
    words: tuple[str, ...], forms: list[str]
) -> None:
    text = (
        "Miners blocked a highway on Monday, burning tyres on it. "
        "Teachers rallied in the square on Monday and then marched to the ministry."
    )
    doc = parse(read_plain(text, name="a"), syntax=False)
    guessed = {"blocked": "blockade", "burning": "riot", "rallied": "rally", "marched": "march"}

    def at(word: str) -> Span:
        return Span(text.index(word), text.index(word) + len(word))

    [sentence] = {doc.sentence_at(at(word).start) for word in words}
    assert sentence is not None
    acts = tuple(
        Act(at(word), sentence, "PROTEST", mode="demonstrate", form=guessed[word], score=0.9)
        for word in words
    )
    crowd = at("Miners" if "blocked" in words else "Teachers")
    arguments = tuple(Argument(number, Role.ACTOR, crowd, 0.9) for number in range(2))
    found = read_marked(doc, Marks(acts, arguments), Gazetteer(), "by-hand")
    reports = [one for one in found if isinstance(one, Report)]
    assert sorted(one.what.form.value for one in reports if one.what.form) == forms


def test_two_acts_that_rest_on_one_figure_are_one_report() -> None:
    text = (
        "Police dispersed the students and took eleven of them into custody; the eleven were held."
    )
    doc = parse(read_plain(text, name="a"), syntax=False)

    def at(word: str, start: int = 0) -> Span:
        found = text.index(word, start)
        return Span(found, found + len(word))

    acts = tuple(Act(at(word), 0, "COERCE", mode="arrest", score=0.9) for word in ("took", "held"))
    arguments = (
        Argument(0, Role.ACTOR, at("Police"), 0.9),
        Argument(0, Role.RECIPIENT, at("eleven of them"), 0.9),
        Argument(1, Role.RECIPIENT, at("eleven of them"), 0.9),
        Argument(1, Role.ACTOR, at("the students"), 0.9),
    )
    found = read_marked(doc, Marks(acts, arguments), Gazetteer(), "by-hand")
    [arrest] = [one for one in found if isinstance(one, Report)]
    assert arrest.arrested is not None
    assert arrest.arrested.low == 11


def test_gatherings_all_over_a_country_are_not_those_of_one_town() -> None:
    text = "North Korea celebrated the day with rallies.\n\nIn Hyesan, workers rallied in a square."
    doc = parse(read_plain(text, name="a"), syntax=False)

    def at(word: str) -> Span:
        return Span(text.index(word), text.index(word) + len(word))

    acts = tuple(
        Act(at(word), number, "PROTEST", mode="demonstrate", score=0.9)
        for number, word in enumerate(("rallies", "rallied"))
    )
    places = ((0, Role.ACTOR, "North Korea"), (0, Role.PLACE, "Hyesan"), (1, Role.PLACE, "Hyesan"))
    arguments = (
        *(Argument(number, role, at(word), 0.9) for number, role, word in places),
        Argument(1, Role.ACTOR, at("workers"), 0.9),
    )
    found = read_marked(doc, Marks(acts, arguments), Gazetteer(), "by-hand")
    towns = {one.anchor.words: one.where for one in found if isinstance(one, Report)}
    assert {word: (where.city, where.country) for word, where in towns.items()} == {
        "rallies": (None, "PRK"),
        "rallied": ("Hyesan", "PRK"),
    }


def test_what_is_threatened_has_not_happened() -> None:
    text = "The general threatened the rebels with an attack on their bases on Tuesday."
    assert reports_of(text, EventType.ASSAULT) == []


def test_every_quoted_word_stands_where_it_is_said_to_stand() -> None:
    for one in read(RALLY):
        for evidence in (one.anchor, one.sentence):
            assert RALLY[slice(*evidence.span)] == evidence.words


def test_ids_are_the_same_in_every_run_and_differ_within_one() -> None:
    first, second = ([one.id for one in read(RALLY)] for _ in range(2))
    assert first == second
    reports = [one.id for one in read(RALLY) if isinstance(one, Report)]
    assert len(reports) == len(set(reports))


def test_a_title_beside_the_text_is_no_report() -> None:
    article = read_plain("It rained.", name="a", known=Known(title="Police arrest protesters"))
    assert read_reports(article, TOOLS) == []


def reading(low: int | None, high: int | None, hedge: Hedge) -> Reading:
    return Reading(Figure(low, high, hedge, Span(0, 1)), "x")


COUNTS = [
    # readings, low, high
    ([(100, 100, Hedge.ABOUT)], 100, 100),
    ([(100, None, Hedge.OVER)], 100, None),
    ([(30_000, 30_000, Hedge.NONE), (160_000, 160_000, Hedge.NONE)], 30_000, 160_000),
    ([(100, 100, Hedge.ABOUT), (None, None, Hedge.SCALE)], 100, 100),
    ([(None, None, Hedge.SCALE)], None, None),
]


@pytest.mark.parametrize(("readings", "low", "high"), COUNTS)
def test_conflicting_figures_make_a_range(
    readings: list[tuple[int | None, int | None, Hedge]], low: int | None, high: int | None
) -> None:
    count = Count(tuple(reading(*each) for each in readings))
    assert (count.low, count.high) == (low, high)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6))
def test_a_range_holds_every_figure(numbers: list[int]) -> None:
    count = Count(tuple(reading(number, number, Hedge.NONE) for number in numbers))
    assert (count.low, count.high) == (min(numbers), max(numbers))


@given(st.text(), st.integers(0), st.sampled_from(list(EventType)))
def test_an_id_depends_on_each_of_its_parts(text: str, anchor: int, type_: EventType) -> None:
    one = report_id("a", text, anchor, type_.value, "r")
    assert one != report_id("a", text + "x", anchor, type_.value, "r")
    assert one != report_id("a", text, anchor + 1, type_.value, "r")
    assert one != report_id("a", text, anchor, type_.value, "other")
