"""Quotation marks: what is paired, and what is an apostrophe or an ornament."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.text.quotations import find_quotations, outermost

READ = [
    # text, quotations with their marks in the order of their start
    ('"Go home," she said.', ['"Go home,"']),
    ("“Go home,” she said.", ["“Go home,”"]),
    ("''Go home,'' she said.", ["''Go home,''"]),
    ("``Go home,'' she said.", ["``Go home,''"]),
    ("«Go home», she said.", ["«Go home»"]),
    ("„Go home“, she said.", ["„Go home“"]),
    ("‘Go home,’ she said.", ["‘Go home,’"]),
    ("'Go home,' she said.", ["'Go home,'"]),
    ("“Go home,“ she said. “Now.“", ["“Go home,“", "“Now.“"]),  # typed with the wrong mark
    ('“Go home," she said.', ['“Go home,"']),  # mixed
    ("“He cried ‘fire’ and ran,” she said.", ["“He cried ‘fire’ and ran,”", "‘fire’"]),
    ('The "rally" and the "march"', ['"rally"', '"march"']),
    ("“We don't know,” he said, “who's there.”", ["“We don't know,”", "“who's there.”"]),
    ("“First part.\n\n“Second part,” she said.", ["“First part.", "“Second part,”"]),
    ("“First part.\n“Second part,” she said.", ["“First part.", "“Second part,”"]),
    ("“Never closed, he said.\n\nNothing here.", ["“Never closed, he said."]),
    ("She said:\u00a0“Go\u00a0home.”", ["“Go\u00a0home.”"]),
]
LEFT_ALONE = [
    "The workers' union didn't march in the '90s",
    "It’s the protesters’ square",
    "a 6' 2\" guard",
    "it ended there.” And so on",
    "",
    '"',
    '"\n\n"',
    '""""""""""',
]


@pytest.mark.parametrize(("text", "quotations"), READ)
def test_pairs(text: str, quotations: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotations(text)] == quotations


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert find_quotations(text) == ()


def test_outermost_drops_what_lies_inside() -> None:
    text = "“He cried ‘fire’ and ‘help’,” she said. “So.”"
    found = outermost(find_quotations(text))
    assert [text[start:end] for start, end in found] == ["“He cried ‘fire’ and ‘help’,”", "“So.”"]


MARKS = [
    '"',
    "“",
    "”",
    "''",
    "``",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "go",
    "do",
    "n't",
    ".",
    ",",
    "\n\n",
    " ",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(MARKS)).map("".join)))
def test_any_text_gives_spans_inside_it_in_order(text: str) -> None:
    found = find_quotations(text)
    assert list(found) == sorted(found, key=lambda span: (span.start, -span.end))
    assert all(0 <= start < end <= len(text) for start, end in found)


@pytest.mark.parametrize("piece", ['"', "“", "‘ ", '"a', "\n“", "\n \n", "'\" ”"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    find_quotations(piece * 100_000)
