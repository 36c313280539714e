"""Two articles' records as contents, and an export of them in every format."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tocsin.dataset.coded import Coded
from tocsin.dataset.export.contents import Records
from tocsin.dataset.export.formats import Export, Options, export
from tocsin.linking.events import Event, link

Exporting = Callable[..., Export]


@pytest.fixture(scope="session")
def contents(rally: Coded, hostile: Coded) -> Records:
    """Two events, a report that belongs to none, a rejected candidate, two articles."""
    events = link([*rally.records, *hostile.records])
    first, *_ = events
    held = {report.id for report in first.reports}
    loose = [report for report in rally.reports if report.id not in held]
    names = {report.id for report in loose}
    kept = [event for event in events if event.reports[0].id not in names]
    articles = [coded.input.article for coded in (rally, hostile) if coded.input.article]
    return Records(tuple(kept), tuple(loose), rally.rejected, tuple(articles))


@pytest.fixture
def exported(contents: Records, tmp_path: Path) -> Exporting:
    """A function that exports the contents, or others, in a format."""

    def run(format_: str, options: Options | None = None, of: Records | None = None) -> Export:
        return export(of or contents, format_, tmp_path / format_, options)

    return run


@pytest.fixture
def pair(rally: Coded) -> Event:
    """An event with two reports of one article."""
    return Event("e1", tuple(rally.reports))
