"""Redaction: who is masked and who stays, and that nothing of the masked is left anywhere."""

from dataclasses import replace

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tocsin.dataset.coded import Coded
from tocsin.dataset.export.contents import Records
from tocsin.dataset.export.masks import Masks
from tocsin.dataset.export.redaction import Redacted
from tocsin.dataset.export.witnesses import is_private, names_in, names_of, voices_in
from tocsin.fields.attribution import Source
from tocsin.fields.where import Precision, Where
from tocsin.linking.events import Event
from tocsin.reports import Report
from tocsin.text.gazetteer import Candidate, PlaceKind
from tocsin.text.span import Evidence, Span

PRIVATE = [
    "Ali Hassan",
    "Ali Hassan, a baker",
    "a baker named Ali Hassan",
    "Mrs. Burke",
    "retired teacher Sandra Crewe",
    "her father",
    "a man whose brother was shot",
    "a 43-year-old teacher at School No. 5",
    "the owner of the bakery opposite the prison",
    "أحمد",
    "activist Maria Lopez",
]
SHOWN = [
    "",
    "a resident",
    "a resident from the city",
    "an eyewitness",
    "residents",
    "Witnesses",
    "hundreds of women",
    "two residents",
    "police",
    "a police spokesman",
    "Interior Minister Ali Yerlikaya",
    "Angela Merkel",
    "the White House",
    "Reuters",
    "state television",
    "Radio Free Asia",
    "the Daily Star",
    "Amnesty International",
    "Ecuador",
    "a statement",
    "Hafiz Ringim, police chief of the province",
]


@pytest.mark.parametrize("phrase", PRIVATE)
def test_private_persons_are_masked(phrase: str) -> None:
    assert is_private(phrase)


@pytest.mark.parametrize("phrase", SHOWN)
def test_officials_outlets_and_groups_stay(phrase: str) -> None:
    assert not is_private(phrase)


def test_an_official_stays_under_the_bare_surname_and_a_relative_does_not() -> None:
    officials = names_of(["Superintendent Peter Mdoda"])
    assert not is_private("Mdoda", officials)
    assert not is_private("Peter Mdoda", officials)
    assert is_private("Anna Mdoda", officials)
    assert is_private("Mdoda")


NAMES = [
    ("Ali Hassan, a baker from Homs", ["Ali Hassan"]),
    ("the mother of Ali Hassan", ["Ali Hassan"]),
    ("a resident of Homs", []),
    ("Mr Osama bin Zayd", ["Osama bin Zayd"]),
    ("Residents", []),
]


@pytest.mark.parametrize(("phrase", "names"), NAMES)
def test_names(phrase: str, names: list[str]) -> None:
    assert list(names_in(phrase)) == names


VOICES = [
    ("“They fired at us,” said Maria Lopez, 34.", ["Maria Lopez"]),
    ("Maria Lopez, a nurse, told the paper that they fired.", ["Maria Lopez"]),
    ("“It is over,” said Interior Minister Ali Yerlikaya.", []),
    ("Maria Lopez marched with them.", []),
]


@pytest.mark.parametrize(("sentence", "names"), VOICES)
def test_who_speaks_in_a_sentence(sentence: str, names: list[str]) -> None:
    assert list(voices_in(sentence, frozenset())) == names


MASKED = [
    ("write to a.b+c@mail.example.org now", "write to [e-mail] now"),
    ("call +850 2 381 4410.", "call [phone]."),
    ("call (555) 010-9999 now", "call [phone] now"),
    ("call 030-1234-5678", "call [phone]"),
    ("call 07700900123", "call [phone]"),
    ("posted by @maria_l", "posted by [account]"),
]
KEPT = [
    "80,000 people on 2024-06-25",
    "between 1,000,000 and 2,000,000",
    "$1,234.50 in 2019-2020",
    "from 10.30 to 11.45",
    "Article 19-1-2",
    "the 2015-16 season",
]


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_addresses_numbers_and_accounts(text: str, masked: str) -> None:
    assert Masks().apply(text) == masked


@pytest.mark.parametrize("text", KEPT)
def test_other_numbers_stay(text: str) -> None:
    assert Masks().apply(text) == text


@given(st.text(), st.lists(st.sampled_from(["said ", "Ali ", "Mr. ", "0", "+", "@", ", ", "a.b"])))
@example("B.0", ["A" * 40])
def test_any_text_is_masked_without_error(text: str, parts: list[str]) -> None:
    for words in (text, "".join(parts)):
        is_private(words)
        Masks().apply(words)
        for name in (*names_in(words), *voices_in(words, frozenset())):
            assert Masks(names=frozenset({name})).apply(words) != words


