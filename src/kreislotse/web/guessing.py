"""Guessing the keys of links gets slow: many wrong ones from one place shut it for a while.

Counted in the memory of a process alone: looking at a page writes nothing, and no address of a
reader is kept.
"""

from django.conf import settings
from django.core.cache import caches

from kreislotse.access.login_attempts import WINDOW, fingerprint
from kreislotse.web.requests import Request

# A shelter has one connection for all who live there: enough for many who mistype.
LIMIT = 30


def guesses_too_much(request: Request) -> bool:
    """Whether so many wrong keys came from there that right ones are not looked up either."""
    return bool(caches["guesses"].get(_from_where(request), 0) >= LIMIT)


def note_wrong_key(request: Request) -> None:
    """Count a key that opens nothing."""
    counts, where = caches["guesses"], _from_where(request)
    if not counts.add(where, 1, timeout=WINDOW.total_seconds()):
        counts.incr(where)


def _from_where(request: Request) -> str:
    """Behind the proxy that ends TLS, the last address is the one that the proxy has seen."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    seen = forwarded.rpartition(",")[2].strip()
    return fingerprint(seen or request.META.get("REMOTE_ADDR", ""))
