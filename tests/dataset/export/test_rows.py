"""Rows of the native tables: nothing slips under another column, and no evidence is lost."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from tocsin.dataset.coded import Coded
from tocsin.dataset.export import rows, tables
from tocsin.dataset.export.bundle import native_rows
from tocsin.dataset.export.contents import Records, survey
from tocsin.dataset.export.job import Job
from tocsin.dataset.export.marked import MARKED, marks_of
from tocsin.dataset.export.settled import settled_days, settled_place
from tocsin.fields.when import Resolution, When
from tocsin.fields.where import Precision, Where
from tocsin.linking.events import Event
from tocsin.linking.values import Preset
from tocsin.reports import Confidences, Report
from tocsin.text.gazetteer import PlaceKind
from tocsin.text.span import Evidence


def evidence_in(value: object) -> Iterator[Evidence]:
    """All evidence anywhere in a record."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from evidence_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from evidence_in(getattr(value, field.name))


def test_no_evidence_is_lost(results: list[Coded]) -> None:
    for coded in results:
        for report in coded.reports:
            told = [evidence for *_, evidence in rows.evidence_of(report)]
            assert sorted(told) == sorted(evidence_in(report))


def test_every_field_of_a_mark_is_known(results: list[Coded]) -> None:
    found = {mark.field for one in results for report in one.reports for mark in marks_of(report)}
    assert found <= set(MARKED)
    assert {"size", "anchor", "sentence", "issue_for", "size_speaker"} <= found


def job(contents: Records) -> Job:
    return Job(contents, survey(contents), None)  # type: ignore[arg-type] # nothing is written


def test_each_row_has_the_columns_of_its_table_and_their_types(contents: Records) -> None:
    kinds = {"text": str, "integer": int, "number": (int, float), "flag": bool}
    for table, row in native_rows(job(contents)):
        columns = {column.name: column for column in table.columns}
        assert set(row) <= set(columns)
        for name, cell in row.items():
            column = columns[name]
            assert cell is None or isinstance(cell, kinds[column.type])  # type: ignore[arg-type]
            assert cell is not None or not column.required, (table.name, name)
            assert cell is None or not column.codes or cell in column.codes


def test_each_column_is_filled_by_some_record(rally: Coded) -> None:
    """A column that no row function names would be empty for ever."""
    report = rally.reports[0]
    assert report.stance
    size = report.size
    full = replace(
        report,
        killed=size,
        injured=size,
        arrested=size,
        recipients=report.actors,
        confidences=Confidences(**dict.fromkeys(tables.CONFIDENT, 0.5)),
        confidence=0.5,
    )
    told = set(rows.report_row(full))
    assert told == {column.name for column in tables.REPORTS.columns}
    told = set(rows.event_row(Event("e", (full,)), Preset.REPRESENTATIVE))
    assert told == {column.name for column in tables.EVENTS.columns}
    article = rally.input.article
    assert article
    assert set(rows.document_row(article)) == {c.name for c in tables.DOCUMENTS.columns}
    assert set(rows.rejected_row(rally.rejected[0])) == {c.name for c in tables.REJECTED.columns}


@pytest.mark.parametrize("preset", list(Preset))
def test_a_single_report_is_what_each_preset_chooses(results: list[Coded], preset: Preset) -> None:
    for report in (report for coded in results for report in coded.reports):
        one = Event("e", (report,))
        assert rows._told(report) == rows._settled(one, preset)


def event(rally: Coded, *places: Where) -> Event:
    first = rally.reports[0]
    return Event("e", tuple(replace(first, id=f"r{n}", where=p) for n, p in enumerate(places)))


ORSHA = Where("Red Hall", "Orsha", None, "BLR", Precision.VENUE, 1, 2, 5, point=PlaceKind.VENUE)
TOWN = Where(None, "Minsk", None, "BLR", Precision.CITY, 3, 4, 6)


