"""Addresses of what recipients prove and of what is asked back from them."""

from django.urls import path

from kreislotse.web.forwarding.views import my_proof, recoveries, sub_proofs

_FORWARDING = "forwardings/<int:forwarding_id>/"
_PROOF = "sub-proofs/<int:sub_proof_id>/"
_RECOVERY = "recoveries/<int:recovery_id>/"
_MINE = "my-application/<str:key>/"

urlpatterns = [
    path("sub-proofs/", sub_proofs.sub_proofs, name="sub_proofs"),
    path(f"{_FORWARDING}sub-proofs/new/", sub_proofs.sub_proof_begin, name="sub_proof_begin"),
    path(_PROOF, sub_proofs.sub_proof, name="sub_proof"),
    path(f"{_PROOF}receipts/new/", sub_proofs.sub_proof_receipt_new, name="sub_proof_receipt_new"),
    path(f"{_PROOF}description/", sub_proofs.sub_proof_describe, name="sub_proof_describe"),
    path(f"{_PROOF}submission/", sub_proofs.sub_proof_submit, name="sub_proof_submit"),
    path(f"{_PROOF}check/", sub_proofs.sub_proof_check, name="sub_proof_check"),
    path(
        "sub-proof-receipts/<int:sub_receipt_id>/removal/",
        sub_proofs.sub_receipt_remove,
        name="sub_receipt_remove",
    ),
    path(f"{_FORWARDING}acceptance/", sub_proofs.forwarding_accept, name="forwarding_accept"),
    path(
        f"{_FORWARDING}partial-acceptance/",
        sub_proofs.forwarding_accept_in_part,
        name="forwarding_accept_in_part",
    ),
    path(f"{_FORWARDING}proof-return/", sub_proofs.forwarding_return, name="forwarding_return"),
    path("recoveries/", recoveries.recoveries, name="recoveries"),
    path(f"{_FORWARDING}recoveries/new/", recoveries.recovery_new, name="recovery_new"),
    path(_RECOVERY, recoveries.recovery, name="recovery"),
    path(f"{_RECOVERY}payment/", recoveries.recovery_paid, name="recovery_paid"),
    path(f"{_RECOVERY}waiver/", recoveries.recovery_waive, name="recovery_waive"),
    path(f"{_FORWARDING}closing/", recoveries.forwarding_close, name="forwarding_close"),
    path(f"{_MINE}receipts/new/", my_proof.my_receipt_new, name="my_receipt_new"),
    path(
        f"{_MINE}receipts/<int:sub_receipt_id>/removal/",
        my_proof.my_receipt_remove,
        name="my_receipt_remove",
    ),
    path(f"{_MINE}proof/", my_proof.my_proof_submit, name="my_proof_submit"),
]
