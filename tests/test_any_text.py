"""Ten thousand texts of all kinds, read whole: nothing breaks, nothing is misquoted."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tocsin import read_reports
from tocsin.text.article import Article
from tocsin.text.span import Evidence, Span

WHO = ["Police", "About 300 miners", "The foreign minister", "Rebels", "\u201cWe", "Hundreds", "it"]
DID = ["arrested", "rallied against", "condemned", "shelled", "met", "did not blame", "may strike"]
WHOM = [
    "twelve students",
    "the government",
    "Ankara",
    "6.25 of them",
    "U.S. troops",
    "the law",
    "\u201d",
]
REST = [
    "in Lima on Monday.", "near the border, officials said.", "on 3 May 2021, AFP reported",
    "\n\n", "killing six and wounding 1,200.", "\u2019\u201d he told the B.B.C.", "\x00",
    "\u2028", "(", "\U0001f525.",
]  # fmt: skip
sentences = st.tuples(*(st.sampled_from(words) for words in (WHO, DID, WHOM, REST))).map(" ".join)
# Most of what `st.text` makes tells nothing and is refused by the screen; it must be so quietly.
texts = st.one_of(
    st.text(max_size=300),
    st.text(max_size=300),
    st.text(max_size=300),
    st.lists(st.one_of(sentences, st.text(max_size=20)), min_size=1, max_size=3).map(" ".join),
)


def evidence_of(record: object) -> Iterator[Evidence]:
    """All evidence inside a record, however deep."""
    if isinstance(record, Evidence):
        yield record
    elif isinstance(record, tuple) and not isinstance(record, Span):
        for item in record:
            yield from evidence_of(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from evidence_of(getattr(record, field.name))


@pytest.mark.slow
@settings(
    max_examples=10_000,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(texts)
def test_any_text_is_read_and_quoted_truly(text: str) -> None:
    for record in read_reports(Article("any", text)):
        for evidence in evidence_of(record):
            start, end = evidence.span
            assert 0 <= start < end <= len(text)
            assert evidence.words == text[start:end]
