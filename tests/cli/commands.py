"""Running the command line as a user does: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

FILES = ("paper.docx", "paper.html", "paper.json", "paper.pdf")


def run(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in this folder, with nothing of our own settings but those given."""
    plain = {name: value for name, value in os.environ.items() if "KREISLOTSE" not in name}
    return subprocess.run(
        [sys.executable, "-m", "kreislotse.cli", *map(str, words)],
        cwd=cwd,
        env={**plain, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def refusal(*words: str | Path, cwd: Path, **environment: str) -> str:
    """The sentence on stderr of a refused command; it wrote nothing else."""
    done = run(*words, cwd=cwd, **environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return done.stderr.strip()
