"""Lines that load what was written, in pandas, R and Stata.

>>> from tocsin.dataset.export.columns import Column
>>> table = Table("events", "One row an event.", (Column("id", Type.TEXT, "Its id."),))
>>> print(stata_line(table, "events.csv"))
import delimited using "events.csv", clear varnames(1) case(preserve) encoding("utf-8") \
bindquote(strict) maxquotedrows(unlimited) stringcols(1)

Types are given to each program: left to guess, one makes a number of a date that is a year, another
drops the zeros that a country code begins with, a third takes the word NA for a missing cell.
"""

import json
from collections.abc import Iterable, Sequence

from tocsin.codebooks.scheme import CellType, Format
from tocsin.codebooks.scheme import Table as SchemeTable
from tocsin.dataset.export.columns import Table, Type
from tocsin.dataset.export.job import Loading

_PANDAS = """\
import json
from pathlib import Path
import pandas as pd
package = json.loads(Path("datapackage.json").read_text("utf-8"))
types = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
tables = {
    table["name"]: pd.read_csv(
        table["path"], keep_default_na=False, na_values=[""], encoding="utf-8",
        dtype={field["name"]: types[field["type"]] for field in table["schema"]["fields"]},
    )
    for table in package["resources"]
}
events = tables["events"]"""
_R = """\
package <- jsonlite::fromJSON("datapackage.json", simplifyVector = FALSE)
types <- c(string = "character", integer = "integer", number = "numeric", boolean = "logical")
read_table <- function(table) {
  fields <- table$schema$fields
  read.csv(table$path, na.strings = "", fileEncoding = "UTF-8",
           colClasses = setNames(types[sapply(fields, `[[`, "type")],
                                 sapply(fields, `[[`, "name")))
}
tables <- setNames(lapply(package$resources, read_table), sapply(package$resources, `[[`, "name"))
events <- tables$events"""
_NUMBERS = frozenset({CellType.INTEGER, CellType.NUMBER, CellType.FLAG})


def load_bundle(tables: Iterable[Table]) -> tuple[Loading, ...]:
    """How the CSV bundle is loaded: types come from its datapackage.json."""
    lines = [stata_line(table, f"{table.name}.csv") for table in tables]
    return (Loading("pandas", _PANDAS), Loading("R", _R), Loading("Stata", "\n".join(lines)))


def load_table(table: SchemeTable) -> tuple[Loading, ...]:
    """How a table of a coding scheme is loaded."""
    if table.dialect.format is Format.JSON_LINES:
        return _load_json_lines(table)
    name, dialect = table.name, table.dialect
    text = [column.name for column in table.columns if column.type not in _NUMBERS]
    missing = sorted(
        {dialect.missing, *(c.missing for c in table.columns if c.missing is not None), ""}
    )
    pandas = (
        f"import pandas as pd\n"
        f"{name} = pd.read_csv(\n"
        f"    {_quoted(table.file)}, sep={_quoted(dialect.delimiter)}, "
        f"encoding={_quoted(dialect.encoding)},\n"
        f"    keep_default_na=False, na_values={_quoted(missing)},\n"
        f'    dtype=dict.fromkeys({_quoted(text)}, "string"),\n'
        f")"
    )
    r = (
        f"{name} <- read.delim({_quoted(table.file)}, sep = {_quoted(dialect.delimiter)}, "
        f'quote = "\\"",\n'
        f"  fileEncoding = {_quoted(dialect.encoding)}, check.names = FALSE,\n"
        f"  na.strings = c({', '.join(map(_quoted, missing))}),\n"
        f'  colClasses = sapply(c({", ".join(map(_quoted, text))}), function(x) "character"))'
    )
    columns = [n for n, column in enumerate(table.columns, 1) if column.type not in _NUMBERS]
    stata = _stata(table.file, dialect.delimiter, dialect.encoding, columns)
    return (Loading("pandas", pandas), Loading("R", r), Loading("Stata", stata))


def stata_line(table: Table, file: str) -> str:
    """The line that loads a native table in Stata, with every column of text kept as text."""
    text = [
        number
        for number, column in enumerate(table.columns, 1)
        if column.type in (Type.TEXT, Type.FLAG)
    ]
    return _stata(file, ",", "utf-8", text)


def _stata(file: str, delimiter: str, encoding: str, text: Sequence[int]) -> str:
    parted = "" if delimiter == "," else f"delimiters({_quoted(delimiter)}) "
    kept = f" stringcols({' '.join(map(str, text))})" if text else ""
    return (
        f'import delimited using "{file}", clear varnames(1) case(preserve) '
        f'encoding("{encoding}") {parted}bindquote(strict) maxquotedrows(unlimited){kept}'
    )


def _load_json_lines(table: SchemeTable) -> tuple[Loading, ...]:
    file, name = _quoted(table.file), table.name
    return (
        Loading(
            "pandas",
            f"import pandas as pd\n{name} = pd.read_json({file}, lines=True, dtype=False)",
        ),
        Loading("R", f'{name} <- jsonlite::stream_in(file({file}, encoding = "UTF-8"))'),
        Loading("Stata", "* Stata reads no nested records"),
    )


def _quoted(value: object) -> str:
    """A value as Python, R and Stata all write it; lists as Python does."""
    return json.dumps(value, ensure_ascii=False)
