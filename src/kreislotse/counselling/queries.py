"""Services in the order of their initiatives' lists."""

from django.db.models import QuerySet


def in_order(services: QuerySet) -> QuerySet:
    """With everything a line of the list shows, as the initiative orders its services."""
    return services.select_related("initiative", "kind").order_by(
        "initiative__number", "position", "pk"
    )
