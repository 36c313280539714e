"""Copies of one text are one source with many outlets; other texts are left alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tocsin.linking.copies import group_copies
from tocsin.text.article import Article, DateBasis, Published

WIRE = (
    "Dockers in Karvia walked out on Friday over pay. Their union wants nine percent more by May "
    "and says that it will not talk before the harbour board does. The board called the strike "
    "unlawful and said that ships would be sent to Bystra. About 400 men stood at the gates."
)
CHANGED = [
    WIRE,
    "(Osta Post) - " + WIRE + " Reporting by our staff.",
    WIRE[: len(WIRE) * 2 // 3],
    "A strike closed the harbour. " + WIRE[50:],
    WIRE.replace("Friday", "March 1"),
]
OTHER = (
    "The river Osta flooded three villages on Friday; it has not risen so high since 1954. "
    "Dockers in Karvia walked out on Friday, too, and could not help to fill the sandbags."
)


def article(name: str, text: str, day: int | None = None) -> Article:
    published = Published(date(2024, 3, day), DateBasis.GIVEN) if day else None
    return Article(name, text, outlet=f"Outlet {name}", published=published)


def test_every_change_that_outlets_make_is_a_copy() -> None:
    made = [article(f"c{number}", text) for number, text in enumerate(CHANGED)]
    first, other = group_copies([*made, article("x", OTHER)])
    assert first.articles == tuple(one.id for one in made)
    assert first.outlets == tuple(one.outlet or "" for one in made)
    assert other.articles == ("x",)


def test_the_first_by_publication_names_the_group() -> None:
    [copies] = group_copies([article("a", WIRE), article("b", WIRE, 2), article("c", WIRE, 1)])
    assert (copies.id, copies.articles) == ("c", ("c", "b", "a"))


@given(st.permutations([*CHANGED, OTHER, "", "Short."]))
def test_order_does_not_matter_and_nothing_is_dropped(texts: list[str]) -> None:
    named = sorted([*CHANGED, OTHER, "", "Short."])
    made = [article(f"a{named.index(text)}", text) for text in texts]
    found = group_copies(made)
    assert found == group_copies(sorted(made, key=lambda one: one.id))
    assert sorted(name for copies in found for name in copies.articles) == sorted(
        one.id for one in made
    )
