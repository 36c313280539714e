"""Which states belonged to an alliance or an organisation on a day.

>>> "FIN" in members_of("North Atlantic Treaty Organization", "2022-06-30")
False
>>> sorted(members_of("BRICS", "2015"))
['BRA', 'CHN', 'IND', 'RUS', 'ZAF']

Facts stand in `memberships.tsv`. An organisation of states is of no one country, so a party that is
one has none; this is for asking whom it may speak for.
"""

from functools import cache

from tocsin.data import read_rows


def members_of(organisation: str, day: str) -> frozenset[str]:
    """The members of an organisation on a day.

    Args:
        organisation: Full name, as `tocsin.text.organisations` gives it.
        day: ISO date or its prefix; of a month or a year, whoever was a member at some time of it.

    Returns:
        Alpha-3 codes; empty where the table does not know the organisation, or had it no members.
    """
    return frozenset(
        country
        for country, start, end in _memberships().get(organisation, ())
        if start[: len(day)] <= day[: len(start)]
        and (not end or day[: len(end)] <= end[: len(day)])
    )


@cache
def _memberships() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Country, first and last day of each membership, by organisation."""
    table: dict[str, list[tuple[str, str, str]]] = {}
    for row in read_rows("memberships.tsv"):
        entry = row["country"], row["start"], row["end"]
        table.setdefault(row["organisation"], []).append(entry)
    return {name: tuple(entries) for name, entries in table.items()}
