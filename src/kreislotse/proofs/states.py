"""Choices and lifecycle of proofs of use."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step

EDIT = Permission.FUNDING_EDIT
APPROVE = Permission.FUNDING_APPROVE


class ProofState(models.TextChoices):
    DRAFT = "draft", _("in Arbeit")
    SIGNED = "signed", _("unterschrieben")
    SUBMITTED = "submitted", _("vorgelegt")
    AUDITED = "audited", _("von der Behörde geprüft")


class IncomeKind(models.TextChoices):
    OWN = "own", _("Eigenmittel")
    THIRD_PARTY = "third_party", _("Leistungen nicht öffentlicher Dritter")
    PUBLIC = "public", _("andere öffentliche Förderung")


class FormKind(models.TextChoices):
    APPLICATION = "application", _("Antrag")
    POSTS = "posts", _("Anlage Stellen")
    APPEAL_WAIVER = "appeal_waiver", _("Rechtsbehelfsverzicht")
    DRAW_DOWN = "draw_down", _("Mittelanforderung")
    PROOF = "proof", _("Verwendungsnachweis")
    CONFIRMATION = "confirmation", _("Bestätigung der Verwendung (Pauschale)")
    NOTIFICATION = "notification", _("Mitteilung einer Änderung")
    COVER_LETTER = "cover_letter", _("Anschreiben")


PROOF = Lifecycle(
    initial=ProofState.DRAFT,
    steps=[
        Step("sign_proof", (ProofState.DRAFT,), ProofState.SIGNED, APPROVE, _("Unterschreiben")),
        Step("reopen_proof", (ProofState.SIGNED,), ProofState.DRAFT, EDIT, _("Wieder öffnen")),
        Step("submit_proof", (ProofState.SIGNED,), ProofState.SUBMITTED, EDIT, _("Vorlegen")),
        Step(
            "record_proof_audit",
            (ProofState.SUBMITTED,),
            ProofState.AUDITED,
            EDIT,
            _("Prüfungsvermerk eintragen"),
        ),
    ],
)
