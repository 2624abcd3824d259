"""Resolves the dependencies anew and writes the lock files.

The locks hold names, versions and hashes, never an address: whoever installs from a mirror inside
a closed network uses the same files.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).with_name("uv")
FORM = ("--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet")
DEVELOPMENT = "requirements-dev.lock"


def lock(name: str, *sources: str) -> None:
    """Writes one lock; the others follow the development lock, so that they never disagree."""
    follow = () if name == DEVELOPMENT else ("--constraint", DEVELOPMENT)
    command = [UV, "pip", "compile", *sources, *FORM, *follow, "--upgrade", "--output-file", name]
    subprocess.run(command, cwd=ROOT, check=True)


def lock_front_end() -> None:
    subprocess.run(
        ["npm", "install", "--package-lock-only", "--ignore-scripts"], cwd=ROOT, check=True
    )
    file = ROOT / "package-lock.json"
    content = json.loads(file.read_text())
    for package in content["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    lock(DEVELOPMENT, "pyproject.toml", "--group", "dev")
    lock("requirements.lock", "pyproject.toml")
    lock("requirements-setup.lock", "--group", "setup")
    lock("requirements-node.lock", "--group", "node")
    lock_front_end()
