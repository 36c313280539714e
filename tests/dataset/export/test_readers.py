"""Other programs read what is written, and find in it what was put in."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import cassis
import duckdb
import frictionless
import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest

from tocsin.dataset.coded import Coded
from tocsin.dataset.export import tables
from tocsin.dataset.export.contents import Records
from tocsin.dataset.export.formats import export
from tocsin.dataset.export.lines import read_lines, schema
from tocsin.dataset.export.marked import marks_of
from tocsin.dataset.export.of_dataset import OfDataset
from tocsin.dataset.store import Dataset
from tocsin.linking.events import Event, link
from tocsin.reports import Report
from tocsin.text.span import Span


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exports")


def out(contents: Records, folder: Path, name: str) -> Path:
    """An export that is made once for all tests."""
    target = folder / name
    return target if target.exists() else export(contents, name, target).folder


def test_frictionless_finds_no_fault(contents: Records, folder: Path) -> None:
    made = out(contents, folder, "csv")
    report = frictionless.validate(str(made / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert {task.name for task in report.tasks} == {table.name for table in tables.TABLES}


def test_frictionless_finds_a_fault_that_is_made(contents: Records, folder: Path) -> None:
    made = export(contents, "csv", folder / "faulty").folder
    path = made / "event_report.csv"
    path.write_text(path.read_text("utf-8").replace("r1a2b3c4d5e6", "r0"), "utf-8")
    assert not frictionless.validate(str(made / "datapackage.json")).valid


def loaded(made: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the lines for pandas in LOAD.md leave behind."""
    monkeypatch.chdir(made)
    text = Path("LOAD.md").read_text("utf-8")
    lines = re.search(r"## pandas\n\n```\n(.*?)\n```", text, re.DOTALL)
    assert lines
    found: dict[str, Any] = {}
    exec(lines[1], found)  # noqa: S102 - our own lines, which have to run
    return found


