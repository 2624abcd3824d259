"""Choices and lifecycles of distributing and passing on money."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step

EDIT = Permission.FUNDING_EDIT
APPROVE = Permission.FUNDING_APPROVE


class Key(models.TextChoices):
    """By what a sum is shared out (R-DIS-03)."""

    EQUAL = "equal", _("zu gleichen Teilen")
    POPULATION = "population", _("nach Einwohnerzahl")
    ALLOCATION = "allocation", _("nach Zuweisungen")
    RECIPIENTS = "recipients", _("nach Leistungsberechtigten (AsylbLG)")
    WEIGHTS = "weights", _("nach eigenen Gewichten")
    MANUAL = "manual", _("von Hand")


# The keys whose weights are figures of the towns.
BY_FIGURES = (Key.POPULATION, Key.ALLOCATION, Key.RECIPIENTS)
# What is kept per town and day: those figures, and weights that somebody has published.
ON_FILE = (*BY_FIGURES, Key.WEIGHTS)


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    CONSULTATION = "consultation", _("in Abstimmung")
    DECIDED = "decided", _("beschlossen")
    DROPPED = "dropped", _("verworfen")


class AgreementState(models.TextChoices):
    ASKED = "asked", _("gefragt")
    AGREED = "agreed", _("einverstanden")
    OBJECTED = "objected", _("Einwand")
    SILENT = "silent", _("keine Antwort bis zum Termin")


class CallState(models.TextChoices):
    DRAFT = "draft", _("in Vorbereitung")
    OPEN = "open", _("offen")
    CLOSED = "closed", _("geschlossen")


class ForwardingState(models.TextChoices):
    APPLIED = "applied", _("beantragt")
    CHECKED = "checked", _("geprüft")
    APPROVED = "approved", _("bewilligt")
    CONTRACT_SENT = "contract_sent", _("Vertrag versandt")
    CONTRACT_SIGNED = "contract_signed", _("Vertrag unterschrieben")
    PAID = "paid", _("ausgezahlt, Nachweis offen")
    PROOF_RECEIVED = "proof_received", _("Nachweis eingegangen")
    ACCEPTED = "accepted", _("Nachweis anerkannt")
    PARTLY_ACCEPTED = "partly_accepted", _("Nachweis teilweise anerkannt")
    RECOVERY = "recovery", _("Rückforderung")
    CLOSED = "closed", _("abgeschlossen")
    REJECTED = "rejected", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


# Asked for, and not decided yet.
UNDECIDED = (ForwardingState.APPLIED, ForwardingState.CHECKED)
# Money is, or was, bound for the recipient in these.
BOUND = (
    ForwardingState.APPROVED,
    ForwardingState.CONTRACT_SENT,
    ForwardingState.CONTRACT_SIGNED,
    ForwardingState.PAID,
    ForwardingState.PROOF_RECEIVED,
    ForwardingState.ACCEPTED,
    ForwardingState.PARTLY_ACCEPTED,
    ForwardingState.RECOVERY,
    ForwardingState.CLOSED,
)
# An account can be named until the money is on its way.
BEFORE_PAYMENT = (
    ForwardingState.APPLIED,
    ForwardingState.CHECKED,
    ForwardingState.APPROVED,
    ForwardingState.CONTRACT_SENT,
    ForwardingState.CONTRACT_SIGNED,
)
# Nothing comes of it any more.
OFF = (ForwardingState.REJECTED, ForwardingState.WITHDRAWN)


class CheckKind(models.TextChoices):
    """What is checked before money is passed on (step 7 of 2.5)."""

    PURPOSE = "purpose", _("Zweck")
    PERIOD = "period", _("Zeitraum")
    CAP = "cap", _("Höchstbetrag")
    DOUBLE_FUNDING = "double_funding", _("Doppelförderung")
    RECIPIENT = "recipient", _("Empfänger")


class Verdict(models.TextChoices):
    FITS = "fits", _("in Ordnung")
    DOUBTFUL = "doubtful", _("zu klären")
    FAILS = "fails", _("nicht in Ordnung")


class BlockKind(models.TextChoices):
    CONTRACT = "contract", _("Weiterleitungsvertrag")
    NOTICE = "notice", _("Weiterleitungsbescheid")
    AWARD_LETTER = "award_letter", _("Bewilligungsschreiben")
    PAYMENT_REQUEST = "payment_request", _("Auszahlungsanordnung")
    PROOF_REMINDER = "proof_reminder", _("Erinnerung an den Nachweis")
    RECOVERY = "recovery", _("Rückforderungsschreiben")


class SubProofState(models.TextChoices):
    DRAFT = "draft", _("in Arbeit")
    SUBMITTED = "submitted", _("vorgelegt")
    CHECKED = "checked", _("geprüft")


class RecoveryState(models.TextChoices):
    DEMANDED = "demanded", _("gefordert")
    SETTLED = "settled", _("beglichen")
    WAIVED = "waived", _("erlassen")


PLAN = Lifecycle(
    initial=PlanState.DRAFT,
    steps=[
        Step(
            "ask_municipalities",
            (PlanState.DRAFT,),
            PlanState.CONSULTATION,
            EDIT,
            _("Städte und Gemeinden fragen"),
        ),
        Step(
            "decide_plan",
            (PlanState.DRAFT, PlanState.CONSULTATION),
            PlanState.DECIDED,
            APPROVE,
            _("Verteilung beschließen"),
        ),
        Step(
            "drop_plan",
            (PlanState.DRAFT, PlanState.CONSULTATION),
            PlanState.DROPPED,
            EDIT,
            _("Verwerfen"),
        ),
    ],
)

FUNDING_CALL = Lifecycle(
    initial=CallState.DRAFT,
    steps=[
        Step("open_funding_call", (CallState.DRAFT,), CallState.OPEN, EDIT, _("Aufruf öffnen")),
        Step("close_funding_call", (CallState.OPEN,), CallState.CLOSED, EDIT, _("Schließen")),
    ],
)

_S = ForwardingState
FORWARDING = Lifecycle(
    initial=_S.APPLIED,
    steps=[
        Step("record_check", (_S.APPLIED,), _S.CHECKED, EDIT, _("Prüfung abschließen")),
        Step("return_to_check", (_S.CHECKED,), _S.APPLIED, EDIT, _("Erneut prüfen")),
        Step("approve_forwarding", (_S.CHECKED,), _S.APPROVED, APPROVE, _("Bewilligen")),
        Step("reject_forwarding", (_S.APPLIED, _S.CHECKED), _S.REJECTED, APPROVE, _("Ablehnen")),
        Step("send_contract", (_S.APPROVED,), _S.CONTRACT_SENT, EDIT, _("Vertrag erstellen")),
        Step(
            "record_contract_signed",
            (_S.CONTRACT_SENT,),
            _S.CONTRACT_SIGNED,
            EDIT,
            _("Unterschrift eintragen"),
        ),
        Step("record_payment", (_S.CONTRACT_SIGNED,), _S.PAID, EDIT, _("Auszahlung eintragen")),
        Step("undo_payment", (_S.PAID,), _S.CONTRACT_SIGNED, EDIT, _("Auszahlung zurücknehmen")),
        Step(
            "record_proof_received",
            (_S.PAID,),
            _S.PROOF_RECEIVED,
            EDIT,
            _("Nachweis als eingegangen führen"),
        ),
        Step("accept_proof", (_S.PROOF_RECEIVED,), _S.ACCEPTED, EDIT, _("Nachweis anerkennen")),
        Step(
            "accept_proof_in_part",
            (_S.PROOF_RECEIVED,),
            _S.PARTLY_ACCEPTED,
            EDIT,
            _("Nachweis teilweise anerkennen"),
        ),
        Step(
            "return_proof",
            (_S.PROOF_RECEIVED,),
            _S.PAID,
            EDIT,
            _("Nachweis zurückgeben"),
        ),
        Step(
            "demand_recovery",
            (_S.PARTLY_ACCEPTED, _S.PAID),
            _S.RECOVERY,
            EDIT,
            _("Zurückfordern"),
        ),
        Step(
            "close_forwarding",
            (_S.ACCEPTED, _S.RECOVERY),
            _S.CLOSED,
            EDIT,
            _("Abschließen"),
        ),
        Step(
            "withdraw_forwarding",
            (_S.APPLIED, _S.CHECKED, _S.APPROVED, _S.CONTRACT_SENT, _S.CONTRACT_SIGNED),
            _S.WITHDRAWN,
            EDIT,
            _("Zurückziehen"),
        ),
    ],
)

RECOVERY = Lifecycle(
    initial=RecoveryState.DEMANDED,
    steps=[
        Step(
            "record_recovery_paid",
            (RecoveryState.DEMANDED,),
            RecoveryState.SETTLED,
            EDIT,
            _("Rückzahlung eintragen"),
        ),
        Step(
            "waive_recovery",
            (RecoveryState.DEMANDED,),
            RecoveryState.WAIVED,
            APPROVE,
            _("Erlassen"),
        ),
    ],
)
