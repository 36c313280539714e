"""Records as JSON, one a line, and the schema that says what stands in a line.

>>> from tocsin.text.inputs import Input, InputStatus
>>> encode_line(input_line(Coded(Input("a.txt", InputStatus.EMPTY))))[:47]
b'{"record":"input","schema":1,"name":"a.txt","st'

A line opens with what it is ("report", "rejected" or "input") and the version of the schema, so
that a reader of a later day knows what it holds. A report comes back from its line unchanged.
"""

from dataclasses import dataclass
from inspect import cleandoc
from typing import Any

import msgspec

from tocsin.dataset.coded import Coded
from tocsin.errors import InvalidValueError
from tocsin.reports import Rejected, Report
from tocsin.text.article import Published

__all__ = ["SCHEMA_VERSION", "InputLine", "decode_line", "encode_line", "input_line", "schema"]

# Raised by one whenever a field is renamed, removed or changes its meaning; a field that is only
# added does not raise it.
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class InputLine:
    """What became of one input, without its text.

    Attributes:
        name: The input as the user named it.
        status: What became of it; the values of `tocsin.text.unread.InputStatus`.
        note: Why, in words; empty where there is nothing to say.
        article: Id of its article; None if it could not be read.
        title: The headline of the article.
        published: Its publication day and the rule that gave it.
        sha256: Hash of the bytes that it came from.
        reports: How many reports were read.
        rejected: How many candidates were left out.
        failure: What went wrong while its reports were read; None if nothing did.
    """

    name: str
    status: str
    note: str
    article: str | None
    title: str | None
    published: Published | None
    sha256: str
    reports: int
    rejected: int
    failure: str | None


Line = Report | Rejected | InputLine
_KINDS: dict[str, type[Line]] = {"report": Report, "rejected": Rejected, "input": InputLine}
_encoder = msgspec.json.Encoder()


def input_line(coded: Coded) -> InputLine:
    """The line that tells what became of an input."""
    article = coded.input.article
    return InputLine(
        coded.input.name,
        coded.input.status.value,
        coded.input.note,
        article.id if article else None,
        article.title if article else None,
        article.published if article else None,
        article.sha256 if article else "",
        len(coded.reports),
        len(coded.rejected),
        coded.failure,
    )


def encode_line(record: Line) -> bytes:
    """A record as one line of JSON, without the line end; the same record gives the same bytes."""
    kind = next(name for name, class_ in _KINDS.items() if isinstance(record, class_))
    fields = msgspec.to_builtins(record)
    return _encoder.encode({"record": kind, "schema": SCHEMA_VERSION, **fields})


def decode_line(line: bytes | str) -> Line:
    """A record from its line.

    Raises:
        InvalidValueError: The line is no JSON object of a known record and schema, or a value in
            it cannot exist.
    """
    try:
        fields: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
        kind, version = fields.pop("record", None), fields.pop("schema", None)
        if kind not in _KINDS or version != SCHEMA_VERSION:
            known = ", ".join(_KINDS)
            raise InvalidValueError(
                f"a line of record {kind!r} and schema {version!r}; "
                f"this version reads {known} of schema {SCHEMA_VERSION}"
            )
        return msgspec.convert(fields, _KINDS[kind])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidValueError(f"not a record of tocsin: {error}") from error


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of every line, as written to `docs/schema/report.schema.json`."""
    names = list(_KINDS.items())
    refs, parts = msgspec.json.schema_components(
        [class_ for _, class_ in names], ref_template="#/$defs/{name}"
    )
    for part in parts.values():
        if "description" in part:  # the docstring, with the indentation of its source
            part["description"] = cleandoc(part["description"])
    for kind, class_ in names:
        part = parts[class_.__name__]
        part["properties"] = {
            "record": {"const": kind},
            "schema": {"const": SCHEMA_VERSION},
            **part["properties"],
        }
        part["required"] = ["record", "schema", *part.get("required", [])]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"tocsin lines, schema {SCHEMA_VERSION}",
        "anyOf": list(refs),
        "$defs": parts,
    }
