"""Training scripts: what they take from the package is there, whether or not torch is installed."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(
    script
    for folder in ("training", "benchmarks")
    for script in (ROOT / folder).rglob("*.py")
    if not any(part.startswith(".") for part in script.relative_to(ROOT).parts)
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_name_taken_from_the_package_exists(script: Path) -> None:
    for node in ast.walk(ast.parse(script.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tocsin":
            assert node.module is not None
            module = import_module(node.module)
            for name in node.names:
                if not hasattr(module, name.name):
                    import_module(f"{node.module}.{name.name}")