def test_long_hostile_texts_take_no_time() -> None:
    for part in ("1 ", "+1", "Ali ", "a.", "said ", "(", "@", "A"):
        text = part * 200_000
        Masks(names=frozenset({"Ali Hassan"})).apply(text)
        list(voices_in(text, frozenset()))


class OneCity:
    """A gazetteer that knows one city."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        known = Candidate("Orsha", PlaceKind.CITY, 54.5, 30.4, "BLR", geonameid=624079)
        return (known,) if name == "Orsha" else ()


def told(rally: Coded, **changes: object) -> Report:
    return replace(rally.reports[0], **changes)  # type: ignore[arg-type]


def everything(contents: Redacted) -> str:
    records = [*contents.events(), *contents.loose(), *contents.rejected(), *contents.articles()]
    return msgspec.json.encode(records).decode()


def test_nothing_of_the_masked_is_left(rally: Coded) -> None:
    article = rally.input.article
    assert article
    words = Evidence(Span(0, 11), "Anna Petrov", "speaker")
    report = told(rally, sources=(Source("Anna Petrov, a machinist", (words,)),))
    article = replace(
        article, title="Anna Petrov saw it", author="Jo Doe", url="https://example.org/anna-petrov"
    )
    candidate = replace(
        rally.rejected[0], sentence=Evidence(Span(5, 17), "Petrov waved", "sentence")
    )
    shown = Redacted(Records((Event("e1", (report,)),), (), (candidate,), (article,)))
    text = everything(shown)
    for gone in ("Anna", "Petrov", "petrov", "Jo Doe", "Spartak", "machinist"):
        assert gone not in text
    [event] = shown.events()
    [source] = event.reports[0].sources
    assert source.text == "[witness]"
    assert source.evidence[0] == Evidence(Span(0, 9), "[witness]", "speaker-redacted")
    [found] = shown.articles()
    assert (found.text, found.author, found.url) == ("", None, None)
    assert found.title == "[person] saw it"
    assert found.sha256 == article.sha256
    assert "State television" in text  # an outlet stays


def test_the_other_fields_stay_as_they_were(rally: Coded) -> None:
    shown = Redacted(Records((), rally.reports))
    for before, after in zip(rally.reports, shown.loose(), strict=True):
        assert (before.id, before.what.type, before.when.start) == (
            after.id, after.what.type, after.when.start,
        )  # fmt: skip
        assert before.size is None or after.size is None or before.size.low == after.size.low


PLACES = [
    # place, gazetteer, city's coordinates, precision
    (Where("Red Hall", "Orsha", None, "BLR", Precision.VENUE, 1.0, 2.0, 624079,
           point=PlaceKind.VENUE), (54.5, 30.4), Precision.CITY),
    (Where("Red Hall", "Orsha", None, "RUS", Precision.VENUE, 1.0, 2.0,
           point=PlaceKind.VENUE), (None, None), Precision.CITY),
    (Where("Red Hall", "Orsha", None, "BLR", Precision.VENUE, 1.0, 2.0,
           point=PlaceKind.CITY), (1.0, 2.0), Precision.CITY),
    (Where("Red Hall", None, "Minsk", "BLR", Precision.VENUE), (None, None), Precision.ADMIN),
    (Where("Red Hall", None, None, "BLR", Precision.VENUE), (None, None), Precision.COUNTRY),
    (Where("Red Hall", precision=Precision.VENUE), (None, None), Precision.NONE),
    (Where(None, "Orsha", None, "BLR", Precision.CITY, 1.0, 2.0), (1.0, 2.0), Precision.CITY),
]  # fmt: skip


@pytest.mark.parametrize(("place", "point", "precision"), PLACES)
def test_a_venue_becomes_its_city(
    rally: Coded,
    place: Where,
    point: tuple[float | None, float | None],
    precision: Precision,
) -> None:
    shown = Redacted(Records((), (told(rally, where=place),)), OneCity())
    [report] = shown.loose()
    found = report.where
    assert found.venue is None
    assert (found.latitude, found.longitude) == point
    assert found.precision is precision


def test_what_one_article_tells_masks_the_others_of_the_event(rally: Coded) -> None:
    first = told(rally, sources=(Source("Anna Petrov"),))
    sentence = Evidence(Span(0, 19), "Anna Petrov was hit", "sentence")
    second = told(rally, id="r2", article="other", sources=(), sentence=sentence)
    assert "Petrov" not in everything(Redacted(Records((Event("e1", (first, second)),))))
    assert "Petrov" in everything(Redacted(Records((Event("e1", (second,)),))))


def test_it_says_what_it_took_away(rally: Coded) -> None:
    losses = {loss.what: loss.words for loss in Redacted(Records((), rally.reports)).losses()}
    assert "in 1 articles" in losses["witnesses"]
