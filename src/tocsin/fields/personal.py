"""Whether a phrase names one person, whom "he" or "she" may mean, or a body of many.

>>> is_person("Mayor Maria Ruiz"), is_person("the mayor"), is_person("the Bakers' Union")
(True, True, False)
"""

from functools import cache

from tocsin.data import read_rows
from tocsin.fields.cues import names_outlet
from tocsin.fields.noun_phrases import NAME_WORDS, PAPERS, is_plural, people_nouns

_BODIES = frozenset((
    "police", "government", "ministry", "department", "army", "military", "council", "court",
    "commission", "party", "union", "group", "agency", "office", "committee", "organisation",
    "organization", "federation", "association", "embassy", "crowd", "family", "administration",
    "team", "company", "unit", "Police", "Ministry", "Department", "Army", "Office", "Council",
    "Party", "Union", "Group", "Watch", "International", "Commission", "Service", "Congress",
    "House", "Association", "Agency", "Court", "Committee", "Nations", "State", "States",
))  # fmt: skip


def is_person(phrase: str) -> bool:
    """Whether a phrase names one person: whom "he" or "she" may mean."""
    tokens = [word.strip(".,'’\"”“") for word in phrase.split()]
    if is_titled(phrase):
        return True
    last = tokens[-1] if tokens else ""
    if last[:1].isupper():
        return (
            not any(map(names_outlet, tokens)) and len(tokens) <= NAME_WORDS and last not in _BODIES
        )
    people = people_nouns() - PAPERS - _BODIES
    return last not in _BODIES and not is_plural(last) and any(word in people for word in tokens)


def is_titled(phrase: str) -> bool:
    """Whether a phrase holds a title or a given name, with a name behind it."""
    tokens = [word.strip(",'’\"”“") for word in phrase.split()]
    if not tokens or not tokens[-1][:1].isupper():
        return False
    return any(
        word in _given_names() or word.lower().rstrip(".") in _titles() for word in tokens[:-1]
    )


@cache
def _given_names() -> frozenset[str]:
    """Given names, as the table of them has them."""
    return frozenset(row["name"] for row in read_rows("first-names.tsv"))


@cache
def _titles() -> frozenset[str]:
    """Words that stand as a title before a person's name."""
    held = {row["words"].split()[-1] for row in read_rows("sectors.tsv") if row["post"]}
    return frozenset(held | {"mr", "mrs", "ms", "dr", "spokesman", "spokeswoman", "spokesperson"})
