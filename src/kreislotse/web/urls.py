"""All addresses: one folder per domain, one page per deed."""

from django.urls import include, path

from kreislotse.web import today

urlpatterns = [
    path("", today.today, name="today"),
    path("", include("kreislotse.web.login_urls")),
    path("", include("kreislotse.web.access.urls")),
    path("journal/", include("kreislotse.web.journal.urls")),
    path("organisations/", include("kreislotse.web.organisations.urls")),
    path("mandates/", include("kreislotse.web.mandates.urls")),
    path("initiatives/", include("kreislotse.web.initiatives.urls")),
    path("funding/", include("kreislotse.web.funding.urls")),
    path("ledger/", include("kreislotse.web.ledger.urls")),
    path("awards/", include("kreislotse.web.awards.urls")),
    path("forwarding/", include("kreislotse.web.forwarding.urls")),
    path("proofs/", include("kreislotse.web.proofs.urls")),
    path("staffing/", include("kreislotse.web.staffing.urls")),
    path("courses/", include("kreislotse.web.courses.urls")),
    path("allocation/", include("kreislotse.web.allocation.urls")),
    path("place/", include("kreislotse.web.courses.reply_urls")),
    path("counselling/", include("kreislotse.web.counselling.urls")),
    path("participants/", include("kreislotse.web.participants.urls")),
    path("lists/", include("kreislotse.web.intake.urls")),
    path("eligibility/", include("kreislotse.web.eligibility.urls")),
    path("batches/", include("kreislotse.web.transmission.urls")),
    path("protection/", include("kreislotse.web.protection.urls")),
    path("cooperation/", include("kreislotse.web.cooperation.urls")),
    path("reporting/", include("kreislotse.web.reporting.urls")),
]
