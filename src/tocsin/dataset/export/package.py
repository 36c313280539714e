"""`datapackage.json`: what the tables of a bundle hold, for programs (Data Package 1).

It is a plain tree written by hand: the libraries that write it would be ten times the size of
tocsin's own code.
"""

from collections.abc import Mapping
from typing import Any

from tocsin.dataset.export.columns import Column, Table, Type

_TYPES = {
    Type.TEXT: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.FLAG: "boolean",
}


def package_of(
    tables: tuple[Table, ...], counts: Mapping[str, int], escaped: bool, version: str
) -> dict[str, Any]:
    """The description of a bundle of CSV files.

    Args:
        tables: Its tables.
        counts: How many rows each file has, by its name.
        escaped: Whether cells that a spreadsheet would run have an apostrophe before them.
        version: Version of tocsin.
    """
    return {
        "profile": "tabular-data-package",
        "name": "tocsin-events",
        "title": "Events with their reports, documents and evidence",
        "tocsin": {"version": version, "formulas": "escaped" if escaped else "kept"},
        "resources": [_resource(table, counts) for table in tables],
    }


def _resource(table: Table, counts: Mapping[str, int]) -> dict[str, Any]:
    path = f"{table.name}.csv"
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path,
        "description": table.words,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "rows": counts[path],
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.links:
        schema["foreignKeys"] = [
            {"fields": link.column, "reference": {"resource": link.table, "fields": link.key}}
            for link in table.links
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.words,
    }
    if column.type is Type.FLAG:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = [str(code) for code in column.codes]
    return {**field, "constraints": constraints} if constraints else field