def test_a_venue_stays_with_its_city(rally: Coded) -> None:
    place = settled_place(event(rally, ORSHA, TOWN, TOWN), Preset.REPRESENTATIVE)
    assert (place.venue, place.city, place.latitude, place.geonameid) == (None, "Minsk", 3, 6)
    assert place.precision is Precision.CITY
    place = settled_place(event(rally, replace(ORSHA, city="Minsk"), TOWN), Preset.REPRESENTATIVE)
    assert (place.venue, place.city, place.latitude) == ("Red Hall", "Minsk", 1)
    assert place.point is PlaceKind.VENUE


def test_the_coordinates_of_another_venue_are_not_taken(rally: Coded) -> None:
    other = replace(ORSHA, venue="Blue Hall", latitude=9, longitude=9)
    bare = Where("Red Hall", "Orsha", None, "BLR", Precision.VENUE)
    place = settled_place(event(rally, bare, bare, other), Preset.REPRESENTATIVE)
    assert (place.venue, place.latitude) == ("Red Hall", None)


def test_the_careful_preset_goes_as_far_as_the_least_exact_report(rally: Coded) -> None:
    place = settled_place(event(rally, ORSHA, TOWN), Preset.CONSERVATIVE)
    assert (place.country, place.city, place.venue, place.latitude) == ("BLR", "Minsk", None, 3)
    assert place.precision is Precision.CITY
    country = Where(country="BLR", precision=Precision.COUNTRY)
    place = settled_place(event(rally, ORSHA, country), Preset.CONSERVATIVE)
    assert (place.country, place.city, place.venue, place.latitude) == ("BLR", None, None, None)
    assert place.precision is Precision.COUNTRY


DAYS = [
    # starts and ends of the reports, start, end, precision
    ((("2024-06-25", "2024-06-25"),), "2024-06-25", "2024-06-25", "day"),
    ((("2024-06-24", "2024-06-26"),), "2024-06-24", "2024-06-26", "range"),
    ((("2024-06", "2024-06"),), "2024-06", "2024-06", "month"),
    (((None, None),), None, None, "none"),
    (((None, "2024-06-01"), ("2024-06-03", None)), "2024-06-03", "2024-06-03", "day"),
]


@pytest.mark.parametrize(("bounds", "start", "end", "precision"), DAYS)
def test_days(
    rally: Coded,
    bounds: tuple[tuple[str | None, str | None], ...],
    start: str | None,
    end: str | None,
    precision: str,
) -> None:
    whens = [When(one, two, Resolution.DATED) for one, two in bounds]
    reports = tuple(replace(rally.reports[0], id=f"r{n}", when=w) for n, w in enumerate(whens))
    days = settled_days(Event("e", reports), Preset.REPRESENTATIVE)
    assert (days.start, days.end, days.precision) == (start, end, precision)


def test_compulsion_is_told_where_one_report_tells_it(rally: Coded) -> None:
    report = rally.reports[0]
    assert report.stance
    silent = replace(report, id="r2", stance=replace(report.stance, compelled=None))

    def compelled(*reports: Report) -> object:
        return rows.event_row(Event("e", reports), Preset.REPRESENTATIVE)["compelled"]

    assert compelled(silent, report) is True
    assert compelled(silent) is None


def test_lists_name_each_thing_once_and_on_one_line(rally: Coded) -> None:
    report = rally.reports[0]
    wrapped = replace(report.actors[0], text="About 12,000\n people")
    both = replace(report, actors=(report.actors[0], wrapped))
    assert rows.report_row(both)["actors"] == "About 12,000 people"


def test_the_documents_of_reports_that_are_not_at_hand_have_a_row(contents: Records) -> None:
    bare = replace(contents, documents=())
    found = [row for table, row in native_rows(job(bare)) if table is tables.DOCUMENTS]
    assert {row["document_id"] for row in found} == {one.id for one in contents.documents}
