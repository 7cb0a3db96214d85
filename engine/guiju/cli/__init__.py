"""The command line: wiring, and the only room that prints or exits."""

from guiju.cli.main import main

__all__ = ["main"]
