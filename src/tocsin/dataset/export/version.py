"""Which tocsin writes: its version goes with every export."""

from importlib.metadata import PackageNotFoundError, version


def tool_version() -> str:
    """The version of the installed package; "unknown" where it runs without being installed."""
    try:
        return version("tocsin")
    except PackageNotFoundError:
        return "unknown"
