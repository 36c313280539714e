"""One's own codebook: what is read, and that every fault is told with its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.codebooks.towns import Towns, against, event, size, told
from tocsin.codebooks.coding import Coding, Context
from tocsin.codebooks.facts import FACTS, FIELDS
from tocsin.codebooks.lines import header_line, row_line
from tocsin.codebooks.parse import parse_scheme
from tocsin.codebooks.scheme import Scheme
from tocsin.codebooks.shipped import shipped_names, shipped_scheme, shipped_text
from tocsin.errors import CodebookError
from tocsin.linking.values import Preset

OWN = """
name = "mine"
title = "Mine"
version = "1"
preset = "conservative"

[numbers]
"Tens  of thousands" = 12345

[[rules]]
name = "not for the government"
words = "we study dissent"
needs = [{ fact = "side", is_not = "pro", unknown = true }]

[vocabularies.issue]
match = "words"
other = "else"
codes = { "tax*" = "money", "law" = "law" }

[vocabularies.side]
codes = { anti = "against" }

[[choices.large]]
when = [{ fact = "size", at_least = 1000 }]
value = "large: {size}"
[[choices.large]]
when = []
value = "small"

[[tables]]
name = "events"
file = "mine.csv"
columns = [
  { name = "id", from = "event_id" },
  { name = "side", from = "side", map = "side", default = "?" },
  { name = "what", from = "issue_against", map = "issue", join = "/" },
  { name = "how many", choose = "large" },
  { name = "who", from = "actors", each = "<{item} of {iso3}>", join = "," },
  { name = "cow", type = "integer", from = "cowcode" },
  { name = "always", value = "x" },
]
"""


def lines(scheme: Scheme, *events: object) -> list[str]:
    coding = Coding(scheme, Context(articles={}, gazetteer=Towns()))
    made = coding.rows(events)  # type: ignore[arg-type]
    return [row_line(scheme.table(row.table), row.cells) for row in made]


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(CodebookError) as error:
        parse_scheme(text, "own.toml")
    return error.value.faults


def test_a_codebook_of_ones_own() -> None:
    scheme = parse_scheme(OWN, "own.toml")
    assert scheme.preset is Preset.CONSERVATIVE
    assert header_line(scheme.tables[0]) == "id,side,what,how many,who,cow,always\n"
    crowd = size(("tens of thousands of people", None, None))
    dissent = told(stance=against(against().side, "the new taxes and the law", "it"), size=crowd)
    assert lines(scheme, event(dissent), event(id_="e2")) == [
        "e1,against,money/law/else,large: 12345,<workers of PRK>,731,x\n",
    ]


def test_the_same_text_has_the_same_hash() -> None:
    assert parse_scheme(OWN, "a").sha256 == parse_scheme(OWN, "b").sha256
    assert parse_scheme(OWN + "\n", "a").sha256 != parse_scheme(OWN, "a").sha256


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_codebook_is_a_beginning_for_ones_own(name: str) -> None:
    assert parse_scheme(shipped_text(name), "own.toml") == shipped_scheme(name)


WRONG = [
    # what is replaced, by what, the fault
    ('"side", map', '"sied", map', "own.toml: tables.events.columns.side.from: there is no fact"
     " 'sied'; did you mean size or side?"),
    ('map = "side"', 'map = "sides"', "own.toml: tables.events.columns.side.map: there is no"
     " vocabulary 'sides'; did you mean side? allowed: issue, side"),
    ('choose = "large"', 'choose = "huge"', "own.toml: tables.events.columns.how many.choose:"
     " there is no list of choices 'huge'; allowed: large"),
    ("is_not", "isnt", "own.toml: rules.not for the government.needs.side: a condition needs"
     " exactly one comparison of is, is_not, in, not_in, at_least, at_most, known"),
    ('is_not = "pro"', 'in = "pro"', "own.toml: rules.not for the government.needs.side.in: 'pro'"
     " cannot be compared so"),
    ('"conservative"', '"careful"', "own.toml: preset: 'careful' is not allowed; allowed:"
     " conservative, informative, representative"),
    ("12345", '"many"', "own.toml: numbers.Tens  of thousands: 'many' is no whole number from 0"),
    ("{size}", "{sice}", "own.toml: tables.events.columns.how many.choose: there is no fact"
     " 'sice'; did you mean size or side?"),
    ('"mine.csv"', '"../mine.csv"', "own.toml: tables.events.file: '../mine.csv' is no plain name"
     " of a file"),
    ('type = "integer"', 'type = "int"', "own.toml: tables.events.columns.cow.type: 'int' is not"
     " allowed; did you mean integer? allowed: date, flag, integer, json, number, text"),
    ('type = "integer"', 'type = "json"', "own.toml: tables.events.columns.cow.type: only a table"
     ' with format = "json-lines" holds JSON'),
    ('file = "mine.csv"', 'file = "mine.csv"\ndelimiter = ""', "own.toml: tables.events.delimiter:"
     " '' is not one character that can part cells"),
    ('"always", value = "x"', '"always", valeu = "x"', "own.toml: tables.events.columns.always."
     "valeu: no such key; did you mean value?"),
    ('name = "always"', 'name = "id"', "own.toml: tables.events.columns: two columns are called"
     " 'id'"),
    ('from = "cowcode"', 'from = "cowcode", fold = "max"', "own.toml: tables.events.columns.cow."
     'fold: only a table with unit = "group" folds columns'),
    ('title = "Mine"', "title = 7", "own.toml: title: 7 is no text"),
    ('name = "mine"', 'name = "My own"', "own.toml: name: 'My own' is not of small letters, digits,"
     " - and _"),
    ("codes = { anti", "code = { anti", "own.toml: vocabularies.side.codes: is missing"),
    ('needs = [{', 'needs = [] #', "own.toml: rules.not for the government.needs: a rule needs at"
     " least one condition"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "fault"), WRONG)
def test_a_fault_is_told_with_its_key_and_what_is_allowed(
    before: str, after: str, fault: str
) -> None:
    assert before in OWN
    assert fault in faults(OWN.replace(before, after, 1))


def test_all_faults_are_told_at_once() -> None:
    text = OWN.replace("is_not", "isnt").replace('"conservative"', '"careful"')
    assert len(faults(text)) >= 2


def test_a_line_that_is_no_toml_is_named() -> None:
    assert faults('name = "mine"\ntitle = \n') == ("own.toml: Invalid value (at line 2, column 9)",)


def test_a_codebook_without_a_table_is_none() -> None:
    assert "own.toml: tables: a codebook needs at least one table" in faults('name = "a"')


GROUPED = """
[[tables]]
name = "days"
file = "days.csv"
unit = "group"
over = "events"
sort = ["cow"]
columns = [{ name = "cow", type = "integer", fold = "key" }, { name = "n", fold = "count" }]
"""


def test_a_table_that_groups_another() -> None:
    scheme = parse_scheme(OWN + GROUPED, "own.toml")
    dissent = told(stance=against())
    assert lines(scheme, event(dissent), event(dissent, id_="e2"))[-1] == "731,2\n"


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('over = "events"', 'over = "event"', "own.toml: tables.days.over: there is no table"
         " 'event'; did you mean events? allowed: events"),
        ('fold = "key"', 'fold = "max"', 'own.toml: tables.days: a grouped table needs a column'
         ' with fold = "key"'),
        ('sort = ["cow"]', 'sort = ["cwo"]', "own.toml: tables.days.sort: there is no column"
         " 'cwo'; did you mean cow? allowed: cow, n"),
        (', fold = "count"', "", "own.toml: tables.days.columns.n.fold: is missing: a grouped"
         " table says what it makes of each column"),
    ],
)  # fmt: skip
def test_faults_of_a_grouped_table(before: str, after: str, fault: str) -> None:
    assert fault in faults(OWN + GROUPED.replace(before, after))


def test_a_grouped_column_names_a_column_of_the_other_table() -> None:
    text = GROUPED.replace('name = "cow", type', 'name = "cow", from = "cwo", type')
    assert any("there is no column 'cwo'" in fault for fault in faults(OWN + text))


def test_every_fact_says_what_it_holds_and_where_it_comes_from() -> None:
    assert all(fact.words and fact.name == name for name, fact in FACTS.items())
    assert {fact.field for fact in FACTS.values()} - {""} == set(FIELDS)


@given(st.text(max_size=300))
def test_any_text_is_a_codebook_or_told_to_be_none(text: str) -> None:
    with pytest.raises(CodebookError):
        parse_scheme(text, "own.toml")


@given(st.text(max_size=30), st.integers(0, len(OWN)))
def test_a_codebook_with_any_words_in_it_is_read_or_its_faults_told(text: str, at: int) -> None:
    try:
        scheme = parse_scheme(OWN[:at] + text + OWN[at:], "own.toml")
    except CodebookError:
        return
    assert scheme.tables
