"""A run repeated just now from its own files: the same places, byte by byte, or not."""

from typing import Any

from django.utils.translation import gettext as say

from kreislotse.allocation.models import Run
from kreislotse.allocation.sealing import verified
from kreislotse.web.allocation.run_listings import at
from kreislotse.web.allocation.run_pages import crumbs


def check_context(run: Run) -> dict[str, Any]:
    holds = verified(run)
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
        "files": at("files", run),
    }
