"""What every test stands on: the database, the browser and a closed network.

Fixtures of a field live in tests/fixtures/<field>.py and are loaded from there.
"""

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_django
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings

# Playwright's synchronous interface keeps an event loop running in the test's own thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A busy machine is no reason to fail, and a failure must come back when the run is repeated.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")

HERE = Path(__file__).parent
PACKAGED_CHROMIUM = HERE.parent / ".cache" / "chromium" / "chromium"

pytest_plugins = [
    f"tests.fixtures.{file.stem}" for file in sorted((HERE / "fixtures").glob("[!_]*.py"))
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


class NetworkIsOff(RuntimeError):
    """A test tried to reach another machine."""


def _refuse_strangers(host: object) -> None:
    if host in (None, "", b"", "localhost"):
        return
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        is_ours = ipaddress.ip_address(text).is_loopback
    except ValueError:
        is_ours = False
    if not is_ours:
        raise NetworkIsOff(f"Tests talk to this machine only, not to {text}.")


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_nearby(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_strangers(address[0])
        return connect(self, address)

    def look_up_nearby(host, *rest, **options):
        _refuse_strangers(host)
        return look_up(host, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_nearby)
        patch.setattr(socket, "getaddrinfo", look_up_nearby)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files as they lie in the source, passwords that cost nothing; otherwise as it runs."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": plain}},
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """After a test the journal is rolled back, and its numbers are given to other deeds."""
    caches["figures"].clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, since in memory it locks otherwise; PostgreSQL without a pool."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
    else:
        # A pool would keep the sessions of threads that have ended, and the database with them.
        connection.settings_dict["OPTIONS"].pop("pool", None)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """PostgreSQL drops no database that somebody is still in: not even a thread that has ended."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None and PACKAGED_CHROMIUM.is_file():
        program = str(PACKAGED_CHROMIUM)
    if program is None:
        pytest.fail(
            "No Chromium: set CHROMIUM, install chromium or run `make setup`.", pytrace=False
        )
    switches = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ]
    return {**browser_type_launch_args, "executable_path": program, "args": switches}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}
