"""The sample district as it runs: a data folder of its own, a free port, one process to end."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

HOST = "127.0.0.1"
PATIENCE = 60


class NotServing(Exception):
    """The server ended, or gave no answer in time; the text is what it said."""


@dataclass(frozen=True)
class Demonstration:
    """An installation in a folder; `database` is the address of one that is not the folder's."""

    folder: Path
    database: str = ""

    def environment(self) -> dict[str, str]:
        """What the programs of this installation are told, and nothing of the caller's own."""
        inherited = {name: os.environ[name] for name in os.environ if "KREISLOTSE" not in name}
        own = {
            "DJANGO_SETTINGS_MODULE": "kreislotse.config.settings",
            "KREISLOTSE_DATA": str(self.folder),
            "KREISLOTSE_DEMO": "1",
        }
        address = {"KREISLOTSE_DATABASE_URL": self.database} if self.database else {}
        return {**inherited, **own, **address}

    def run(self, *words: str) -> str:
        """Run Python with these words to its end; what it printed."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotServing(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def fill(self) -> None:
        """Tables, sample district and static files."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.run("-m", "django", "migrate", "--verbosity", "0")
        self.run("-m", "django", "collectstatic", "--no-input", "--verbosity", "0")
        self.run("-m", "kreislotse.cli", "demo")

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of a server on this installation; it ends with the block."""
        port = _free_port()
        log = self.folder / "server.log"
        with (
            log.open("w") as output,
            subprocess.Popen(
                [sys.executable, "-m", "kreislotse.cli", "serve", "--port", str(port)],
                env=self.environment(),
                stdout=output,
                stderr=output,
            ) as program,
        ):
            address = f"http://{HOST}:{port}"
            try:
                _wait_for(address, program, log)
                yield address
            finally:
                program.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, program: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while program.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/login/", timeout=5):  # noqa: S310
                return
        except OSError:  # refused, reset, or slower than five seconds
            time.sleep(0.1)
    raise NotServing(log.read_text())
