"""The command line: the same actions as in the browser, by the system itself."""

from kreislotse.cli.main import main

__all__ = ["main"]
