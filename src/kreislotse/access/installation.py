"""What this installation is for, and in which days a demonstration plays."""

from datetime import timedelta

from kreislotse.access.models import Installation


def is_demo() -> bool:
    """Whether the database was filled with the sample district."""
    return Installation.objects.filter(purpose=Installation.Purpose.DEMO).exists()


def clock_behind() -> timedelta:
    """How far a demonstration's days lie behind ours; nothing in an office."""
    installation = Installation.objects.filter(pk=1).only("clock_behind").first()
    return installation.clock_behind if installation else timedelta()
