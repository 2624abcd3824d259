"""Guessing passwords gets slow: five wrong ones within a quarter of an hour shut the name."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop as _

from kreislotse.access.models import LoginFailure
from kreislotse.kernel.refusals import DomainError

LIMIT = 5
WINDOW = timedelta(minutes=15)


class TooManyAttempts(DomainError):
    """Too many wrong passwords for one account name; the right one is refused as well."""

    message = _(
        "Für diese Anmeldung wurde zu oft ein falsches Passwort eingegeben. "
        "Bitte versuchen Sie es in {minutes} Minuten wieder."
    )


def fingerprint(name: str) -> str:
    """What is stored of an account name: enough to count it, not enough to read it."""
    key = f"login-failure:{settings.SECRET_KEY}".encode()
    # First up, then down: "ı" finds the account of "i" in a database that compares capitals.
    plain = name.strip().upper().lower()
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def refuse_guessing(name: str, *, at: datetime) -> None:
    """Refuse with TooManyAttempts while the fifth-last wrong one is younger than 15 minutes."""
    recent = LoginFailure.objects.filter(fingerprint=fingerprint(name), at__gt=at - WINDOW)
    moments = list(recent.order_by("-at").values_list("at", flat=True)[:LIMIT])
    if len(moments) == LIMIT:
        left = moments[-1] + WINDOW - at
        raise TooManyAttempts(minutes=-(-left // timedelta(minutes=1)))


def record_failure(name: str, *, at: datetime) -> None:
    """Count a wrong password, and forget those that no longer matter."""
    LoginFailure.objects.filter(at__lte=at - WINDOW).delete()
    LoginFailure.objects.create(fingerprint=fingerprint(name), at=at)


@transaction.atomic
def forget_failures(name: str) -> None:
    """After a right password the count starts anew."""
    LoginFailure.objects.filter(fingerprint=fingerprint(name)).delete()
