"""The addresses of grants."""

from django.urls import path

from kreislotse.web.funding import deeds
from kreislotse.web.funding.views import (
    applications,
    consents,
    programmes,
)

app_name = "funding"

_APPLICATION = "applications/<int:application_id>/"
_CONSENT = "consents/<int:consent_id>/"

urlpatterns = [
    path("applications/", applications.applications, name="applications"),
    path("applications/new/", applications.application_new, name="application_new"),
    path(_APPLICATION, applications.application, name="application"),
    path(f"{_APPLICATION}change/", applications.application_change, name="application_change"),
    path(f"{_APPLICATION}sum/", applications.application_sum, name="application_sum"),
    path(
        f"{_APPLICATION}lines/new/",
        applications.application_line_new,
        name="application_line_new",
    ),
    path(
        "lines/<int:line_id>/removal/",
        applications.application_line_remove,
        name="application_line_remove",
    ),
    path(
        f"{_APPLICATION}handover/", applications.application_handover, name="application_handover"
    ),
    *[
        path(
            f"{_APPLICATION}{segment}/",
            applications.application_step,
            {"deed": deed},
            name=f"application_{segment}",
        )
        for segment, deed in deeds.APPLICATION_STEPS.items()
    ],
    path("consents/", consents.consents, name="consents"),
    path("consents/new/", consents.consent_new, name="consent_new"),
    path(_CONSENT, consents.consent, name="consent"),
    *[
        path(
            f"{_CONSENT}{segment}/",
            consents.consent_step,
            {"deed": deed},
            name=f"consent_{segment}",
        )
        for segment, deed in deeds.CONSENT_STEPS.items()
    ],
    path("parties/<int:party_id>/concurrence/", consents.concurrence, name="concurrence"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/new/", programmes.programme_new, name="programme_new"),
    path("programmes/use/", programmes.programme_use, name="programme_use"),
    path("programmes/<int:programme_id>/", programmes.programme, name="programme"),
    path(
        "programmes/<int:programme_id>/change/",
        programmes.programme_change,
        name="programme_change",
    ),
    path("programmes/<int:programme_id>/rates/new/", programmes.rate_new, name="rate_new"),
    path("purposes/", programmes.purposes, name="purposes"),
    path("purposes/new/", programmes.purpose_new, name="purpose_new"),
    path(
        "initiatives/<int:initiative_id>/distribution/",
        programmes.distribution,
        name="distribution",
    ),
]
