"""What a recipient sees of the proof behind the link of its application: no account needed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kreislotse.forwarding.models import Forwarding, SubProof, SubProofReceipt
from kreislotse.forwarding.proving import draft_of, latest_proof, paid_to, standing_of
from kreislotse.forwarding.states import ForwardingState
from kreislotse.web.forms import ActionForm
from kreislotse.web.forwarding import sub_proofs_deeds as deeds
from kreislotse.web.forwarding.sub_proofs import receipt_rows, with_receipts


def proof_address(key: str) -> str:
    return reverse("forwarding:my_proof_submit", args=[key])


def my_proof_context(forwarding: Forwarding, key: str) -> dict[str, Any]:
    """For the applicant's own page: whether there is something to prove, and where."""
    if not forwarding.paid_on:
        return {"my_proof": None}
    proof = {
        "due_on": forwarding.proof_due_on,
        "open": forwarding.state == ForwardingState.PAID,
        "returned": _returned(forwarding),
        "address": proof_address(key),
    }
    return {"my_proof": proof}


def my_proof_page(forwarding: Forwarding, key: str, form: ActionForm) -> dict[str, Any]:
    """The page on which the proof is written: the receipts so far, the report, one button."""
    proof = latest_proof(forwarding)
    receipts = receipt_rows(receipts_of(proof), linked=False)
    return {
        "title": gettext("Nachweis: {forwarding}").format(forwarding=forwarding.title),
        "deed": deeds.MY_PROOF,
        "form": form,
        "forwarding": forwarding,
        "key": key,
        "back": reverse("forwarding:my_application", args=[key]),
        "paid": paid_to(forwarding),
        "receipted": standing_of(forwarding).receipted,
        "receipts": receipts,
        "returned": _returned(forwarding),
        "handed_in": proof.submitted_on if proof else None,
    }


def written_so_far(forwarding: Forwarding) -> dict[str, Any]:
    draft = draft_of(forwarding)
    if draft is None:
        return {}
    return {"report": draft.report, "people_reached": draft.people_reached}


def receipts_of(proof: SubProof | None) -> Any:
    """The receipts of a proof that its writer has been let in to see by the key."""
    if proof is None:
        return SubProofReceipt.objects.none()
    return with_receipts(proof.receipts.all())


def _returned(forwarding: Forwarding) -> str:
    """Why the last proof was given back, while it waits to be completed."""
    if forwarding.state != ForwardingState.PAID:
        return ""
    given_back = forwarding.sub_proofs.exclude(remark="").order_by("-number").first()
    return given_back.remark if given_back else ""
