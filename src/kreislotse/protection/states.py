"""Choices and lifecycles of erasure and of answers to people about their data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class Clock(models.TextChoices):
    """What a retention period counts from (domain 4.5)."""

    NOT_ELIGIBLE = "not_eligible", _("Entscheidung „nicht geeignet“ oder Einwilligung verweigert")
    NEVER_TRANSMITTED = "never_transmitted", _("letzter Kontakt, nie übermittelt")
    AFTER_SUPPORT = "after_support", _("Ende der Förderung")
    CONSENT = "consent", _("Ende oder Widerruf der Einwilligung")
    UPLOAD = "upload", _("Übernahme einer Liste")
    READ_LOG = "read_log", _("Eintrag im Leseprotokoll")


class ListState(models.TextChoices):
    PROPOSED = "proposed", _("vorgeschlagen")
    RELEASED = "released", _("freigegeben")
    CARRIED_OUT = "carried_out", _("gelöscht")
    REJECTED = "rejected", _("abgelehnt")


class ArchiveAnswer(models.TextChoices):
    OPEN = "open", _("noch keine Antwort")
    TAKEN = "taken", _("übernimmt die Akte")
    DECLINED = "declined", _("verzichtet")


DESTRUCTION_LIST = Lifecycle(
    initial=ListState.PROPOSED,
    steps=[
        Step(
            "release_destruction",
            (ListState.PROPOSED,),
            ListState.RELEASED,
            Permission.ERASURE_RELEASE,
            _("Löschung freigeben"),
            at="district_id",
        ),
        Step(
            "reject_destruction",
            (ListState.PROPOSED, ListState.RELEASED),
            ListState.REJECTED,
            Permission.ERASURE_RELEASE,
            _("Ablehnen"),
            at="district_id",
            also=((Permission.ERASURE_PROPOSE, "owner_id"),),
        ),
        Step(
            "carry_out_destruction",
            (ListState.RELEASED,),
            ListState.CARRIED_OUT,
            Permission.ERASURE_PROPOSE,
            _("Endgültig löschen"),
        ),
    ],
)
