"""Choices and lifecycles of batches, feedback, recalls and outcomes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step

P = Permission


class BatchState(models.TextChoices):
    DRAFT = "draft", _("in Vorbereitung")
    FROZEN = "frozen", _("festgeschrieben")
    SENT = "sent", _("übermittelt")
    RECEIVED = "received", _("Empfang bestätigt")
    SETTLED = "settled", _("Rückmeldung vollständig")
    CANCELLED = "cancelled", _("verworfen")


class Channel(models.TextChoices):
    PORTAL = "portal", _("Zugang der empfangenden Stelle")
    FILE = "file", _("verschlüsselte Datei")


class LineKind(models.TextChoices):
    """What a line of a batch says about its person; a later batch carries the differences."""

    NEW = "new", _("neu")
    CORRECTED = "corrected", _("berichtigt")


class BasisKind(models.TextChoices):
    CONSENT = "consent", _("Einwilligung")
    NORM = "norm", _("Rechtsnorm")


class Feedback(models.TextChoices):
    ACCEPTED = "accepted", _("angenommen")
    NOT_SUITABLE = "not_suitable", _("nicht geeignet")
    NOT_REACHED = "not_reached", _("nicht erreicht")
    DECLINED = "declined", _("möchte nicht")
    ALREADY_KNOWN = "already_known", _("schon bekannt")


class LeftOut(models.TextChoices):
    """Why somebody who was nominated is not in a batch; shown by code."""

    NO_BASIS = "no_basis", _("weder Einwilligung noch Rechtsnorm für diese Stelle")
    EXPIRED = "expired", _("Einwilligung abgelaufen oder widerrufen")
    RESTRICTED = "restricted", _("Datensatz gesperrt")
    SENT = "sent", _("schon mit dieser Abfrage übermittelt")
    IN_PREPARATION = "in_preparation", _("steht schon in einer vorbereiteten Übermittlung")
    NOT_CHECKED = "not_checked", _("vom Kreis noch nicht geprüft")
    NOT_ELIGIBLE = "not_eligible", _("Voraussetzungen liegen nicht vor")


class Wholeness(models.TextChoices):
    """What a recomputation says of a frozen batch."""

    INTACT = "intact", _("unverändert")
    CHANGED = "changed", _("verändert")


class RecallState(models.TextChoices):
    ISSUED = "issued", _("angezeigt")
    CONFIRMED = "confirmed", _("bestätigt")


class RecallGround(models.TextChoices):
    WITHDRAWAL = "withdrawal", _("Einwilligung widerrufen")
    MISTAKE = "mistake", _("irrtümlich übermittelt")
    RESTRICTION = "restriction", _("Verarbeitung eingeschränkt")
    ERASURE = "erasure", _("Löschung")


class OutcomeKind(models.TextChoices):
    """What came of it (domain 2.10); a change of regime is no outcome."""

    EMPLOYMENT = "employment", _("sozialversicherungspflichtige Beschäftigung")
    APPRENTICESHIP = "apprenticeship", _("Ausbildung")
    INTRODUCTORY_TRAINING = "introductory_training", _("Einstiegsqualifizierung")
    VOLUNTARY_SERVICE = "voluntary_service", _("Bundesfreiwilligendienst")
    INTERNSHIP = "internship", _("Praktikum")
    MEASURE = "measure", _("Maßnahme")
    WORK_OPPORTUNITY = "work_opportunity", _("Arbeitsgelegenheit (FIM)")
    COURSE_STARTED = "course_started", _("Kurs begonnen")
    COURSE_COMPLETED = "course_completed", _("Kurs abgeschlossen")
    RECOGNITION = "recognition", _("Abschluss anerkannt")
    EDUCATION = "education", _("Schule oder Hochschule")


BATCH = Lifecycle(
    initial=BatchState.DRAFT,
    steps=[
        Step(
            "freeze_batch",
            (BatchState.DRAFT,),
            BatchState.FROZEN,
            P.BATCH_SEND,
            _("Festschreiben"),
        ),
        Step(
            "cancel_batch",
            (BatchState.DRAFT, BatchState.FROZEN),
            BatchState.CANCELLED,
            P.BATCH_SEND,
            _("Verwerfen"),
        ),
        Step("send_batch", (BatchState.FROZEN,), BatchState.SENT, P.BATCH_SEND, _("Übermitteln")),
        Step(
            "confirm_receipt",
            (BatchState.SENT,),
            BatchState.RECEIVED,
            P.BATCH_RECEIVE,
            _("Empfang bestätigen"),
            at="recipient_id",
            also=((P.BATCH_SEND, "owner_id"),),
        ),
        Step(
            "settle_batch",
            (BatchState.SENT, BatchState.RECEIVED),
            BatchState.SETTLED,
            P.BATCH_RECEIVE,
            _("Rückmeldung ist vollständig"),
            at="recipient_id",
            also=((P.BATCH_SEND, "owner_id"),),
        ),
    ],
)
RECALL = Lifecycle(
    initial=RecallState.ISSUED,
    steps=[
        Step(
            "confirm_recall",
            (RecallState.ISSUED,),
            RecallState.CONFIRMED,
            P.BATCH_RECEIVE,
            _("Rückruf bestätigen"),
            at="recipient_id",
            also=((P.BATCH_SEND, "owner_id"),),
        ),
    ],
)
