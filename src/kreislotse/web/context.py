"""What every page knows: who is here, where one can go, which appearance is chosen."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kreislotse.web.navigation import entries_for

THEMES = ("light", "dark")


def house(request: HttpRequest) -> dict[str, Any]:
    """For the frame around every page."""
    actor = getattr(request, "actor", None)
    theme = request.COOKIES.get("theme", "")
    return {
        "actor": actor,
        "navigation": entries_for(actor, request.path) if actor and actor.roles else [],
        "theme": theme if theme in THEMES else "",
        "demo": settings.DEMO,
    }
