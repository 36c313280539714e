"""Records as JSON Lines: they come back unchanged, and the schema says what is in them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.circumstances import FIELDS, PROTEST_FIELDS
from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import SCHEMA_VERSION, decode_line, encode_line, input_line, schema
from tocsin.drafts import Count, Reading
from tocsin.errors import InvalidValueError
from tocsin.fields.attribution import Source
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import MODES, EventType, Form, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Party, Sector
from tocsin.reports import Confidences, Rejected, RejectionReason, Report
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.span import Evidence, Span

SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "report.schema.json"

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
evidence = st.builds(
    lambda start, text, rule: Evidence(Span(start, start + len(text)), text, rule),
    st.integers(0, 10**6),
    words,
    words,
)
several = st.lists(evidence, max_size=3).map(tuple)
optional = st.none() | words
country = st.none() | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
sources = st.lists(st.builds(Source, words, several), max_size=2).map(tuple)
parties = st.lists(
    st.builds(Party, words, optional, country, st.sampled_from(Sector), several), max_size=2
).map(tuple)
days = st.dates().map(str) | st.sampled_from(["2024-06", "1999"])
whens = st.builds(
    lambda day, *rest: When(day, day, *rest),
    st.none() | days,
    st.sampled_from(Resolution),
    several,
)
spans = st.builds(lambda start, length: Span(start, start + length), *[st.integers(1, 99)] * 2)
figures = st.builds(
    lambda number, hedge, span: (
        Figure(None, None, hedge, span)
        if hedge in (Hedge.SCALE, Hedge.VAGUE)
        else Figure(number, number, hedge, span)
    ),
    st.integers(0, 10**9),
    st.sampled_from(Hedge),
    spans,
)
counts = st.none() | st.builds(
    Count, st.lists(st.builds(Reading, figures, words, sources), min_size=1, max_size=2).map(tuple)
)
wheres = st.builds(
    Where,
    venue=optional,
    city=optional,
    admin=optional,
    country=country,
    precision=st.sampled_from(Precision),
    latitude=st.just(1.25),
    longitude=st.floats(-180, 180),
    geonameid=st.none() | st.integers(1, 10**7),
    evidence=several,
)
whats = st.sampled_from(EventType).flatmap(
    lambda kind: st.builds(
        What,
        st.just(kind),
        st.none() | st.sampled_from(sorted(MODES.get(kind, {None}), key=str)),
        st.sampled_from(Form) if kind is EventType.PROTEST else st.none(),
        st.sampled_from(Status),
        several,
    )
)
stances = st.none() | st.builds(
    Stance, st.sampled_from(Side), several, several, st.none() | st.booleans(), several
)
confidences = st.builds(
    Confidences,
    **{
        name: st.floats(0, 1) if name not in PROTEST_FIELDS else st.none() | st.floats(0, 1)
        for name in FIELDS
    },
)
reports = st.builds(
    Report,
    id=words,
    article=words,
    what=whats,
    actors=parties,
    recipients=parties,
    when=whens,
    where=wheres,
    size=counts,
    killed=counts,
    injured=counts,
    arrested=counts,
    stance=stances,
    sources=sources,
    anchor=evidence,
    sentence=evidence,
    confidence=st.none() | st.floats(0, 1),
    reader=words,
    confidences=st.none() | confidences,
)
rejected = st.builds(
    Rejected,
    id=words,
    article=words,
    reason=st.sampled_from(RejectionReason),
    type=words,
    anchor=evidence,
    sentence=evidence,
)


@given(reports | rejected)
def test_any_record_comes_back_unchanged(record: Report | Rejected) -> None:
    line = encode_line(record)
    assert b"\n" not in line
    assert decode_line(line) == record
    assert decode_line(line.decode()) == record
    assert encode_line(decode_line(line)) == line


def test_an_input_comes_back_unchanged(rally: Coded, unread: Coded) -> None:
    for coded in (rally, unread):
        line = input_line(coded)
        assert decode_line(encode_line(line)) == line
    assert (input_line(rally).reports, input_line(rally).rejected) == (2, 1)
    assert input_line(unread).article is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"{}",
        b'{"record":"report"}',
        b'{"record":"report","schema":1}',
        b'{"record":"rumour","schema":1,"id":"r"}',
        b'{"record":"report","schema":2,"id":"r"}',
    ],
)
def test_refuses_what_is_no_record(line: bytes) -> None:
    with pytest.raises(InvalidValueError):
        decode_line(line)


def test_refuses_a_value_that_cannot_exist(rally: Coded) -> None:
    fields = json.loads(encode_line(rally.reports[0]))
    fields["when"]["start"] = "last Tuesday"
    with pytest.raises(InvalidValueError, match="last Tuesday"):
        decode_line(json.dumps(fields))


def test_refuses_a_record_of_another_version(rally: Coded) -> None:
    fields = json.loads(encode_line(rally.reports[0]))
    with pytest.raises(InvalidValueError, match="schema 2"):
        decode_line(json.dumps({**fields, "schema": SCHEMA_VERSION + 1}))


def test_the_published_schema_is_the_one_of_the_records() -> None:
    assert SCHEMA.read_text("utf-8") == json.dumps(schema(), indent=2) + "\n", "run `make docs`"


def test_a_line_has_the_fields_of_the_schema_and_no_others(rally: Coded) -> None:
    parts = schema()["$defs"]
    for record, name in ((rally.reports[0], "Report"), (rally.rejected[0], "Rejected")):
        fields = json.loads(encode_line(record))
        assert list(fields) == list(parts[name]["properties"])
        assert set(parts[name]["required"]) <= set(fields)
        assert fields["schema"] == SCHEMA_VERSION
