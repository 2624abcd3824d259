"""What this installation is for."""

from kreislotse.access.models import Installation


def is_demo() -> bool:
    """Whether the database was filled with the sample district."""
    return Installation.objects.filter(purpose=Installation.Purpose.DEMO).exists()
