"""An article for people: where it came from, when it appeared, and what was read in it."""

from collections.abc import Iterator
from typing import Any

import msgspec
from rich.console import Group
from rich.table import Table
from rich.text import Text

from tocsin.cli.consoles import shown
from tocsin.cli.tables import report_parts
from tocsin.dataset.filters import Filter
from tocsin.dataset.store import Dataset
from tocsin.text.article import Article


def show_article(dataset: Dataset, article: Article) -> Group:
    """An article with its origin, its reports, and the candidates that were left out."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for label, value in _origin(dataset, article):
        table.add_row(label, shown(value))
    parts: list[Any] = [shown(f"{article.id}  {article.title or ''}", "bold"), table, Text()]
    for report in dataset.reports(Filter(article=article.id)):
        parts += report_parts(report)
    for rejected in dataset.rejected(article.id):
        why = f"left out ({rejected.reason.value}): {rejected.type} at “{rejected.anchor.words}”"
        parts.append(shown(f"  {why}  {rejected.id}", "dim"))
    return Group(*parts)


def article_facts(dataset: Dataset, article: Article) -> dict[str, Any]:
    """The same as plain values, with the text."""
    reading = dataset.readings.of(article.id)
    return {
        "kind": "article",
        **msgspec.to_builtins(article),
        "original": str(_original(dataset, article) or "") or None,
        "reading": msgspec.to_builtins(reading) if reading else None,
        "reports": [msgspec.to_builtins(one) for one in dataset.reports(_of(article))],
        "rejected": [msgspec.to_builtins(one) for one in dataset.rejected(article.id)],
    }


def _of(article: Article) -> Filter:
    return Filter(article=article.id)


def _origin(dataset: Dataset, article: Article) -> Iterator[tuple[str, str]]:
    """Where an article came from, as a label and a value each."""
    published = article.published
    if published is None:
        yield "published", f"not known: tocsin date {article.id} YYYY-MM-DD"
    else:
        words = f", “{article.text[slice(*published.span)]}”" if published.span else ""
        yield "published", f"{published.day} ({published.basis.value}{words})"
    for label, value in (("outlet", article.outlet), ("author", article.author),
                         ("place", article.dateline), ("url", article.url),
                         ("note", article.note)):  # fmt: skip
        if value:
            yield label, value
    yield "original", str(_original(dataset, article) or f"sha256 {article.sha256}, not kept")
    reading = dataset.readings.of(article.id)
    if reading is None:
        yield "read", "not yet: tocsin code"
    elif reading.failure:
        yield "read", f"failed: {reading.failure}"
    else:
        yield "read", f"{reading.at:%Y-%m-%d %H:%M} by {reading.made_by.reader}"


def _original(dataset: Dataset, article: Article) -> str | None:
    """File of the bytes as they came in, seen from the folder of the project."""
    folder = dataset.originals_folder
    file = folder / article.sha256[:2] / article.sha256 if folder else None
    return (
        f"{file.parent.parent.name}/{file.parent.name}/{file.name}"
        if file and file.is_file()
        else None
    )
