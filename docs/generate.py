"""Write what the documentation takes from the program; `--check` only tells what is stale."""

import json
import os
import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "src"))
# The same width and no colours wherever this runs.
os.environ.update(COLUMNS="88", NO_COLOR="1", TERM="dumb", _TYPER_FORCE_DISABLE_TERMINAL="1")


def generated() -> dict[Path, str]:
    """Every generated file with its content."""
    from typer.testing import CliRunner

    from tocsin.cli.app import app
    from tocsin.dataset.lines import schema

    def help_of(*command: str) -> str:
        shown = CliRunner().invoke(app, [*command, "--help"], prog_name="tocsin").output
        lines = "\n".join(line.rstrip() for line in shown.strip("\n").split("\n"))
        title = " ".join(("tocsin", *command))
        return f"## `{title}`\n\n```text\n{lines.strip()}\n```\n"

    names = sorted(
        (command.name or command.callback.__name__)  # type: ignore[union-attr]
        for command in app.registered_commands
    )
    head = (DOCS / "commands.head.md").read_text("utf-8")
    return {
        DOCS / "commands.md": "\n".join([head, help_of(), *(help_of(name) for name in names)]),
        DOCS / "schema" / "report.schema.json": json.dumps(schema(), indent=2) + "\n",
    }


def main() -> int:
    """Write or check; 1 if something is not current."""
    stale = [
        (path, content)
        for path, content in generated().items()
        if not path.exists() or path.read_text("utf-8") != content
    ]
    for path, content in stale:
        if "--check" in sys.argv:
            sys.stderr.write(f"{path.relative_to(DOCS.parent)} is not current: run `make docs`\n")
        else:
            path.write_text(content, "utf-8")
    return int("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
