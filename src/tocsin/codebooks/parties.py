"""Facts about the parties of an act: who did it, and to whom."""

from collections.abc import Callable, Iterator

from tocsin.codebooks.asking import Fact
from tocsin.codebooks.case import Case, each_once
from tocsin.codebooks.countries import keys_of
from tocsin.fields.who import Party


def _named(side: str) -> Callable[[Case], list[str]]:
    return lambda case: each_once(party.name or party.text for party in case.parties(side))


def _worded(side: str) -> Callable[[Case], list[str]]:
    return lambda case: each_once(party.text for party in case.parties(side))


def _countries(side: str) -> Callable[[Case], list[str]]:
    return lambda case: each_once(party.country for party in case.parties(side))


def _country_names(side: str) -> Callable[[Case], list[str]]:
    def read(case: Case) -> list[str]:
        keys = (keys_of(party.country) for party in case.parties(side))
        return each_once(key.name for key in keys if key)

    return read


def _cow(side: str) -> Callable[[Case], list[str]]:
    def read(case: Case) -> list[str]:
        keys = (keys_of(party.country) for party in case.parties(side))
        return each_once(str(key.cowcode) for key in keys if key and key.cowcode)

    return read


def _sectors(side: str) -> Callable[[Case], list[str]]:
    return lambda case: each_once(party.sector.value for party in case.parties(side))


def _belongings(side: str) -> Callable[[Case], list[str]]:
    """Country and sector in one: "PRK GOV"; the sector alone without a country."""
    return lambda case: each_once(
        f"{party.country} {party.sector.value}" if party.country else party.sector.value
        for party in case.parties(side)
    )


def _entries(side: str) -> Callable[[Case], list[dict[str, object]]]:
    """Each party as PLOVER writes one."""
    return lambda case: [_entry(party) for party in case.parties(side)]


def _entry(party: Party) -> dict[str, object]:
    entry: dict[str, object] = {}
    if party.country:
        entry["code"] = party.country
    entry["sector"] = party.sector.value
    entry["entity_text"] = party.text
    if party.name and party.name != party.text:
        entry["identifier_text"] = party.name
    return entry


def _first(side: str, read: Callable[[Party], str | None]) -> Callable[[Case], str | None]:
    """Something of the party that is told first."""

    def first(case: Case) -> str | None:
        parties = case.parties(side)
        return read(parties[0]) if parties else None

    return first


def _country_of(party: Party) -> str | None:
    keys = keys_of(party.country)
    return keys.name if keys else None


def _abroad(side: str) -> Callable[[Case], bool | None]:
    """Whether the party told first belongs to another country than the place."""

    def abroad(case: Case) -> bool | None:
        country = _first(side, lambda party: party.country)(case)
        home = case.word("country")
        return None if country is None or home is None else country != home

    return abroad


def _facts(side: str, name: str) -> Iterator[Fact]:
    field = side
    yield Fact(side, field, f"{side} by name, as worded without one", _named(side))
    yield Fact(f"{name}_words", field, f"{side} as worded", _worded(side))
    yield Fact(f"{name}_entries", field, f"{side} as PLOVER writes them", _entries(side))
    first = f"the first of the {side}"
    yield Fact(name, field, f"{first}, by name", _first(side, lambda one: one.name or one.text))
    field = f"{name} countries"
    yield Fact(
        f"{name}_country", field, f"country of {first}", _first(side, lambda one: one.country)
    )
    yield Fact(
        f"{name}_country_name", field, f"the same by name: {first}", _first(side, _country_of)
    )
    yield Fact(f"{name}_abroad", field, f"whether {first} is of another country", _abroad(side))
    yield Fact(f"{name}_countries", field, f"countries of the {side}, alpha-3", _countries(side))
    yield Fact(f"{name}_country_names", field, f"the same by name, of {side}", _country_names(side))
    yield Fact(f"{name}_cowcodes", field, f"the same by COW number, of {side}", _cow(side))
    field = f"{name} sectors"
    sector = _first(side, lambda one: one.sector.value)
    yield Fact(f"{name}_sector", field, f"sector of {first}", sector)
    yield Fact(f"{name}_sectors", field, f"sectors of the {side}", _sectors(side))
    words = f'country and sector of each of the {side}: "PRK GOV"'
    yield Fact(f"{name}_belongings", field, words, _belongings(side))


FACTS = (*_facts("actors", "actor"), *_facts("recipients", "recipient"))
