"""Article to reports with everything that tocsin ships: parser, reader, gazetteer."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from tocsin.confidence import with_confidences
from tocsin.fields.where import Gazetteer
from tocsin.marks.learned import LearnedReader
from tocsin.marks.linear import LinearReader
from tocsin.marks.marks import Reader
from tocsin.places import Gazetteer as ShippedGazetteer
from tocsin.reports import Rejected, Report, read_marked
from tocsin.text.article import Article
from tocsin.text.parse import parse


class ReaderName(StrEnum):
    """The readers that tocsin ships."""

    LEARNED = "learned"  # a small language model; its reports carry a confidence
    LINEAR = "linear"  # log-linear models over a parse; finds less, and is easier to look into


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs besides the article; pass your own to swap one of them."""

    reader: Reader
    gazetteer: Gazetteer


def shipped_tools(reader: ReaderName = ReaderName.LEARNED) -> Tools:
    """A reader and the gazetteer of this version, opened once a process.

    Raises:
        ResourceError: One of them is not installed, or is not the expected one.
    """
    return _tools(ReaderName(reader))


def read_reports(article: Article, tools: Tools | None = None) -> list[Report | Rejected]:
    """Read every report of an article, and say of every other candidate why it is none.

    Args:
        article: The article; its text is not changed and not interpreted as markup.
        tools: Reader and gazetteer; the shipped ones if None.

    Returns:
        Reports in the order of their anchors, then the rejected candidates in theirs. An article
        that tells nothing gives an empty list. Reports have confidences where the reader's own
        are calibrated: those of the learned reader.

    Raises:
        ResourceError: A model or table is not installed.
    """
    used = tools or shipped_tools()
    doc = parse(article, syntax=used.reader.needs_parse)
    marks = used.reader.read(doc)
    records = read_marked(doc, marks, used.gazetteer, used.reader.name)
    return with_confidences(doc, marks, records)


def reading_with(reader: ReaderName) -> Callable[[Article], list[Report | Rejected]]:
    """`read_reports` with one of the shipped readers, as a function that workers can be sent."""
    return partial(_read_with, ReaderName(reader))


def _read_with(reader: ReaderName, article: Article) -> list[Report | Rejected]:
    return read_reports(article, shipped_tools(reader))


@cache
def _tools(reader: ReaderName) -> Tools:
    readers: dict[ReaderName, type[Reader]] = {
        ReaderName.LEARNED: LearnedReader,
        ReaderName.LINEAR: LinearReader,
    }
    return Tools(readers[reader](), _gazetteer())


@cache
def _gazetteer() -> ShippedGazetteer:
    return ShippedGazetteer()
