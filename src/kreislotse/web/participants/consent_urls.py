"""Addresses of consents and legal bases."""

from django.urls import path

from kreislotse.web.participants import bases, consents_views, person_consents

_VERSION = "consents/<int:consent_version_id>/"
_TEXT = "consents/texts/<int:consent_text_id>/"
_PERSON = "people/<slug:candidate_code>/consents/"
_BASIS = "bases/<int:basis_id>/"

urlpatterns = [
    path("consents/", consents_views.consents, name="consents"),
    path("consents/new/", consents_views.consent_new, name="consent_new"),
    path("consents/to-ask/", person_consents.consents_to_ask, name="consents_to_ask"),
    path(_VERSION, consents_views.consent_version, name="consent_version"),
    path(f"{_VERSION}change/", consents_views.consent_change, name="consent_change"),
    path(f"{_VERSION}release/", consents_views.consent_release, name="consent_release"),
    path(f"{_VERSION}retirement/", consents_views.consent_retire, name="consent_retire"),
    path(f"{_VERSION}sheets/<slug:language>/", consents_views.consent_print, name="consent_print"),
    path(_TEXT, consents_views.consent_text, name="consent_text"),
    path(f"{_TEXT}change/", consents_views.consent_text_change, name="consent_text_change"),
    path("decisions/<int:consent_id>/scan/", person_consents.consent_scan, name="consent_scan"),
    path(f"{_PERSON}new/", person_consents.person_consent, name="person_consent"),
    path(
        f"{_PERSON}sheets/<slug:language>/",
        person_consents.person_consent_print,
        name="person_consent_print",
    ),
    path("bases/", bases.bases, name="bases"),
    path("bases/new/", bases.basis_new, name="basis_new"),
    path(_BASIS, bases.basis, name="basis"),
    path(f"{_BASIS}end/", bases.basis_end, name="basis_end"),
]
