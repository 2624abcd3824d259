"""Choices and lifecycles of awards, draw-downs, receipts and repayments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step

EDIT = Permission.FUNDING_EDIT
APPROVE = Permission.FUNDING_APPROVE


class AwardState(models.TextChoices):
    ENTERED = "entered", _("eingetragen, noch nicht geprüft")
    AWARDED = "awarded", _("bewilligt")
    FINAL = "final", _("bestandskräftig")
    RUNNING = "running", _("läuft")
    PROOF_DUE = "proof_due", _("Nachweis zu führen")
    PROOF_SUBMITTED = "proof_submitted", _("Nachweis vorgelegt")
    AUDITED = "audited", _("geprüft")
    RECOVERY = "recovery", _("Rückforderung")
    CLOSED = "closed", _("abgeschlossen")
    REVOKED = "revoked", _("aufgehoben")


class RecipientKind(models.TextChoices):
    """Whom money may be passed on to (R-DIS-01)."""

    MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
    CLUB = "club", _("Verein oder Initiative")
    CHURCH = "church", _("Kirche oder Religionsgemeinschaft")
    WELFARE = "welfare", _("Wohlfahrtsverband")
    OTHER = "other", _("andere Stelle")


class AppealWaiver(models.TextChoices):
    NONE = "none", _("kein Verzicht")
    WAIVED = "waived", _("Rechtsbehelfsverzicht erklärt")


class AwardChangeKind(models.TextChoices):
    AMENDMENT = "amendment", _("Änderungsbescheid")
    PARTIAL_REVOCATION = "partial_revocation", _("Teilwiderruf")


class DrawDownState(models.TextChoices):
    DRAFT = "draft", _("in Vorbereitung")
    REQUESTED = "requested", _("angefordert")
    RECEIVED = "received", _("eingegangen")
    CANCELLED = "cancelled", _("zurückgenommen")


class DutyKind(models.TextChoices):
    """What must be told to the authority at once (R-GRT-12)."""

    POST_VACANT = "post_vacant", _("geförderte Stelle unbesetzt")
    STAFF_CHANGED = "staff_changed", _("geförderte Stelle anders besetzt")
    FINANCING_CHANGED = "financing_changed", _("andere oder weitere Mittel")
    PURPOSE_CHANGED = "purpose_changed", _("Zweck oder Umstände geändert")
    PURPOSE_OUT_OF_REACH = "purpose_out_of_reach", _("Zweck nicht zu erreichen")
    NOT_SPENT_IN_TIME = "not_spent_in_time", _("Mittel nicht rechtzeitig verbraucht")


class OtherFunding(models.TextChoices):
    """Who else already covers a part of a cost (R-GRT-11)."""

    NONE = "none", _("niemand")
    EU = "eu", _("Europäische Union")
    FEDERAL = "federal", _("Bund")
    STATE = "state", _("anderes Programm des Landes")
    THIRD_PARTY = "third_party", _("Dritte")


class DayCount(models.TextChoices):
    """How days of interest are counted; the sheet shows it (R-GRT-17)."""

    ACTUAL = "actual", _("taggenau, Jahr mit 365 oder 366 Tagen")
    ACTUAL_365 = "actual_365", _("taggenau, Jahr mit 365 Tagen")
    THIRTY_360 = "thirty_360", _("Monat mit 30, Jahr mit 360 Tagen")


class RepaymentState(models.TextChoices):
    DEMANDED = "demanded", _("gefordert")
    REPAID = "repaid", _("zurückgezahlt")


AWARD = Lifecycle(
    initial=AwardState.ENTERED,
    steps=[
        Step(
            "confirm_award",
            (AwardState.ENTERED,),
            AwardState.AWARDED,
            APPROVE,
            _("Bescheid prüfen und buchen"),
        ),
        Step(
            "record_finality",
            (AwardState.AWARDED,),
            AwardState.FINAL,
            EDIT,
            _("Bestandskraft feststellen"),
        ),
        Step(
            "begin_measure",
            (AwardState.AWARDED, AwardState.FINAL),
            AwardState.RUNNING,
            EDIT,
            _("Beginn eintragen"),
        ),
        Step(
            "end_measure",
            (AwardState.FINAL, AwardState.RUNNING),
            AwardState.PROOF_DUE,
            EDIT,
            _("Ende der Maßnahme eintragen"),
        ),
        Step(
            "record_proof_submitted",
            (AwardState.PROOF_DUE,),
            AwardState.PROOF_SUBMITTED,
            EDIT,
            _("Nachweis als vorgelegt führen"),
        ),
        Step(
            "record_audit_remark",
            (AwardState.PROOF_SUBMITTED,),
            AwardState.AUDITED,
            EDIT,
            _("Prüfungsvermerk eintragen"),
        ),
        Step(
            "record_recovery",
            (
                AwardState.RUNNING,
                AwardState.PROOF_DUE,
                AwardState.PROOF_SUBMITTED,
                AwardState.AUDITED,
            ),
            AwardState.RECOVERY,
            EDIT,
            _("Rückforderung eintragen"),
        ),
        Step(
            "settle_recovery",
            (AwardState.RECOVERY,),
            AwardState.AUDITED,
            EDIT,
            _("Rückforderung erledigt"),
        ),
        Step(
            "resume_after_recovery",
            (AwardState.RECOVERY,),
            AwardState.PROOF_DUE,
            EDIT,
            _("Rückforderung erledigt, Nachweis steht aus"),
        ),
        Step(
            "close_award",
            (AwardState.AUDITED,),
            AwardState.CLOSED,
            APPROVE,
            _("Abschließen"),
        ),
        Step(
            "revoke_award",
            (AwardState.ENTERED, AwardState.AWARDED, AwardState.FINAL, AwardState.RUNNING),
            AwardState.REVOKED,
            EDIT,
            _("Aufhebung eintragen"),
        ),
    ],
)

DRAW_DOWN = Lifecycle(
    initial=DrawDownState.DRAFT,
    steps=[
        Step(
            "request_draw_down",
            (DrawDownState.DRAFT,),
            DrawDownState.REQUESTED,
            APPROVE,
            _("Mittelabruf freigeben und anfordern"),
        ),
        Step(
            "record_draw_down_received",
            (DrawDownState.REQUESTED,),
            DrawDownState.RECEIVED,
            EDIT,
            _("Eingang eintragen"),
        ),
        Step(
            "undo_draw_down_receipt",
            (DrawDownState.RECEIVED,),
            DrawDownState.REQUESTED,
            EDIT,
            _("Eingang zurücknehmen"),
        ),
        Step(
            "cancel_draw_down",
            (DrawDownState.DRAFT, DrawDownState.REQUESTED),
            DrawDownState.CANCELLED,
            EDIT,
            _("Zurücknehmen"),
        ),
    ],
)

REPAYMENT = Lifecycle(
    initial=RepaymentState.DEMANDED,
    steps=[
        Step(
            "record_repayment",
            (RepaymentState.DEMANDED,),
            RepaymentState.REPAID,
            EDIT,
            _("Rückzahlung eintragen"),
        ),
    ],
)

# In these states money may be bound, paid and receipted.
OPEN = (
    AwardState.AWARDED,
    AwardState.FINAL,
    AwardState.RUNNING,
    AwardState.PROOF_DUE,
)
# In these states it is over, and nothing is booked any more.
OVER = (AwardState.CLOSED, AwardState.REVOKED)
