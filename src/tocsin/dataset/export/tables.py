"""The tables of the native bundle, which CSV and Parquet share.

>>> [table.name for table in TABLES]
['documents', 'reports', 'events', 'event_report', 'parties', 'figures', 'evidence', 'rejected']

An event row holds one value a field, made by the preset of the export; a report row holds what one
article says; every figure, party and quoted word has its own row behind them. A table stands behind
those that it points into.
"""

from tocsin.dataset.export.columns import Column, Link, Table, Type
from tocsin.fields.stance import Side
from tocsin.fields.what import MODES, EventType, Form, Status
from tocsin.fields.when import Resolution
from tocsin.fields.where import Precision
from tocsin.fields.who import Sector
from tocsin.linking.facts import Grain
from tocsin.reports import Confidences, RejectionReason
from tocsin.text.article import DateBasis
from tocsin.text.numbers import Hedge

COUNTED = ("size", "killed", "injured", "arrested")
CONFIDENT = tuple(Confidences.__dataclass_fields__)
_T, _I, _N, _F = Type.TEXT, Type.INTEGER, Type.NUMBER, Type.FLAG
_MODES = tuple(sorted({mode for modes in MODES.values() for mode in modes}))
_COUNT_WORDS = {
    "size": "people taking part",
    "killed": "people killed",
    "injured": "people injured",
    "arrested": "people arrested",
}


def _what() -> tuple[Column, ...]:
    """What happened, when and where, as events and reports both have it."""
    return (
        Column("event_type", _T, "Type after PLOVER", tuple(EventType), required=True),
        Column("mode", _T, "Mode within the type", _MODES),
        Column("form", _T, "Form of a protest", tuple(Form)),
        Column("status", _T, "How real it is made", tuple(Status)),
        Column("side", _T, "Stance of a protest to the government", tuple(Side)),
        Column("compelled", _F, "Whether people were ordered or pressed to take part"),
        Column("event_date", _T, "First day, month or year: 2024-06-25, 2024-06, 2024"),
        Column("event_date_end", _T, "Last day, inclusive, in the same form"),
        Column("date_prec", _T, "How exactly it is dated", tuple(Grain)),
        Column("iso3", _T, "Country, ISO 3166-1 alpha-3"),
        Column("iso_num", _T, "Country, ISO 3166-1 numeric, three digits"),
        Column("cowcode", _I, "Country, Correlates of War"),
        Column("gwcode", _I, "Country, Gleditsch and Ward"),
        Column("admin", _T, "Province or state, only where nothing finer is told"),
        Column("city", _T, "City, town or village"),
        Column("venue", _T, "Square, building or street, as worded"),
        Column("geonameid", _I, "GeoNames id of the city"),
        Column("latitude", _N, "Degrees north, WGS 84"),
        Column("longitude", _N, "Degrees east, WGS 84"),
        Column("geo_prec", _T, "The finest level that is told", tuple(Precision)),
        Column("coordinates_of", _T, "Whose coordinates they are", ("venue", "city")),
        Column("actors", _T, "Who did it, as worded, parted by '; '; see parties"),
        Column("recipients", _T, "To whom or against whom, the same way"),
    )


def _counts(best: bool) -> tuple[Column, ...]:
    """Four columns a count, five where one number is chosen."""
    return tuple(column for name in COUNTED for column in _count(name, best))


def _count(name: str, best: bool) -> tuple[Column, ...]:
    words = _COUNT_WORDS[name]
    chosen = (
        Column(f"{name}_best", _I, f"The number of {words} that the preset chooses"),
        Column(f"{name}_discrepancy", _N, "How far the reports differ, 0 to 1"),
    )
    return (
        Column(f"{name}_low", _I, f"Fewest {words} told"),
        Column(f"{name}_high", _I, f"Most {words} told"),
        *(chosen if best else ()),
        Column(f"{name}_text", _T, "The same as worded, parted by '; '; see figures"),
    )


def _talk() -> tuple[Column, ...]:
    """What a protest is about, and who says so."""
    return (
        Column("issue_for", _T, "What is supported or demanded, as worded, parted by '; '"),
        Column("issue_against", _T, "What is opposed, the same way"),
        Column("slogans", _T, "What was chanted or written, the same way"),
        Column("sources", _T, "Who says so, nearest the event first, parted by ' > '"),
    )


