"""The documentation: complete, current, and its examples true."""

import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tocsin import errors
from tocsin.cli.app import app
from tocsin.cli.exits import Exit
from tocsin.dataset.lines import schema
from tocsin.fields.what import MODES, EventType
from tocsin.fields.who import Sector
from tocsin.text.unread import InputStatus

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
FIELDS = (DOCS / "fields.md").read_text("utf-8")
PARTS = schema()["$defs"]


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_what_is_generated_is_current() -> None:
    command = [sys.executable, str(DOCS / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_every_command_is_documented_and_says_what_it_does() -> None:
    commands = (DOCS / "commands.md").read_text("utf-8")
    for command in app.registered_commands:
        assert command.callback
        assert command.callback.__doc__
        assert f"## `tocsin {command.callback.__name__}`" in commands


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_documented(code: Exit) -> None:
    assert f"| {code.value} | `{code.name}` |" in (DOCS / "commands.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_field_and_every_value_is_documented(name: str) -> None:
    part = PARTS[name]
    for word in [*part.get("properties", {}), *part.get("enum", [])]:
        assert f"`{word}`" in FIELDS, f"{word} of {name}"


def test_every_mode_and_status_is_documented() -> None:
    for word in {mode for modes in MODES.values() for mode in modes} | set(InputStatus):
        assert f"`{word}`" in FIELDS


def test_every_error_is_documented() -> None:
    text = (DOCS / "errors.md").read_text("utf-8")
    for name, class_ in inspect.getmembers(errors, inspect.isclass):
        assert issubclass(class_, errors.TocsinError)
        assert f"| `{name}` |" in text
        assert name in (errors.__doc__ or "")


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        file, _, section = target.partition("#")
        if "://" in file:
            continue
        path = page.parent / file if file else page
        assert path.exists(), target
        if section:
            headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
            assert section in {heading.lower().replace(" ", "-") for heading in headings}, target


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_examples_in_python_are_true(page: Path) -> None:
    outcome = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert outcome.failed == 0


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "index.md").read_text("utf-8") + (DOCS / "design" / "index.md").read_text(
        "utf-8"
    )
    for page in DOCS.rglob("*.md"):
        if page.name not in {"index.md", "commands.head.md"}:
            assert f"({page.name})" in index


def test_the_version_is_the_same_everywhere() -> None:
    version = re.search(
        r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    assert version
    assert f"\nversion: {version[1]}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_changes_that_move_numbers_have_their_heading() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "## Unreleased" in changelog
    assert "### Changes that move your numbers" in changelog


def test_every_sector_and_type_has_its_codes_in_other_schemes() -> None:
    page = (DOCS / "derived.md").read_text("utf-8")
    for value in (*Sector, *EventType):
        assert f"| `{value.value}` | " in page, value
