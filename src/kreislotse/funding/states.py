"""Choices and lifecycles of grants."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class Financing(models.TextChoices):
    FIXED_AMOUNT = "fixed_amount", _("Festbetragsfinanzierung")
    SHARE = "share", _("Anteilfinanzierung")
    DEFICIT = "deficit", _("Fehlbedarfsfinanzierung")
    FULL = "full", _("Vollfinanzierung")
    LUMP_SUM = "lump_sum", _("fachbezogene Pauschale")


class ProgrammeDateKind(models.TextChoices):
    APPLICATION = "application", _("Antrag")
    DRAW = "draw", _("Mittelabruf")
    PAYMENT = "payment", _("Auszahlung")
    PROOF = "proof", _("Verwendungsnachweis")


class CoFinancingKind(models.TextChoices):
    OWN = "own", _("Eigenmittel")
    THIRD_PARTY = "third_party", _("nicht öffentliche Dritte")
    PUBLIC = "public", _("andere öffentliche Förderung")


class ConsentState(models.TextChoices):
    DRAFT = "draft", _("in Vorbereitung")
    SENT = "sent", _("beantragt")
    GRANTED = "granted", _("erteilt")
    REFUSED = "refused", _("versagt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class ConsentRole(models.TextChoices):
    ADDRESSEE = "addressee", _("angeschrieben")
    DECIDING = "deciding", _("entscheidet")
    CONCURRING = "concurring", _("im Einvernehmen")


class ApplicationState(models.TextChoices):
    UNKNOWN = "unknown", _("Stand nicht bekannt")
    DRAFT = "draft", _("in Vorbereitung")
    INTERNALLY_APPROVED = "internally_approved", _("intern freigegeben")
    SUBMITTED = "submitted", _("gestellt")
    QUERY = "query", _("Rückfrage der Behörde")
    AWARDED = "awarded", _("bewilligt")
    REJECTED = "rejected", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


CONSENT = Lifecycle(
    initial=ConsentState.DRAFT,
    steps=[
        Step(
            "request_consent",
            (ConsentState.DRAFT,),
            ConsentState.SENT,
            Permission.FUNDING_EDIT,
            _("Zustimmung beantragen"),
        ),
        Step(
            "record_consent",
            (ConsentState.SENT,),
            ConsentState.GRANTED,
            Permission.FUNDING_EDIT,
            _("Zustimmung eintragen"),
        ),
        Step(
            "record_refusal_of_consent",
            (ConsentState.SENT,),
            ConsentState.REFUSED,
            Permission.FUNDING_EDIT,
            _("Ablehnung eintragen"),
        ),
        Step(
            "withdraw_consent_request",
            (ConsentState.DRAFT, ConsentState.SENT),
            ConsentState.WITHDRAWN,
            Permission.FUNDING_EDIT,
            _("Zurückziehen"),
        ),
    ],
)

EDITABLE = (ApplicationState.UNKNOWN, ApplicationState.DRAFT)

APPLICATION = Lifecycle(
    initial=ApplicationState.DRAFT,
    steps=[
        Step(
            "declare_state_unknown",
            (ApplicationState.DRAFT,),
            ApplicationState.UNKNOWN,
            Permission.FUNDING_EDIT,
            _("Stand als nicht bekannt führen"),
        ),
        Step(
            "take_up_draft",
            (ApplicationState.UNKNOWN,),
            ApplicationState.DRAFT,
            Permission.FUNDING_EDIT,
            _("Als Entwurf führen"),
        ),
        Step(
            "approve_application",
            (ApplicationState.DRAFT,),
            ApplicationState.INTERNALLY_APPROVED,
            Permission.FUNDING_APPROVE,
            _("Intern freigeben"),
        ),
        Step(
            "submit_application",
            (ApplicationState.INTERNALLY_APPROVED,),
            ApplicationState.SUBMITTED,
            Permission.FUNDING_EDIT,
            _("Antrag stellen"),
        ),
        Step(
            "record_inquiry",
            (ApplicationState.SUBMITTED, ApplicationState.QUERY),
            ApplicationState.QUERY,
            Permission.FUNDING_EDIT,
            _("Rückfrage eintragen"),
        ),
        Step(
            "return_to_draft",
            (ApplicationState.INTERNALLY_APPROVED,),
            ApplicationState.DRAFT,
            Permission.FUNDING_EDIT,
            _("Zurück in den Entwurf"),
        ),
        Step(
            "settle_inquiries",
            (ApplicationState.QUERY,),
            ApplicationState.SUBMITTED,
            Permission.FUNDING_EDIT,
            _("Rückfragen erledigt"),
        ),
        Step(
            "record_award",
            (ApplicationState.SUBMITTED,),
            ApplicationState.AWARDED,
            Permission.FUNDING_EDIT,
            _("Bewilligung eintragen"),
        ),
        Step(
            "record_rejection",
            (ApplicationState.SUBMITTED,),
            ApplicationState.REJECTED,
            Permission.FUNDING_EDIT,
            _("Ablehnung eintragen"),
        ),
        Step(
            "withdraw_application",
            (
                *EDITABLE,
                ApplicationState.INTERNALLY_APPROVED,
                ApplicationState.SUBMITTED,
                ApplicationState.QUERY,
            ),
            ApplicationState.WITHDRAWN,
            Permission.FUNDING_EDIT,
            _("Zurückziehen"),
        ),
    ],
)
