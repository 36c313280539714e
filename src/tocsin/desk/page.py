"""One self-contained page: events, articles with evidence and reports beside them, and what is out.

The page asks for nothing from anywhere and runs only its own script: its content security policy
names the hashes of its style and its script, and article text never becomes markup.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from tocsin.dataset.coded import Coded
from tocsin.dataset.lines import InputLine, input_line
from tocsin.desk.happenings import Told, happenings
from tocsin.desk.marked import MarkedParagraph, mark_paragraphs
from tocsin.desk.rows import (
    UNSURE,
    Row,
    day_words,
    number_words,
    place_words,
    report_rows,
    silent_fields,
    what_words,
)
from tocsin.desk.timeline import Column, columns
from tocsin.errors import ResourceError
from tocsin.fields.what import EventType
from tocsin.linking.copies import Copies, group_copies
from tocsin.linking.events import Event, link
from tocsin.reports import Rejected, Report
from tocsin.text.article import Article
from tocsin.text.span import Evidence, Span, covers

_ASSETS = ("page.html.j2", "page.css", "page.js")

# PLOVER's quad classes, with protest apart: the dots of the timeline have a shape for each.
_FAMILIES = {
    "protest": {EventType.PROTEST},
    "force": {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.SANCTION},
    "dispute": {EventType.THREATEN, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT},
    "accord": {
        EventType.AGREE, EventType.SUPPORT, EventType.CONSULT, EventType.COOPERATE,
        EventType.AID, EventType.CONCEDE, EventType.RETREAT,
    },
}  # fmt: skip
_FAMILY = {type_: family for family, types in _FAMILIES.items() for type_ in types}


@dataclass(frozen=True, slots=True)
class Card:
    """A report as the page shows it; `key` names it in the page, `rows` have keys of their own.

    `gaps` are the fields that are empty though a second coder may well have something there.
    """

    key: str
    report: Report
    family: str
    mode: str
    when: str
    where: str
    counts: str
    rows: tuple[tuple[str, Row], ...]
    gaps: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A rejected candidate as the page shows it."""

    key: str
    rejected: Rejected


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article as the page shows it."""

    key: str
    article: Article
    input: InputLine
    paragraphs: tuple[MarkedParagraph, ...]
    cards: tuple[Card, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def outlet(self) -> str:
        """Who published it, else what the input is called."""
        name = self.input.name
        return self.article.outlet or name.rstrip("/").rpartition("/")[2] or name


@dataclass(frozen=True, slots=True)
class Text:
    """One text: the article that bore it first, and its copies."""

    sheet: Sheet
    copies: tuple[Sheet, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Everybody who published it, each once."""
        return tuple(dict.fromkeys(sheet.outlet for sheet in (self.sheet, *self.copies)))


@dataclass(frozen=True, slots=True)
class Day:
    """A column of the timeline and the reports that stand in it."""

    column: Column
    cards: tuple[Card, ...]


def write_page(results: Sequence[Coded], events: Sequence[Event] | None = None) -> str:
    """The page for a run, as HTML; the same results give the same page.

    Args:
        results: What became of every input, in the order in which the page shows them; a copy of
            a text stands with the article that bore it first.
        events: The events of the reports; None to link them here.

    Raises:
        ResourceError: The page's own files are not installed.
    """
    sheets = [
        _sheet(f"a{number}", coded, coded.input.article)
        for number, coded in enumerate(results, start=1)
        if coded.input.article is not None
    ]
    copies = group_copies(sheet.article for sheet in sheets)
    cards = [card for sheet in sheets for card in sheet.cards]
    if events is None:
        events = link([card.report for card in cards], [sheet.article for sheet in sheets])
    told = {
        card.report.id: Told(card.key, sheet.outlet) for sheet in sheets for card in sheet.cards
    }
    shown = happenings(events, told, copies)
    style, script = _asset("page.css"), _asset("page.js")
    return (
        _environment()
        .from_string(_asset("page.html.j2"))
        .render(
            sheets=sheets,
            texts=_texts(sheets, copies),
            cards=cards,
            events=shown,
            families=list(_FAMILIES),
            family_of=_FAMILY,
            days=list(_days(cards)),
            undated=[card for card in cards if card.report.when.start is None],
            inputs=[input_line(coded) for coded in results],
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def check_assets() -> str:
    """Say how large the page's own files are, for `tocsin doctor`.

    Raises:
        ResourceError: One of them is not installed.
    """
    return ", ".join(f"{name} {len(_asset(name).encode()):,} bytes" for name in _ASSETS)


def _sheet(key: str, coded: Coded, article: Article) -> Sheet:
    cards = tuple(
        _card(f"{key}-r{number}", report) for number, report in enumerate(coded.reports, start=1)
    )
    left_out = tuple(
        LeftOut(f"{key}-x{number}", rejected)
        for number, rejected in enumerate(coded.rejected, start=1)
    )
    marks = [mark for card in cards for mark in _marks(card)]
    marks += [(out.key, out.rejected.anchor.span) for out in left_out]
    paragraphs = tuple(mark_paragraphs(article.text, marks))
    return Sheet(key, article, input_line(coded), paragraphs, cards, left_out)


def _texts(sheets: Sequence[Sheet], copies: Sequence[Copies]) -> list[Text]:
    """The sheets, copies with the first of them, in the order in which the first of each came."""
    by_id = {sheet.article.id: sheet for sheet in sheets}
    first = {article: one.id for one in copies for article in one.articles}
    groups: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault(first[sheet.article.id], []).append(sheet)
    return [
        Text(by_id[home], tuple(sheet for sheet in group if sheet is not by_id[home]))
        for home, group in groups.items()
    ]


def _card(key: str, report: Report) -> Card:
    rows = tuple(
        (f"{key}.{number}", replace(row, evidence=widest(row.evidence)))
        for number, row in enumerate(report_rows(report))
    )
    mode = what_words(report).partition(", ")[2]
    return Card(
        key=key,
        report=report,
        family=_FAMILY[report.what.type],
        mode=mode,
        when=day_words(report.when),
        where=place_words(report.where),
        counts=number_words(report),
        rows=rows,
        gaps=tuple((name, sure) for name, sure in silent_fields(report).items() if sure < UNSURE),
    )


def widest(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Evidence without what lies inside other evidence of the same value, in its order.

    "the government's plan" gives a party, and "government's" in it the party's country: the page
    underlines the whole once, while `tocsin explain` tells both with their rules.
    """
    spans = {item.span: item for item in reversed(evidence)}  # the first of equal spans is kept
    kept = {
        span for span in spans if not any(covers(other, span) for other in spans if other != span)
    }
    return tuple(item for item in evidence if item.span in kept and spans[item.span] is item)


def _marks(card: Card) -> Iterator[tuple[str, Span]]:
    """Keys of a card's rows with the words they rest on; the sentence has the key of the card."""
    yield card.key, card.report.sentence.span
    for key, row in card.rows:
        for evidence in row.evidence:
            yield key, evidence.span


def _days(cards: Sequence[Card]) -> Iterator[Day]:
    for column in columns(card.report.when.start for card in cards if card.report.when.start):
        standing = (card for card in cards if card.report.when.start == column.start)
        yield Day(column, tuple(standing))


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _asset(name: str) -> str:
    try:
        return (files("tocsin.desk") / "static" / name).read_text("utf-8")
    except OSError as error:
        raise ResourceError(f"the page's file {name!r} is not installed") from error


def _hash(content: str) -> str:
    """A source expression of a content security policy: "sha256-..."."""
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
