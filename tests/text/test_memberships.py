"""Who belonged to what on which day, and that the tables are as large as they have to be."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.data import read_rows
from tocsin.text.countries import names_of
from tocsin.text.memberships import members_of

NATO = "North Atlantic Treaty Organization"
EU = "European Union"


@pytest.mark.parametrize(
    ("organisation", "day", "country", "belongs"),
    [
        (NATO, "1999-03-12", "POL", True),
        (NATO, "1998-12-31", "POL", False),
        (NATO, "2024", "SWE", True),
        (EU, "2020-01-30", "GBR", True),
        (EU, "2020-02-01", "GBR", False),
        (EU, "2013-07-01", "HRV", True),
        ("Economic Community of West African States", "2026-01-01", "MLI", False),
        ("Group of Eight", "2010", "RUS", True),
        ("Group of Eight", "2016", "RUS", False),
    ],
)
def test_members_by_date(organisation: str, day: str, country: str, belongs: bool) -> None:
    assert (country in members_of(organisation, day)) is belongs


def test_sizes_that_everybody_knows() -> None:
    assert len(members_of(NATO, "2024-04-01")) == 32
    assert len(members_of(EU, "2021-01-01")) == 27
    assert len(members_of("Association of Southeast Asian Nations", "2020")) == 10
    assert len(members_of("Arab League", "2020")) == 22


def test_rows_name_organisations_and_countries_that_we_know() -> None:
    known = {row["name"] for row in read_rows("organisations.tsv")}
    for row in read_rows("memberships.tsv"):
        assert row["organisation"] in known
        assert names_of(row["country"]), row


def test_tables_are_large_enough() -> None:
    kinds = Counter(row["sector"] for row in read_rows("organisations.tsv"))
    assert kinds["PTY"] + kinds["OPP"] >= 200
    assert kinds["IGO"] >= 100
    assert len(read_rows("armed-groups.tsv")) >= 150


@given(st.text(max_size=20), st.text(max_size=12))
def test_any_question_has_an_answer(organisation: str, day: str) -> None:
    assert isinstance(members_of(organisation, day), frozenset)
