"""The addresses of grants."""

from django.urls import path

from kreislotse.web.funding import deeds
from kreislotse.web.funding.views import (
    applications,
    consents,
    enclosures,
    guidelines,
    programmes,
)

app_name = "funding"

_APPLICATION = "applications/<int:application_id>/"
_CONSENT = "consents/<int:consent_id>/"
_PROGRAMME = "programmes/<int:programme_id>/"
# What a guideline says: each kind of entry with the pages to enter and to change it.
_ENTRIES = [
    ("rates", "rate", guidelines.rate_new, guidelines.rate_change),
    ("guidelines", "guideline", guidelines.guideline_new, guidelines.guideline_change),
    ("numbers", "number", guidelines.number_new, guidelines.number_change),
    ("dates", "date", guidelines.date_new, guidelines.date_change),
    (
        "required-annexes",
        "required_annex",
        guidelines.required_annex_new,
        guidelines.required_annex_change,
    ),
]

urlpatterns = [
    path("applications/", applications.applications, name="applications"),
    path("applications/new/", applications.application_new, name="application_new"),
    path(_APPLICATION, applications.application, name="application"),
    path(f"{_APPLICATION}change/", applications.application_change, name="application_change"),
    path(f"{_APPLICATION}sum/", applications.application_sum, name="application_sum"),
    path(
        f"{_APPLICATION}lines/new/",
        enclosures.application_line_new,
        name="application_line_new",
    ),
    path(
        "lines/<int:line_id>/removal/",
        enclosures.application_line_remove,
        name="application_line_remove",
    ),
    path(
        "lines/<int:line_id>/change/",
        enclosures.application_line_change,
        name="application_line_change",
    ),
    path(f"{_APPLICATION}reasons/", applications.application_reasons, name="application_reasons"),
    path(
        f"{_APPLICATION}declarations/",
        applications.application_declarations,
        name="application_declarations",
    ),
    path(f"{_APPLICATION}renewal/", applications.application_renew, name="application_renew"),
    path(f"{_APPLICATION}co-financing/new/", enclosures.co_financing_new, name="co_financing_new"),
    path(
        "co-financing/<int:co_financing_id>/removal/",
        enclosures.co_financing_remove,
        name="co_financing_remove",
    ),
    path(
        f"{_APPLICATION}annexes/new/",
        enclosures.application_annex_new,
        name="application_annex_new",
    ),
    path(
        "annexes/<int:annex_id>/removal/",
        enclosures.application_annex_remove,
        name="application_annex_remove",
    ),
    path("inquiries/<int:inquiry_id>/answer/", enclosures.inquiry_answer, name="inquiry_answer"),
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
    path(_PROGRAMME, programmes.programme, name="programme"),
    path(
        f"{_PROGRAMME}change/",
        programmes.programme_change,
        name="programme_change",
    ),
    *[
        path(f"{_PROGRAMME}{nouns}/new/", view, name=f"{noun}_new")
        for nouns, noun, view, _ in _ENTRIES
    ],
    *[
        path(f"{nouns}/<int:{noun}_id>/change/", view, name=f"{noun}_change")
        for nouns, noun, _, view in _ENTRIES
    ],
    path("purposes/", programmes.purposes, name="purposes"),
    path("purposes/new/", programmes.purpose_new, name="purpose_new"),
    path(
        "initiatives/<int:initiative_id>/distribution/",
        programmes.distribution,
        name="distribution",
    ),
]
