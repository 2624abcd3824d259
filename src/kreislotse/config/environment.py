"""The only reader of the environment."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def data_folder() -> Path:
    """Where the installation keeps its database and secret; KREISLOTSE_DATA or ./var."""
    return Path(os.environ.get("KREISLOTSE_DATA", "var")).resolve()


def _own_folder() -> Path:
    folder = data_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def is_on(name: str) -> bool:
    """Whether a switch of the environment is set to 1."""
    return os.environ.get(name, "") == "1"


def words(name: str, default: str = "") -> list[str]:
    """A list of the environment, parted by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key() -> str:
    """The signing key: from the environment, else made once and kept beside the database."""
    if given := os.environ.get("KREISLOTSE_SECRET_KEY"):
        return given
    file = _own_folder() / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def database(url: str | None = None) -> dict[str, Any]:
    """Django's settings for a database address: sqlite:///path or postgres://user@host:port/name."""
    url = (
        url or os.environ.get("KREISLOTSE_DATABASE_URL") or f"sqlite:///{data_folder()}/db.sqlite3"
    )
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
                ),
            },
        }
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or query.get("port", [""])[0]),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4, "timeout": 5}},
    }
