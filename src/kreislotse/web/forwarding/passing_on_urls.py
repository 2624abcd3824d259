"""Addresses of calls, applications, decisions, contracts and payments."""

from django.urls import path

from kreislotse.web.forwarding import calls_deeds, forwardings_deeds
from kreislotse.web.forwarding.views import calls, conflicts, forwardings, public, text_blocks

_FORWARDING = "forwardings/<int:forwarding_id>/"
_CALL = "calls/<int:funding_call_id>/"
_BLOCK = "text-blocks/<int:block_id>/"
_MINE = "my-application/<str:key>/"
# These have a form that needs to know more than the day.
_OWN_VIEWS = {
    "check": forwardings.forwarding_check,
    "approve": forwardings.forwarding_approve,
    "contract": forwardings.forwarding_contract,
    "pay": forwardings.forwarding_pay,
}

urlpatterns = [
    path("forwardings/", forwardings.forwardings, name="forwardings"),
    path("forwardings/new/", forwardings.forwarding_new, name="forwarding_new"),
    path(_FORWARDING, forwardings.forwarding, name="forwarding"),
    path(f"{_FORWARDING}bank-account/", forwardings.forwarding_bank, name="forwarding_bank"),
    path(f"{_FORWARDING}letter/", forwardings.forwarding_letter, name="forwarding_letter"),
    *[
        path(f"{_FORWARDING}{segment}/", view, name=f"forwarding_{segment}")
        for segment, view in _OWN_VIEWS.items()
    ],
    *[
        path(
            f"{_FORWARDING}{segment}/",
            forwardings.forwarding_step,
            {"deed": deed},
            name=f"forwarding_{segment}",
        )
        for segment, deed in forwardings_deeds.STEPS.items()
        if segment not in _OWN_VIEWS
    ],
    path("documents/<int:document_id>/", forwardings.document, name="document"),
    path("calls/", calls.funding_calls, name="funding_calls"),
    path("calls/new/", calls.funding_call_new, name="funding_call_new"),
    path(_CALL, calls.funding_call, name="funding_call"),
    path(f"{_CALL}change/", calls.funding_call_change, name="funding_call_change"),
    *[
        path(
            f"{_CALL}{segment}/",
            calls.funding_call_step,
            {"deed": deed},
            name=f"funding_call_{segment}",
        )
        for segment, deed in calls_deeds.STEPS.items()
    ],
    path("text-blocks/", text_blocks.text_blocks, name="text_blocks"),
    path("text-blocks/new/", text_blocks.text_block_new, name="text_block_new"),
    path(_BLOCK, text_blocks.text_block, name="text_block"),
    path(f"{_BLOCK}versions/new/", text_blocks.text_block_revise, name="text_block_revise"),
    path(f"{_BLOCK}end/", text_blocks.text_block_end, name="text_block_end"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/new/", conflicts.conflict_new, name="conflict_new"),
    path("conflicts/<int:conflict_id>/end/", conflicts.conflict_end, name="conflict_end"),
    # Without an account
    path("open-calls/", public.public_calls, name="public_calls"),
    path("open-calls/<int:funding_call_id>/apply/", public.public_apply, name="public_apply"),
    path(_MINE, public.my_application, name="my_application"),
    path(f"{_MINE}bank-account/", public.my_bank, name="my_bank"),
    path(f"{_MINE}documents/<int:document_id>/", public.my_document, name="my_document"),
]
