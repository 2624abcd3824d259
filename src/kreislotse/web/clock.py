"""What time it is in this installation; a demonstration plays in the days of its sample."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from kreislotse.access.installation import clock_behind


def now() -> datetime:
    """The moment of a request."""
    return timezone.now() - clock_behind() if settings.DEMO else timezone.now()
