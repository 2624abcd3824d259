"""The journal's verbs of criteria and runs in words; see web/verbs.py."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ALLOCATION_VERBS: dict[str, Any] = {
    "add_criteria_set": _("Kriterien angelegt"),
    "draft_criteria": _("Entwurf angelegt"),
    "change_criteria": _("Kriterien geändert"),
    "publish_criteria": _("veröffentlicht"),
    "retire_criteria": _("abgelöst"),
    "propose_run": _("Vorschlag gerechnet"),
    "redraw_run": _("neu gerechnet"),
    "override_line": _("anders entschieden"),
    "take_back_override": _("wieder wie vorgeschlagen"),
    "take_over": _("andere Entscheidungen übernommen"),
    "sign_run": _("freigegeben"),
    "reopen_run": _("Freigabe zurückgenommen"),
    "send_offers": _("Plätze angeboten"),
    "move_up": _("Nachrücken angeboten"),
    "discard_run": _("verworfen"),
}
