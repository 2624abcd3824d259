"""Addresses of the people reported to a call, of the funnel and of the numbers behind its rate."""

from django.urls import path

from kreislotse.web.participants import funnels, nominations, potentials

urlpatterns = [
    path("responses/<int:response_id>/people/", nominations.nominations, name="nominations"),
    path(
        "responses/<int:response_id>/people/<slug:candidate_code>/withdrawal/",
        nominations.nomination_withdraw,
        name="nomination_withdraw",
    ),
    path("calls/<int:call_id>/funnel/", funnels.funnel, name="funnel"),
    path(
        "initiatives/<int:initiative_id>/funnel/",
        funnels.funnel_initiative,
        name="funnel_initiative",
    ),
    path("recipients/", potentials.potentials, name="potentials"),
    path("recipients/new/", potentials.potential_new, name="potential_new"),
]