EVENTS = Table(
    "events",
    "One row an event: one value a field, as the preset makes it of all reports.",
    (
        Column("event_id", _T, "Id that further reports do not change", required=True),
        *_what(),
        *_counts(best=True),
        *_talk(),
        Column("n_reports", _I, "How many reports tell of it", required=True),
        Column("n_documents", _I, "How many articles tell of it", required=True),
        Column("history", _T, "Every status told, planned first, parted by '; '"),
    ),
    key=("event_id",),
)
_SPAN = "offset of code points in the text of the document"
DOCUMENTS = Table(
    "documents",
    "One row an article; its text is left out.",
    (
        Column("document_id", _T, "Name of the article", required=True),
        Column("title", _T, "Headline"),
        Column("outlet", _T, "Who published it, as worded"),
        Column("author", _T, "Byline, as worded"),
        Column("dateline", _T, "Place at the head of a wire story"),
        Column("dateline_start", _I, f"First {_SPAN} of the dateline"),
        Column("dateline_end", _I, f"End {_SPAN} of the dateline"),
        Column("published", _T, "Day of publication, ISO 8601"),
        Column("published_basis", _T, "The rule that gave the day", tuple(DateBasis)),
        Column("published_start", _I, f"First {_SPAN} of the words that give the day"),
        Column("published_end", _I, f"End {_SPAN} of the words that give the day"),
        Column("url", _T, "Where it was published, as given"),
        Column("sha256", _T, "Hash of the bytes that it came from"),
        Column("note", _T, "What reading it had to say"),
    ),
    key=("document_id",),
)
REPORTS = Table(
    "reports",
    "One row a report: one thing done or said, as one article tells it.",
    (
        Column("report_id", _T, "Id of the report", required=True),
        Column("document_id", _T, "Its article", required=True),
        *_what(),
        Column("date_resolution", _T, "How the day came about", tuple(Resolution), required=True),
        Column("campaign", _F, "Whether it is a party's own rally without an opponent"),
        *_counts(best=False),
        *_talk(),
        Column("anchor", _T, "The word that names the act", required=True),
        Column("sentence", _T, "The sentence that tells it best", required=True),
        Column("reader", _T, "The reader that marked it", required=True),
        Column("confidence", _N, "Probability that a second coder finds it too"),
        *(
            Column(f"confidence_{name}", _N, f"Probability that a second coder agrees: {name}")
            for name in CONFIDENT
        ),
    ),
    key=("report_id",),
    links=(Link("document_id", "documents", "document_id"),),
)
EVENT_REPORT = Table(
    "event_report",
    "Which reports tell of which event.",
    (
        Column("event_id", _T, "The event", required=True),
        Column("position", _I, "Place of the report in the event, from 0", required=True),
        Column("report_id", _T, "The report", required=True),
    ),
    key=("event_id", "position"),
    links=(Link("event_id", "events", "event_id"), Link("report_id", "reports", "report_id")),
)
_OF_REPORT = (Link("report_id", "reports", "report_id"),)
PARTIES = Table(
    "parties",
    "One row an actor, a recipient or a source of a report.",
    (
        Column("report_id", _T, "The report", required=True),
        Column(
            "role", _T, "What it is in the report", ("actor", "recipient", "source"), required=True
        ),
        Column("item", _I, "Its place among those of its role, from 0", required=True),
        Column("text", _T, "As worded", required=True),
        Column("name", _T, "Proper name, where the article has one"),
        Column("iso3", _T, "Country it belongs to, ISO 3166-1 alpha-3"),
        Column("sector", _T, "What kind of party; none for a source", tuple(Sector)),
    ),
    key=("report_id", "role", "item"),
    links=_OF_REPORT,
)
FIGURES = Table(
    "figures",
    "One row a number that a report tells; conflicting numbers stand side by side.",
    (
        Column("report_id", _T, "The report", required=True),
        Column("field", _T, "What is counted", COUNTED, required=True),
        Column("item", _I, "Its place among those of its field, from 0", required=True),
        Column("low", _I, "Fewest meant; none for a ceiling or for words without a number"),
        Column("high", _I, "Most meant, inclusive; none for a floor or for words"),
        Column("hedge", _T, "How the number is qualified", tuple(Hedge), required=True),
        Column("words", _T, "As worded", required=True),
        Column("start", _I, f"First {_SPAN}", required=True),
        Column("end", _I, f"End {_SPAN}", required=True),
        Column("speakers", _T, "Who gave it, parted by ' > '; none: the article itself"),
    ),
    key=("report_id", "field", "item"),
    links=_OF_REPORT,
)
FIELDS = (
    "anchor", "sentence", "what", "actor", "recipient", "when", "where",
    "stance", "issue_for", "issue_against", "slogan", "source",
    *(f"{name}_speaker" for name in COUNTED),
)  # fmt: skip
EVIDENCE = Table(
    "evidence",
    "One row a stretch of words that a value rests on.",
    (
        Column("report_id", _T, "The report", required=True),
        Column("document_id", _T, "Its article", required=True),
        Column("field", _T, "The field", FIELDS, required=True),
        Column("item", _I, "Which value of the field, from 0", required=True),
        Column("part", _I, "Which words of the value, from 0", required=True),
        Column("start", _I, f"First {_SPAN}", required=True),
        Column("end", _I, f"End {_SPAN}", required=True),
        Column("words", _T, "The words", required=True),
        Column("rule", _T, "The rule that read them", required=True),
    ),
    key=("report_id", "field", "item", "part"),
    links=(*_OF_REPORT, Link("document_id", "documents", "document_id")),
)
REJECTED = Table(
    "rejected",
    "One row a candidate that became no report of its own, with the reason.",
    (
        Column("rejected_id", _T, "Id of the candidate", required=True),
        Column("document_id", _T, "Its article", required=True),
        Column("reason", _T, "Why it was left out", tuple(RejectionReason), required=True),
        Column("event_type", _T, "The type it would have had", required=True),
        Column("into_report_id", _T, "The report that it was added to"),
        Column("anchor", _T, "The word that would name the act", required=True),
        Column("anchor_start", _I, f"First {_SPAN}", required=True),
        Column("anchor_end", _I, f"End {_SPAN}", required=True),
        Column("sentence", _T, "Its sentence", required=True),
        Column("sentence_start", _I, f"First {_SPAN}", required=True),
        Column("sentence_end", _I, f"End {_SPAN}", required=True),
    ),
    links=(Link("document_id", "documents", "document_id"),),
)
TABLES = (DOCUMENTS, REPORTS, EVENTS, EVENT_REPORT, PARTIES, FIGURES, EVIDENCE, REJECTED)
