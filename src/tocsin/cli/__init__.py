"""The commands: each parses its arguments, calls one function and prints."""

from tocsin.cli.app import main

__all__ = ["main"]
