"""What differs between two codebooks."""

from tests.codebooks.test_parse import OWN
from tocsin.codebooks.diff import diff_schemes
from tocsin.codebooks.parse import parse_scheme

CHANGES = [
    # what is replaced, by what, part, name, before, after
    ("12345", "20000", ("numbers", "tens of thousands", "12345", "20000")),
    ('anti = "against"', 'anti = "1"', ("vocabularies", "side: anti", "against", "1")),
    ('other = "else"', "keep = true",
     ("vocabularies", "issue: all others", "else", "stay as they are")),
    ("at_least = 1000", "at_least = 500",
     ("columns", "events.how many", 'text; "large: {size}" where size at least 1000, else "small"',
      'text; "large: {size}" where size at least 500, else "small"')),
    ('is_not = "pro", unknown = true', 'is = "anti"',
     ("rules", "not for the government", "side is not pro or unknown", "side is anti")),
    ('from = "cowcode"', 'from = "gwcode"',
     ("columns", "events.cow", "integer; from cowcode", "integer; from gwcode")),
    ('"conservative"', '"informative"', ("codebook", "preset", "conservative", "informative")),
    ('file = "mine.csv"', 'file = "mine.csv"\nmissing = "NA"',
     ("tables", "events", "one row a event; file mine.csv",
      "one row a event; file mine.csv; missing 'NA'")),
]  # fmt: skip


def test_the_same_codebook_does_not_differ() -> None:
    assert diff_schemes(parse_scheme(OWN, "a"), parse_scheme(OWN + "\n# more", "b")) == []


def test_every_kind_of_change_is_told() -> None:
    for before, after, change in CHANGES:
        assert before in OWN
        [found] = diff_schemes(
            parse_scheme(OWN, "a"), parse_scheme(OWN.replace(before, after), "b")
        )
        assert (found.part, found.name, found.before, found.after) == change


def test_columns_in_another_order_are_told() -> None:
    first = '  { name = "id", from = "event_id" },\n'
    last = '  { name = "always", value = "x" },\n'
    moved = OWN.replace(first, "").replace(last, last + first)
    [found] = diff_schemes(parse_scheme(OWN, "a"), parse_scheme(moved, "b"))
    assert (found.part, found.name) == ("columns", "events: order")


def test_a_column_that_is_new_or_gone_is_told() -> None:
    shorter = OWN.replace('  { name = "always", value = "x" },\n', "")
    [gone] = diff_schemes(parse_scheme(OWN, "a"), parse_scheme(shorter, "b"))
    [new] = diff_schemes(parse_scheme(shorter, "a"), parse_scheme(OWN, "b"))
    assert (gone.name, gone.after) == ("events.always", None)
    assert (new.name, new.before) == ("events.always", None)