def test_pandas_reads_the_tables(
    contents: Records, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = loaded(out(contents, folder, "csv"), monkeypatch)["tables"]
    assert {name: len(table) for name, table in found.items()} == {
        "documents": 2, "reports": 3, "events": 2, "event_report": 2,
        "parties": 6, "figures": 3, "evidence": 25, "rejected": 1,
    }  # fmt: skip
    [row] = found["events"].loc[found["events"]["event_type"] == "PROTEST"].to_dict("records")
    assert (row["iso3"], row["iso_num"], row["cowcode"]) == ("BLR", "112", 370)
    assert (row["size_low"], row["size_high"], row["size_best"]) == (12_000, 30_000, 12_000)
    assert row["compelled"] is True
    assert row["sources"] == "a machinist > Radio Meridian"
    assert row["venue"] == "Spartak stadium"
    assert pd.isna(row["killed_low"])


@pytest.mark.parametrize(
    "name", ["jsonl", "sqlite", "parquet", "geojson", "label-studio", "web-annotation", "cas",
             "acled", "ccc", "massmob", "mmad", "plover", "polecat"],
)  # fmt: skip
def test_the_lines_for_pandas_run(
    name: str, contents: Records, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = loaded(out(contents, folder, name), monkeypatch)
    assert any(isinstance(value, pd.DataFrame) for value in found.values())


def test_parquet_holds_what_csv_holds(
    contents: Records, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = out(contents, folder, "parquet")
    read = loaded(out(contents, folder, "csv"), monkeypatch)["tables"]
    for table in tables.TABLES:
        path = made / f"{table.name}.parquet"
        rows = pq.read_table(path).to_pylist()
        names = [column.name for column in table.columns]
        assert pq.read_schema(path).names == names
        cells = read[table.name].astype(object).where(read[table.name].notna(), None)
        told = [dict(zip(names, row, strict=True)) for row in cells.itertuples(index=False)]
        for row in told:  # what was made safe for spreadsheets is plain in Parquet
            for key, cell in row.items():
                if isinstance(cell, str) and cell.startswith("'="):
                    row[key] = cell[1:]
        assert rows == told
        with duckdb.connect() as connection:
            count = connection.execute(f"SELECT count(*) FROM '{path}'").fetchone()  # noqa: S608
        assert count == (len(rows),)


def test_lines_come_back_as_the_same_records(contents: Records, folder: Path) -> None:
    path = out(contents, folder, "jsonl") / "dataset.jsonl"
    back = read_lines(path)
    assert back.linked == contents.linked
    assert back.reports == contents.reports
    assert back.candidates == contents.candidates
    assert back.documents == contents.documents
    validator = jsonschema.Draft202012Validator(schema())
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {line["record"] for line in lines} == {"article", "event", "report", "rejected"}
    for line in lines:
        validator.validate(line)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**lines[0], "record": "events"})


def test_a_dataset_is_copied_whole(rally: Coded, tmp_path: Path) -> None:
    article = rally.input.article
    assert article
    with Dataset(tmp_path / "a.tocsin") as dataset:
        dataset.add([*link(rally.records), *rally.rejected, article])
        export(OfDataset(dataset), "sqlite", tmp_path / "out")
        with Dataset(tmp_path / "out" / "dataset.sqlite") as copy:
            assert list(copy.events()) == list(dataset.events())
            assert list(copy.rejected()) == list(dataset.rejected())
            assert list(copy.articles()) == list(dataset.articles())


def test_records_become_a_dataset(contents: Records, folder: Path) -> None:
    path = out(contents, folder, "sqlite") / "dataset.sqlite"
    assert sorted(one.name for one in path.parent.glob("dataset*")) == ["dataset.sqlite"]
    with Dataset(path) as dataset:
        found = OfDataset(dataset)
        assert tuple(found.events()) == contents.linked
        assert tuple(found.loose()) == contents.reports
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_features_lie_where_the_text_says(contents: Records, folder: Path) -> None:
    text = (out(contents, folder, "geojson") / "events.geojson").read_text("utf-8")
    jsonschema.validate(json.loads(text), GEOJSON)
    features = json.loads(text)["features"]
    assert [feature["id"] for feature in features] == [one.id for one in contents.linked]
    assert all(feature["geometry"] is None for feature in features)


def test_a_town_has_a_point_and_a_province_has_none(rally: Coded, tmp_path: Path) -> None:
    events = tuple(Event(f"e{n}", (report,)) for n, report in enumerate(rally.reports))
    made = export(Records(events), "geojson", tmp_path / "out").folder / "events.geojson"
    planned = json.loads(made.read_text("utf-8"))["features"][1]
    assert planned["geometry"] == {"type": "Point", "coordinates": [27.567, 53.9]}
    assert planned["properties"]["geo_prec"] == "city"


def test_label_studio_marks_the_words(contents: Records, folder: Path) -> None:
    made = out(contents, folder, "label-studio")
    config = (made / "labeling.xml").read_text("utf-8")
    for task in json.loads((made / "tasks.json").read_text("utf-8")):
        text = task["data"]["text"]
        for prediction in task["predictions"]:
            ids = {item["id"] for item in prediction["result"] if item["type"] == "labels"}
            for item in prediction["result"]:
                if item["type"] == "relation":
                    assert {item["from_id"], item["to_id"]} <= ids
                    continue
                value = item["value"]
                assert text[value["start"] : value["end"]] == value["text"]
                assert f'<Label value="{value["labels"][0]}"/>' in config


def test_annotations_find_their_words(contents: Records, folder: Path) -> None:
    path = out(contents, folder, "web-annotation") / "annotations.jsonld"
    page = json.loads(path.read_text("utf-8"))
    jsonschema.validate(page, ANNOTATIONS)
    texts = {f"urn:sha256:{one.sha256}": one.text for one in contents.documents}
    reports = [report for event in contents.linked for report in event.reports]
    count = sum(len(list(marks_of(report))) for report in (*reports, *contents.reports))
    assert len(page["items"]) == count
    assert len({item["id"] for item in page["items"]}) == count
    for item in page["items"]:
        place, words = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        around = words["prefix"] + words["exact"] + words["suffix"]
        assert text[place["start"] : place["end"]] == words["exact"]
        assert around in text


def test_cassis_reads_every_article(rally: Coded, tmp_path: Path) -> None:
    article = rally.input.article
    assert article
    made = export(
        Records(tuple(link(rally.records)), documents=(article,)), "cas", tmp_path / "out"
    ).folder
    with (made / "000001.json").open("rb") as stream:
        cas = cassis.load_cas_from_json(stream)
    assert cas.sofa_string == article.text
    found = {one.report_id: one for one in cas.select("tocsin.Report")}
    assert set(found) == {report.id for report in rally.reports}
    for report in rally.reports:
        assert found[report.id].get_covered_text() == report.anchor.words
        words = [
            one.get_covered_text()
            for one in cas.select("tocsin.Evidence")
            if one.report.report_id == report.id
        ]
        assert sorted(words) == sorted(mark.evidence.words for mark in marks_of(report))


def test_offsets_of_uima_count_two_for_wide_letters(rally: Coded, tmp_path: Path) -> None:
    report, article = rally.reports[0], rally.input.article
    assert article
    wide = replace(article, text="😀😀" + article.text)
    moved = moved_by(2, report)
    made = export(Records((), (moved,), (), (wide,)), "cas", tmp_path / "out").folder
    tree = json.loads((made / "000001.json").read_text("utf-8"))
    [found] = [one for one in tree["%FEATURE_STRUCTURES"] if one["%TYPE"] == "tocsin.Report"]
    assert found["begin"] == report.anchor.span.start + 4
    with (made / "000001.json").open("rb") as stream:
        cas = cassis.load_cas_from_json(stream)
    [one] = cas.select("tocsin.Report")
    assert one.get_covered_text() == report.anchor.words


def moved_by(offset: int, report: Report) -> Report:
    """A report of a text with so many letters before it; only its anchor keeps evidence."""
    span = report.anchor.span
    anchor = replace(report.anchor, span=Span(span.start + offset, span.end + offset))
    return replace(report, anchor=anchor)


GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "properties": {"type": "object"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "prefixItems": [
                                            {"minimum": -180, "maximum": 180},
                                            {"minimum": -90, "maximum": 90},
                                        ],
                                        "minItems": 2,
                                        "maxItems": 2,
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
ANNOTATIONS = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "motivation", "body", "target"],
                "properties": {
                    "type": {"const": "Annotation"},
                    "target": {
                        "required": ["source", "selector"],
                        "properties": {
                            "selector": {
                                "prefixItems": [
                                    {"required": ["type", "start", "end"]},
                                    {"required": ["type", "exact", "prefix", "suffix"]},
                                ]
                            }
                        },
                    },
                },
            },
        },
    },
}
