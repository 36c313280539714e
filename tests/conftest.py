"""Records built by hand: two articles with their reports, without any reading."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings

from tocsin.dataset.coded import Coded
from tocsin.drafts import Count, Reading
from tocsin.fields.attribution import Source
from tocsin.fields.stance import Side, Stance
from tocsin.fields.what import EventType, Form, Status, What
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Precision, Where
from tocsin.fields.who import Party, Sector
from tocsin.reports import Rejected, RejectionReason, Report
from tocsin.text.article import Article, DateBasis, Published
from tocsin.text.inputs import Input
from tocsin.text.numbers import Figure, Hedge
from tocsin.text.span import Evidence, Span, quote
from tocsin.text.unread import InputStatus

# The same examples in every run, so that a change fails and not a day.
# `--hypothesis-profile=default --hypothesis-seed=N` looks further.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")

EXAMPLES = Path(__file__).parent.parent / "examples"
HOSTILE = '<script>document.title="broken"</script><img src=x onerror="alert(1)">'


class Words:
    """Evidence in one text, found by its words: only tests may find words by search."""

    def __init__(self, text: str) -> None:
        self.text = text

    def at(self, words: str, rule: str = "by-hand") -> Evidence:
        start = self.text.index(words)
        return quote(self.text, Span(start, start + len(words)), rule)

    def source(self, words: str) -> Source:
        return Source(words, (self.at(words, "speaker"),))

    def party(self, words: str, country: str | None, sector: Sector) -> Party:
        return Party(words, None, country, sector, (self.at(words, "party"),))

    def reading(self, words: str, number: int, hedge: Hedge, *sources: str) -> Reading:
        span = self.at(words).span
        low = None if hedge is Hedge.UNDER else number
        high = None if hedge is Hedge.OVER else number
        return Reading(Figure(low, high, hedge, span), words, tuple(map(self.source, sources)))


def _rally() -> Coded:
    path = EXAMPLES / "rally.txt"
    text = path.read_text("utf-8")
    words = Words(text)
    article = Article(
        id="rally",
        text=text,
        title="Plant Workers Bused to Pro-Government Rally in Orsha, Residents Say",
        outlet="The Karvia Courier",
        published=Published(date(2024, 5, 14), DateBasis.PUBLISHED_LINE),
        sha256=sha256(text.encode()).hexdigest(),
    )
    rally = Report(
        id="r1a2b3c4d5e6",
        article="rally",
        what=What(
            EventType.PROTEST,
            "demonstrate",
            Form.RALLY,
            Status.HAPPENED,
            (words.at("rally in support", "anchor"),),
        ),
        actors=(words.party("About 12,000 people", "BLR", Sector.CVL),),
        recipients=(),
        when=When(
            "2024-05-11",
            "2024-05-11",
            Resolution.RELATIVE,
            (words.at("on Saturday", "weekday-before-publication"),),
        ),
        where=Where(
            "Spartak stadium",
            "Orsha",
            None,
            "BLR",
            Precision.VENUE,
            evidence=(words.at("the Spartak stadium in Orsha", "venue-in-city"),),
        ),
        size=Count(
            (
                words.reading("About 12,000 people", 12_000, Hedge.ABOUT, "a machinist"),
                words.reading("30,000", 30_000, Hedge.NONE, "State television"),
            )
        ),
        killed=None,
        injured=None,
        arrested=None,
        stance=Stance(
            Side.PRO,
            (words.at("the government", "in-support-of"),),
            (words.at("the economic war of the West", "condemn"),),
            True,
            (words.at("Every brigade got a list", "compelled"),),
        ),
        sources=(words.source("a machinist"), words.source("Radio Meridian")),
        anchor=words.at("rally in support", "anchor"),
        sentence=words.at(
            "About 12,000 people filled the Spartak stadium in Orsha on Saturday for a rally"
            " in support of the government"
        ),
        confidence=0.87,
        reader="by hand",
    )
    planned = Report(
        id="r99f00112233",
        article="rally",
        what=What(
            EventType.PROTEST,
            "demonstrate",
            Form.RALLY,
            Status.PLANNED,
            (words.at("rally is planned", "anchor"), words.at("is planned", "planned")),
        ),
        actors=(),
        recipients=(),
        when=When(None, None, Resolution.NEEDS_PUBLICATION, (words.at("May 25", "month-day"),)),
        where=Where(
            None, "Minsk", None, "BLR", Precision.CITY, 53.9, 27.567, 625144, (words.at("Minsk"),)
        ),
        size=None,
        killed=None,
        injured=None,
        arrested=None,
        stance=Stance(Side.UNCLEAR),
        sources=(),
        anchor=words.at("rally is planned"),
        sentence=words.at("Another rally is planned in Minsk for May 25."),
        confidence=None,
        reader="by hand",
    )
    rejected = Rejected(
        "x5566778899aa",
        "rally",
        RejectionReason.UNCERTAIN,
        "COERCE",
        words.at("drilled"),
        words.at("pupils had been drilled in the slogans for a week"),
    )
    return Coded(Input("rally.txt", InputStatus.OK, article), (rally, planned, rejected))


def _hostile() -> Coded:
    text = f"{HOSTILE}\n\nThousands marched {HOSTILE} in مدينة الكويت."
    words = Words(text)
    article = Article(id=HOSTILE, text=text, title=HOSTILE, outlet=HOSTILE, sha256="0" * 64)
    report = Report(
        id="r-hostile",
        article=HOSTILE,
        what=What(EventType.ASSAULT, None, None, Status.UNCONFIRMED, (words.at("marched"),)),
        actors=(words.party(HOSTILE, None, Sector.OTH),),
        recipients=(words.party("مدينة الكويت", "KWT", Sector.GOV),),
        when=When("2011", "2011", Resolution.DATED),
        where=Where(),
        size=Count(
            (Reading(Figure(None, None, Hedge.SCALE, words.at("Thousands").span), "Thousands", ()),)
        ),
        killed=None,
        injured=None,
        arrested=None,
        stance=None,
        sources=(Source(HOSTILE, (words.at(HOSTILE),)),),
        anchor=words.at("marched"),
        sentence=words.at(f"Thousands marched {HOSTILE} in مدينة الكويت."),
        confidence=None,
        reader=HOSTILE,
    )
    return Coded(Input(HOSTILE, InputStatus.NEEDS_DATE, article, HOSTILE), (report,))


@pytest.fixture(scope="session")
def rally() -> Coded:
    """A rally with two crowd figures, a planned one without a day, and a rejected candidate."""
    return _rally()


@pytest.fixture(scope="session")
def hostile() -> Coded:
    """An article whose every string is markup, with a name in Arabic."""
    return _hostile()


@pytest.fixture(scope="session")
def unread() -> Coded:
    """An input that is no article."""
    return Coded(Input("photo.jpg", InputStatus.NOT_TEXT, None, "a picture, not text"))


@pytest.fixture(scope="session")
def results(rally: Coded, hostile: Coded, unread: Coded) -> list[Coded]:
    """All of them, as one run would give them."""
    return [rally, hostile, unread]
