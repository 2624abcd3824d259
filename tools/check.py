"""Runs every check of the project, one stage after the other, and stops at the first that fails.

python tools/check.py            all stages
python tools/check.py types      only these
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import browser
import database
from setup import ROOT, SetupError

PROGRAMS = Path(sys.executable).parent
CLOSING_LINE = re.compile(r"=+ .*\b\d+ (?:passed|failed|errors?)\b.* =+")


@dataclass(frozen=True)
class Stage:
    """One check: its name on the command line, what it makes sure of, and the program."""

    name: str
    promise: str
    command: tuple[str, ...]
    on_postgres: bool = False
    in_browser: bool = False


# A file stays on one worker: what its tests share is made once and gone before the next file.
PYTEST = ("pytest", "-n", "2", "--dist", "loadfile")

STAGES = (
    Stage("format", "one style of writing", ("ruff", "format", "--check", ".")),
    Stage("style", "no known trap", ("ruff", "check", ".")),
    Stage("types", "types agree", ("mypy",)),
    Stage("borders", "packages import downwards only", ("lint-imports",)),
    Stage(
        "migrations",
        "models and migrations agree",
        ("python", "-m", "django", "makemigrations", "--check", "--dry-run"),
    ),
    Stage("sqlite", "the tests on SQLite", (*PYTEST, "-m", "not browser")),
    Stage("browser", "the journeys in a browser", (*PYTEST, "-m", "browser"), in_browser=True),
    Stage(
        "postgres",
        "all tests, with browser, on PostgreSQL",
        PYTEST,
        on_postgres=True,
        in_browser=True,
    ),
)
# Only on request: `postgres` runs these tests too, on the database of a real district.
ON_REQUEST = {"browser"}


@contextmanager
def surroundings(stage: Stage) -> Iterator[dict[str, str]]:
    """The environment of a stage: what it needs, and nothing of the caller's own installation."""
    inherited = {name: os.environ[name] for name in os.environ if "KREISLOTSE" not in name}
    with tempfile.TemporaryDirectory(prefix="kreislotse-") as folder:
        variables = {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "kreislotse.config.settings",
            "KREISLOTSE_DATA": folder,
            "PATH": os.pathsep.join([str(PROGRAMS), inherited.get("PATH", os.defpath)]),
        }
        if stage.in_browser:
            variables |= browser.environment()
        if not stage.on_postgres:
            yield variables
            return
        with database.server() as address:
            yield {**variables, "KREISLOTSE_DATABASE_URL": address}


def carry_out(stage: Stage) -> tuple[int, str]:
    """Runs a stage before the eyes of the caller; its exit code and pytest's closing line."""
    closing = ""
    with (
        surroundings(stage) as variables,
        subprocess.Popen(
            [str(PROGRAMS / stage.command[0]), *stage.command[1:]],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as program,
    ):
        assert program.stdout is not None
        try:
            for line in program.stdout:
                print(line, end="", flush=True)
                if CLOSING_LINE.fullmatch(line.strip()):
                    closing = line.strip()
        except BaseException:
            program.terminate()
            raise
    return program.returncode, closing


def main(names: list[str]) -> int:
    unknown = set(names) - {stage.name for stage in STAGES}
    if unknown:
        known = ", ".join(stage.name for stage in STAGES)
        print(f"No such stage: {', '.join(sorted(unknown))}. There are: {known}.")
        return 2
    chosen = [
        stage
        for stage in STAGES
        if (stage.name in names if names else stage.name not in ON_REQUEST)
    ]
    report, closing = [], ""
    for stage in chosen:
        print(f"\n== {stage.name}: {stage.promise}", flush=True)
        began = time.monotonic()
        try:
            code, line = carry_out(stage)
        except SetupError as lack:
            print(lack)
            code, line = 1, ""
        closing = line or closing
        report.append(f"{time.monotonic() - began:7.1f} s  {stage.name}: {stage.promise}")
        if code:
            print(
                f"\nFailed: {stage.name}. Once more: .venv/bin/python tools/check.py {stage.name}"
            )
            return 1
    print("\n" + "\n".join(report))
    if closing:  # the tests' own closing line last, for whoever reads only the end
        print(closing)
    return 0


def stop(number: int, frame: object) -> None:
    """An end asked for from outside also ends what we started."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    sys.exit(main(sys.argv[1:]))
