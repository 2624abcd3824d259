"""Addresses of the read log, of erasing and keeping, and of letters to people."""

from django.urls import path

from kreislotse.web.protection import destruction_views, keeping_views, reading_views

app_name = "protection"
_LIST = "destructions/<int:destruction_id>/"
_PERSON = "people/<slug:candidate_code>/"
urlpatterns = [
    path("reads/", reading_views.read_log, name="read_log"),
    path("reads/chain/", reading_views.read_chain, name="read_chain"),
    path("reads/months/", reading_views.read_months, name="read_months"),
    path("reads/signs/", reading_views.read_signs, name="read_signs"),
    path("reads/<int:reading_number>/", reading_views.reading, name="reading"),
    path("due/", destruction_views.records_due, name="records_due"),
    path("destructions/", destruction_views.destructions, name="destructions"),
    path("destructions/new/", destruction_views.destruction_new, name="destruction_new"),
    path(_LIST, destruction_views.destruction, name="destruction"),
    path(f"{_LIST}records/", destruction_views.items, name="destruction_items"),
    path(f"{_LIST}release/", destruction_views.release, name="destruction_release"),
    path(f"{_LIST}rejection/", destruction_views.reject, name="destruction_reject"),
    path(f"{_LIST}carrying-out/", destruction_views.carry_out, name="destruction_carry_out"),
    path(f"{_LIST}proof/", destruction_views.proof, name="destruction_proof"),
    path("periods/", keeping_views.periods, name="periods"),
    path("periods/new/", keeping_views.period_new, name="period_new"),
    path("holds/", keeping_views.holds, name="holds"),
    path("holds/<int:hold_id>/end/", keeping_views.hold_end, name="hold_end"),
    path(f"{_PERSON}hold/", keeping_views.hold_new, name="hold_new"),
    path(f"{_PERSON}letter/", keeping_views.person_letter, name="person_letter"),
    path("letters/<int:disclosure_id>/", keeping_views.letter, name="letter"),
    path("archive/", keeping_views.archive_offers, name="archive_offers"),
    path("archive/new/", keeping_views.archive_offer_new, name="archive_offer_new"),
]
