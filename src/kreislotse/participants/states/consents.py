"""Choices and lifecycles of consent: texts, purposes, decisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class ConsentPurpose(models.TextChoices):
    """What a person agrees to, ticked singly (R-DP-01)."""

    DISTRICT = "district", _("Der Kreis darf den Namen sehen")
    AGENCY = "agency", _("Weitergabe an die Agentur für Arbeit")
    AGENCY_FEEDBACK = "agency_feedback", _("Rückmeldung der Agentur an Kommune und Kreis")
    JOB_CENTRE = "job_centre", _("Weitergabe an das Jobcenter")
    COURSE_PROVIDER = "course_provider", _("Weitergabe an einen Kursträger")


class ConsentVersionState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    RELEASED = "released", _("freigegeben")
    RETIRED = "retired", _("außer Gebrauch")


class ConsentDecision(models.TextChoices):
    GIVEN = "given", _("erteilt")
    REFUSED = "refused", _("nicht erteilt")


class ConsentForm(models.TextChoices):
    PAPER = "paper", _("auf Papier unterschrieben")
    ELECTRONIC = "electronic", _("elektronisch")


CONSENT_VERSION = Lifecycle(
    initial=ConsentVersionState.DRAFT,
    steps=[
        Step(
            "release_consent_version",
            (ConsentVersionState.DRAFT,),
            ConsentVersionState.RELEASED,
            Permission.CONSENT_RELEASE,
            _("Freigeben"),
        ),
        Step(
            "retire_consent_version",
            (ConsentVersionState.RELEASED,),
            ConsentVersionState.RETIRED,
            Permission.CONSENT_RELEASE,
            _("Außer Gebrauch nehmen"),
        ),
    ],
)
