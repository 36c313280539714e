"""Article to reports with everything that tocsin ships: parser, reader, gazetteer."""

from dataclasses import dataclass
from functools import cache

from tocsin.fields.where import Gazetteer
from tocsin.marks.linear import LinearReader
from tocsin.marks.marks import Reader
from tocsin.places import Gazetteer as ShippedGazetteer
from tocsin.reports import Rejected, Report, read_marked
from tocsin.text.article import Article
from tocsin.text.parse import parse


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs besides the article; pass your own to swap one of them."""

    reader: Reader
    gazetteer: Gazetteer


@cache
def shipped_tools() -> Tools:
    """The reader and the gazetteer of this version, opened once a process.

    Raises:
        ResourceError: One of them is not installed, or is not the expected one.
    """
    return Tools(LinearReader(), ShippedGazetteer())


def read_reports(article: Article, tools: Tools | None = None) -> list[Report | Rejected]:
    """Read every report of an article, and say of every other candidate why it is none.

    Args:
        article: The article; its text is not changed and not interpreted as markup.
        tools: Reader and gazetteer; the shipped ones if None.

    Returns:
        Reports in the order of their anchors, then the rejected candidates in theirs. An article
        that tells nothing gives an empty list.

    Raises:
        ResourceError: A model or table is not installed.
    """
    used = tools or shipped_tools()
    doc = parse(article)
    return read_marked(doc, used.reader.read(doc), used.gazetteer, used.reader.name)
