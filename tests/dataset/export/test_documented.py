"""Every format and every column of the native tables is documented."""

from pathlib import Path

import pytest

from tocsin.dataset.export.columns import Table
from tocsin.dataset.export.formats import format_names
from tocsin.dataset.export.tables import TABLES

DOCS = (Path(__file__).parents[3] / "docs" / "exports.md").read_text("utf-8")


@pytest.mark.parametrize("name", format_names())
def test_every_format_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_documented(table: Table) -> None:
    _, _, part = DOCS.partition(f"### `{table.name}`")
    part = part.partition("\n### ")[0]
    for column in table.columns:
        assert f"| `{column.name}` | {column.type.value} | {column.words}" in part
