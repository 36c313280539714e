"""What goes with every export: `run.json`, `LOAD.md` and `CITATION.cff`.

Nothing in them depends on the day, the machine or the folder: the same records and options give the
same bytes.
"""

import json
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from tocsin.dataset.export.job import Job, Written
from tocsin.dataset.export.version import tool_version
from tocsin.dataset.lines import SCHEMA_VERSION


def manifest_of(name: str, job: Job, written: Written) -> dict[str, Any]:
    """What made the export, and the hash of every file of it.

    Args:
        name: Name of the format.
        job: What was asked.
        written: What was done.
    """
    seen = job.survey
    return {
        "tool": "tocsin",
        "version": tool_version(),
        "schema": SCHEMA_VERSION,
        "command": "export",
        "format": name,
        "options": {
            "preset": written.preset.value if written.preset else None,
            "redact": job.redacted,
            "formulas": None if job.escape is None else ("escape" if job.escape else "keep"),
        },
        "codebook": dict(written.codebook) if written.codebook else None,
        "source": {
            "name": job.contents.place,
            "sha256": seen.sha256,
            "custody": job.contents.custody,
        },
        "readers": list(seen.readers),
        "counts": {
            "events": seen.events,
            "reports": seen.reports,
            "reports_without_event": seen.loose,
            "rejected": seen.rejected,
            "articles": len(seen.shelf),
            "articles_not_at_hand": len(seen.absent),
            "left_out": {one.rule: len(one.ids) for one in written.left_out},
        },
        "files": files_of(job.folder, written.rows),
    }


def files_of(folder: Path, rows: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Size, hash and, where it has any, rows of every file in a folder, by name."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            with path.open("rb") as stream:
                digest = file_digest(stream, "sha256").hexdigest()
            told = {"rows": rows[name]} if name in rows else {}
            found[name] = {"bytes": path.stat().st_size, "sha256": digest, **told}
    return found


def manifest_text(manifest: Mapping[str, Any]) -> str:
    """The text of run.json."""
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def load_text(name: str, written: Written) -> str:
    """The text of LOAD.md."""
    parts = [f"# Loading this {name} export", "", "Run the lines in the folder of the export."]
    for loading in written.loads:
        parts += ["", f"## {loading.program}", "", "```", loading.lines, "```"]
    return "\n".join(parts) + "\n"


def citation_text(name: str, written: Written) -> str:
    """The text of CITATION.cff: the people who made the dataset put their names in."""
    book = written.codebook
    lines = [
        "cff-version: 1.2.0",
        'message: "Put the names of those who made this dataset in place of the author below."',
        "type: dataset",
        f"title: {json.dumps(f'Events coded from news articles ({name})', ensure_ascii=False)}",
        "authors:",
        '  - name: "The makers of this dataset"',
        "references:",
        "  - type: software",
        '    title: "tocsin: news articles to a sourced event dataset"',
        f"    version: {json.dumps(tool_version())}",
        "    authors:",
        '      - name: "The tocsin developers"',
    ]
    if book:
        title, source = book.get("title", book["name"]), book.get("source", "")
        lines += [
            "  - type: generic",
            f"    title: {json.dumps(title, ensure_ascii=False)}",
            f"    notes: {json.dumps(f'Coding scheme. {source}'.strip(), ensure_ascii=False)}",
            "    authors:",
            '      - name: "The authors of the coding scheme"',
        ]
    return "\n".join(lines) + "\n"
