"""What the page of a destruction list says: clocks and counts, deeds, the proof; no content."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.protection.models import DestructionList
from kreislotse.protection.readings import without_archive_offer
from kreislotse.protection.states import ListState
from kreislotse.web.protection.keeping_listings import clock_in_words
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

_DEEDS = {
    "release_destruction": "protection:destruction_release",
    "carry_out_destruction": "protection:destruction_carry_out",
    "reject_destruction": "protection:destruction_reject",
}


def destruction_page(request: Request, destruction: DestructionList) -> dict[str, Any]:
    """How many records by clock, whose archive was not asked, and the deeds."""
    done = destruction.state == ListState.CARRIED_OUT
    counted = destruction.items.order_by().values("clock").annotate(records=Count("pk"))
    context = record_context(
        request,
        destruction,
        title=destruction,
        crumbs=[(_("Löschlisten"), reverse("protection:destructions"))],
        deeds={verb: _address(name, destruction) for verb, name in _DEEDS.items()},
        extra_deeds=_papers(destruction) if done else (),
    )
    return {
        **context,
        "facts": _facts(destruction),
        "clocks": [(clock_in_words(row["clock"]), row["records"]) for row in counted],
        "items_address": _address("protection:destruction_items", destruction),
        "unasked": [] if done else list(without_archive_offer(destruction)),
        "rows": list(destruction.proof.get("rows", {}).items()),
    }


def _papers(destruction: DestructionList) -> list[tuple[Permission, Any, str]]:
    proof = _address("protection:destruction_proof", destruction)
    rights = (Permission.ERASURE_PROPOSE, Permission.ERASURE_RELEASE)
    return [(right, _("Nachweis als PDF"), proof) for right in rights]


def _facts(destruction: DestructionList) -> list[tuple[Any, Any, str]]:
    proof = destruction.proof
    facts = [
        (_("Kommune"), destruction.owner.name, ""),
        (_("Vorgeschlagen am"), destruction.proposed_on, ""),
    ]
    if destruction.carried_out_on:
        facts += [
            (_("Gelöscht am"), destruction.carried_out_on, ""),
            (_("Gelöschte Datensätze"), proof["erased"], ""),
            (_("Auf den Nachweis gekürzt"), proof["reduced"], ""),
            (_("Behalten"), sum(proof["kept"].values()), ""),
            (_("Prüfsumme über die Kennungen"), proof["codes_sha256"], ""),
        ]
    return facts


def _address(name: str, destruction: DestructionList) -> str:
    return reverse(name, args=[destruction.pk])
