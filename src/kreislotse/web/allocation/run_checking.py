"""A run repeated just now from its own files: the same places, byte by byte, or not."""

from typing import Any

from django.utils.translation import gettext as say

from kreislotse.access.policy import Permission, allowed
from kreislotse.allocation.models import Run
from kreislotse.allocation.sealing import verified
from kreislotse.web.allocation.run_listings import at
from kreislotse.web.allocation.run_pages import crumbs
from kreislotse.web.requests import Request


def check_context(request: Request, run: Run) -> dict[str, Any]:
    holds = verified(run)
    signs = allowed(request.actor, Permission.PLACES_SIGN, at=run.owner_id)
    sentence = (
        say("Eben wiederholt: Aus den Dateien kommen Byte für Byte dieselben Plätze heraus.")
        if holds
        else say("Eben wiederholt: Aus den Dateien kommt etwas anderes heraus als hier steht.")
    )
    return {
        "title": say("Nachprüfen: {run}").format(run=run),
        "crumbs": crumbs(run),
        "tone": "success" if holds else "danger",
        "sentence": sentence,
        "run": run,
        "files": at("files", run) if signs else "",
    }
