"""A country's alpha-3 code from whatever key a dataset has for it.

>>> country_of("731", Key.COW), country_of("KN", Key.FIPS), country_of("408", Key.NUMERIC)
('PRK', 'PRK', 'PRK')
>>> country_of("Congo Kinshasa", Key.NAME), country_of("Atlantis", Key.NAME)
('COD', None)

Numbers may have lost their leading zeros in a spreadsheet, or have gained a ".0".
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache

from tocsin.codebooks.countries import keys_of
from tocsin.data import read_rows
from tocsin.text.countries import CountryWord, find_countries

_LONGEST = 100  # characters of a country's name


class Key(StrEnum):
    """What a dataset names countries by."""

    ALPHA3 = "alpha3"  # ISO 3166-1: "PRK"
    NUMERIC = "numeric"  # ISO 3166-1: 408
    COW = "cow"  # Correlates of War: 731
    GW = "gw"  # Gleditsch and Ward: 731
    FIPS = "fips"  # FIPS 10-4: "KN"
    NAME = "name"  # "North Korea"


@lru_cache(maxsize=4096)
def country_of(words: str, key: Key) -> str | None:
    """The code of a country; None for what the key does not hold.

    Args:
        words: The country by that key; any string.
        key: Which key it is.
    """
    words = words.strip()
    if key is Key.NAME:
        return _named(words[:_LONGEST])
    if key in (Key.NUMERIC, Key.COW, Key.GW):
        words = words.removesuffix(".0").lstrip("0")
    return _codes()[key].get(words.upper())


def _named(words: str) -> str | None:
    """The one country that a name tells: "Congo Kinshasa", "Russia (Soviet Union)"."""
    upper = words.upper()
    if upper in _codes()[Key.ALPHA3]:
        return upper
    told = {
        mention.alpha3
        for mention in find_countries(words)
        if mention.kind is CountryWord.NAME and mention.alpha3
    }
    return told.pop() if len(told) == 1 else None


@cache
def _codes() -> Mapping[Key, Mapping[str, str]]:
    """For each key the alpha-3 codes by code; the country of today goes before a former one."""
    codes: dict[Key, dict[str, str]] = {key: {} for key in Key}
    for row in read_rows("countries.tsv"):
        alpha3 = row["alpha3"]
        codes[Key.ALPHA3][alpha3] = alpha3
        if row["numeric"]:
            codes[Key.NUMERIC][row["numeric"].lstrip("0")] = alpha3
        if keys := keys_of(alpha3):
            for key, number in ((Key.COW, keys.cowcode), (Key.GW, keys.gwcode)):
                if number is not None:
                    codes[key].setdefault(str(number), alpha3)
    for row in read_rows("country-codes.tsv"):
        codes[Key(row["kind"])].setdefault(row["code"], row["alpha3"])
    return codes
