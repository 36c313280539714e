"""The keys by which datasets name a country.

>>> keys = keys_of("PRK")
>>> keys.iso3, keys.iso_num, keys.cowcode, keys.gwcode, keys.name, keys.region
('PRK', '408', 731, 731, 'North Korea', 'East Asia')
>>> keys_of("XXX") is None
True
"""

from dataclasses import dataclass
from functools import cache

from tocsin.data import read_rows


@dataclass(frozen=True, slots=True)
class CountryKeys:
    """A country under all its keys.

    Attributes:
        iso3: ISO 3166-1 alpha-3.
        iso_num: ISO 3166-1 numeric, three digits with their zeros; None for Kosovo.
        cowcode: Number of the Correlates of War; None where it is no member of the state system.
        gwcode: Number of Gleditsch and Ward; None where it is not in their list.
        name: Its usual name in English.
        region: The region under which ACLED files it.
        mm_region: The region under which Mass Mobilization files it.
    """

    iso3: str
    iso_num: str | None
    cowcode: int | None
    gwcode: int | None
    name: str
    region: str
    mm_region: str


def keys_of(iso3: str | None) -> CountryKeys | None:
    """The keys of a country; None where the code is not one of ISO 3166-1 or Kosovo's."""
    return _keys().get(iso3 or "")


@cache
def _keys() -> dict[str, CountryKeys]:
    """All countries by alpha-3 code."""
    named = {row["alpha3"]: row for row in read_rows("countries.tsv")}
    return {
        row["alpha3"]: CountryKeys(
            row["alpha3"],
            named[row["alpha3"]]["numeric"] or None,
            int(row["cowcode"]) if row["cowcode"] else None,
            int(row["gwcode"]) if row["gwcode"] else None,
            named[row["alpha3"]]["name"],
            row["region"],
            row["mm_region"],
        )
        for row in read_rows("country-keys.tsv")
    }
