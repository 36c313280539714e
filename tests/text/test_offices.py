"""The table of offices: who has to stand in it, and what a row must be."""

import re
from collections import defaultdict

import pytest

from tocsin.data import read_rows
from tocsin.text.offices import find_office

YEARS = range(1990, 2027)
# Members of the United Nations by alpha-3 code.
_CODES = (
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA"
    " BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK"
    " COD DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD"
    " GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ"
    " LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE"
    " MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT"
    " QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF"
    " SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR"
    " USA URY UZB VUT VEN VNM YEM ZMB ZWE"
)
MEMBERS = _CODES.split()
MINISTERS = {
    "USA": ("secretary of state", "secretary of defense"),
    "GBR": ("foreign secretary", "home secretary", "defence secretary"),
    "FRA": ("foreign minister", "interior minister", "defence minister"),
    "RUS": ("foreign minister", "interior minister", "defence minister"),
    "CHN": ("foreign minister", "public security minister", "defence minister"),
    "KOR": ("foreign minister", "unification minister", "defence minister"),
    "PRK": ("foreign minister", "defence minister"),
}


def test_every_member_state_has_its_heads() -> None:
    rulers: dict[str, set[int]] = defaultdict(set)
    for row in read_rows("offices.tsv"):
        if row["sector"] == "GOV" and row["country"]:
            last = int(row["end"][:4]) if row["end"] else YEARS[-1]
            rulers[row["country"]].update(range(int(row["start"][:4]), last + 1))
    assert len(MEMBERS) == 193
    # Military rulers stand as such, and of a few small states not every year is known.
    known = [code for code in MEMBERS if len(rulers[code] & set(YEARS)) >= len(YEARS) - 7]
    # A state that came into being later, one of captains regent, and one of generals until 2007.
    assert set(MEMBERS) - set(known) == {"SSD", "TLS", "SMR", "MMR"}


@pytest.mark.parametrize(("country", "offices"), MINISTERS.items())
def test_ministers_of_the_permanent_members_and_the_koreas(
    country: str, offices: tuple[str, ...]
) -> None:
    held = {row["office"] for row in read_rows("offices.tsv") if row["country"] == country}
    for office in offices:
        assert any(office in one for one in held), office


def test_rows_are_whole() -> None:
    seen = set()
    for row in read_rows("offices.tsv"):
        key = (row["name"], row["country"], row["office"], row["start"])
        assert key not in seen, key
        seen.add(key)
        assert re.fullmatch(r"\d{4}(?:-\d\d){0,2}", row["start"]), row
        assert re.fullmatch(r"(?:\d{4}(?:-\d\d){0,2})?", row["end"]), row


@pytest.mark.parametrize(
    ("name", "day", "country", "office"),
    [
        ("Sali Berisha", "1995-03-01", "ALB", "president"),
        ("Sali Berisha", "2008-03-01", "ALB", "prime minister"),
        ("Helen Clark", "2003", "NZL", "prime minister"),
        ("Ban Ki-moon", "2005-06", "KOR", "foreign minister"),
        ("Milo Djukanovic", "2020-01-01", "MNE", "president"),
    ],
)
def test_an_office_is_of_its_day(name: str, day: str, country: str, office: str) -> None:
    found = find_office(name, day)
    assert found is not None
    assert (found.country, found.office) == (country, office)
