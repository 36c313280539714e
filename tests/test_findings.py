"""What is looked for in an article: only what one of its acts may ask for."""

import pytest

from tocsin.findings import find_all
from tocsin.marks.marks import Act, Argument, Marks, Role
from tocsin.places import Gazetteer
from tocsin.text.article import Article
from tocsin.text.parse import parse
from tocsin.text.roster import Roster
from tocsin.text.span import Span

GAZETTEER = Gazetteer()
TEXT = "Some 200 miners marched in Lima on Monday; police arrested six people, killing nobody."
DOC = parse(Article("a", TEXT), syntax=False)


def marks_of(type_: str) -> Marks:
    return Marks((Act(Span(16, 23), 0, type_),))


def test_nothing_is_looked_for_without_an_act() -> None:
    found = find_all(DOC, Marks(), GAZETTEER)
    assert (found.times, found.places, found.roster) == ((), (), Roster())
    assert (found.attributions, found.sizes, found.tolls) == ((), (), ())


@pytest.mark.parametrize(
    ("type_", "sized", "counted"),
    [
        ("PROTEST", True, True),
        ("ASSAULT", False, True),
        ("COERCE", False, True),
        ("CONSULT", False, False),
    ],
)
def test_figures_are_looked_for_where_an_act_counts_them(
    type_: str, sized: bool, counted: bool
) -> None:
    found = find_all(DOC, marks_of(type_), GAZETTEER)
    assert found.times
    assert found.places
    assert (bool(found.sizes), bool(found.tolls)) == (sized, counted)


def test_marked_words_are_given_by_act_and_role_in_order() -> None:
    arguments = (
        Argument(0, Role.ACTOR, Span(0, 15)),
        Argument(0, Role.TIME, Span(35, 41)),
        Argument(0, Role.ACTOR, Span(43, 49)),
    )
    found = find_all(DOC, Marks(marks_of("PROTEST").acts, arguments), GAZETTEER)
    assert found.marked(0, Role.ACTOR) == (Span(0, 15), Span(43, 49))
    assert found.marked(0, Role.PLACE) == found.marked(1, Role.ACTOR) == ()
