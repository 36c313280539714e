"""tocsin: news articles to a sourced, dated, placed and counted event dataset.

Four verbs: `read_article`, `read_reports`, `link`, and `Dataset(...).add`. Names are imported when
they are first used, so that importing tocsin loads no model and takes next to no time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.dataset.store import Dataset
    from tocsin.drafts import Count, Reading
    from tocsin.errors import (
        DatasetError,
        InvalidValueError,
        ResourceError,
        TocsinError,
        UnreadableInputError,
    )
    from tocsin.fields.attribution import Source
    from tocsin.fields.stance import Side, Stance
    from tocsin.fields.what import EventType, Form, Status, What
    from tocsin.fields.when import Resolution, When
    from tocsin.fields.where import Precision, Where
    from tocsin.fields.who import Party, Sector
    from tocsin.linking.copies import Copies, group_copies
    from tocsin.linking.events import Event, link
    from tocsin.linking.relations import Relation, relate
    from tocsin.linking.stories import group_stories
    from tocsin.linking.values import Preset, discrepancy, divergence, readings_of, settle
    from tocsin.reading import Tools, read_reports
    from tocsin.reports import Rejected, RejectionReason, Report
    from tocsin.text.article import Article, DateBasis, Published
    from tocsin.text.files import read_article
    from tocsin.text.numbers import Figure, Hedge
    from tocsin.text.span import Evidence, Span

__all__ = [
    "Article",
    "Copies",
    "Count",
    "Dataset",
    "DatasetError",
    "DateBasis",
    "Event",
    "EventType",
    "Evidence",
    "Figure",
    "Form",
    "Hedge",
    "InvalidValueError",
    "Party",
    "Precision",
    "Preset",
    "Published",
    "Reading",
    "Rejected",
    "RejectionReason",
    "Relation",
    "Report",
    "Resolution",
    "ResourceError",
    "Sector",
    "Side",
    "Source",
    "Span",
    "Stance",
    "Status",
    "TocsinError",
    "Tools",
    "UnreadableInputError",
    "What",
    "When",
    "Where",
    "discrepancy",
    "divergence",
    "group_copies",
    "group_stories",
    "link",
    "read_article",
    "read_reports",
    "readings_of",
    "relate",
    "settle",
]

# Where each public name is defined; a test holds this against the imports above.
_DEFINED = {
    "dataset.store": ["Dataset"],
    "drafts": ["Count", "Reading"],
    "errors": [
        "DatasetError",
        "InvalidValueError",
        "ResourceError",
        "TocsinError",
        "UnreadableInputError",
    ],
    "fields.attribution": ["Source"],
    "fields.stance": ["Side", "Stance"],
    "fields.what": ["EventType", "Form", "Status", "What"],
    "fields.when": ["Resolution", "When"],
    "fields.where": ["Precision", "Where"],
    "fields.who": ["Party", "Sector"],
    "linking.copies": ["Copies", "group_copies"],
    "linking.events": ["Event", "link"],
    "linking.relations": ["Relation", "relate"],
    "linking.stories": ["group_stories"],
    "linking.values": ["Preset", "discrepancy", "divergence", "readings_of", "settle"],
    "reading": ["Tools", "read_reports"],
    "reports": ["Rejected", "RejectionReason", "Report"],
    "text.article": ["Article", "DateBasis", "Published"],
    "text.files": ["read_article"],
    "text.numbers": ["Figure", "Hedge"],
    "text.span": ["Evidence", "Span"],
}
_MODULES = {name: f"tocsin.{module}" for module, names in _DEFINED.items() for name in names}


def __getattr__(name: str) -> object:
    """A public name, imported from where it is defined."""
    if name not in _MODULES:
        raise AttributeError(f"module 'tocsin' has no attribute {name!r}")
    found = getattr(import_module(_MODULES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
