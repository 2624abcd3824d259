"""The life of a candidate's record, from the municipality's draft to its end (domain 2.6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step

P = Permission
DISTRICT = "district_id"
RECIPIENT = "recipient_id"


class CandidateState(models.TextChoices):
    DRAFT = "draft", _("in Arbeit")
    COMPLETE = "complete", _("vollständig")
    CONSENT_PENDING = "consent_pending", _("Einwilligung erbeten")
    CONSENT_GIVEN = "consent_given", _("Einwilligung liegt vor")
    RELEASED = "released", _("von der Kommune freigegeben")
    CHECKED = "checked_by_district", _("vom Kreis geprüft")
    TRANSMITTED = "transmitted", _("übermittelt")
    ACCEPTED = "accepted", _("angenommen")
    NOT_SUITABLE = "not_suitable", _("nicht geeignet")
    NOT_REACHED = "not_reached", _("nicht erreicht")
    DECLINED = "declined", _("möchte nicht")
    ALREADY_KNOWN = "already_known", _("schon bekannt")
    IN_SUPPORT = "in_support", _("in Förderung")
    OUTCOME = "outcome_recorded", _("Ergebnis festgehalten")
    CLOSED = "closed", _("abgeschlossen")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Einwilligung widerrufen")
    MOVED_AWAY = "moved_away", _("weggezogen")


class Sex(models.TextChoices):
    """The entries of the register of births; empty where it is not asked."""

    FEMALE = "w", _("weiblich")
    MALE = "m", _("männlich")
    DIVERSE = "d", _("divers")
    NO_ENTRY = "x", _("ohne Angabe")


class Closing(models.TextChoices):
    DONE = "done", _("Ziel erreicht")
    NO_INTEREST = "no_interest", _("kein Interesse mehr")
    NOT_ELIGIBLE = "not_eligible", _("Voraussetzungen liegen nicht vor")
    CONSENT_REFUSED = "consent_refused", _("Einwilligung nicht erteilt")
    NO_CONTACT = "no_contact", _("kein Kontakt mehr")
    OTHER = "other", _("anderer Grund")


class RestrictionGround(models.TextChoices):
    """Why a record is locked (GDPR Art. 18, R-DP-31); it stays in its state meanwhile."""

    REQUEST = "request", _("auf Verlangen der Person")
    DISPUTE = "dispute", _("Richtigkeit bestritten")
    RETENTION = "retention", _("Aufbewahrung bis zur Löschung")


class MoveState(models.TextChoices):
    ASKED = "asked", _("angeboten")
    ACCEPTED = "accepted", _("übernommen")
    DECLINED = "declined", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


_S = CandidateState
_BEFORE_RELEASE = (_S.DRAFT, _S.COMPLETE, _S.CONSENT_PENDING, _S.CONSENT_GIVEN)
_UNDER_WAY = (_S.RELEASED, _S.CHECKED, _S.TRANSMITTED, _S.ACCEPTED, _S.ALREADY_KNOWN)
_ANSWERED = (_S.NOT_SUITABLE, _S.NOT_REACHED, _S.DECLINED)
_RUNNING = (*_BEFORE_RELEASE, *_UNDER_WAY, *_ANSWERED, _S.IN_SUPPORT, _S.OUTCOME)
_ENDABLE = (
    *_BEFORE_RELEASE,
    *_ANSWERED,
    _S.TRANSMITTED,
    _S.ACCEPTED,
    _S.ALREADY_KNOWN,
    _S.IN_SUPPORT,
    _S.OUTCOME,
    _S.CONSENT_WITHDRAWN,
    _S.MOVED_AWAY,
)
_FEEDBACK_FROM = (_S.TRANSMITTED, _S.NOT_REACHED)


def _feedback(verb: str, target: str, label: object) -> Step:
    """The recipient says it in its own login, or the district writes down what it was told."""
    also = ((P.BATCH_SEND, DISTRICT),)
    return Step(verb, _FEEDBACK_FROM, target, P.BATCH_RECEIVE, label, at=RECIPIENT, also=also)


CANDIDATE = Lifecycle(
    initial=_S.DRAFT,
    steps=[
        Step(
            "complete_candidate",
            (_S.DRAFT,),
            _S.COMPLETE,
            P.PERSON_EDIT,
            _("Angaben sind vollständig"),
        ),
        Step(
            "ask_for_consent",
            (_S.COMPLETE,),
            _S.CONSENT_PENDING,
            P.PERSON_EDIT,
            _("Einwilligung erbitten"),
        ),
        Step(
            "note_consent",
            (_S.COMPLETE, _S.CONSENT_PENDING, _S.CONSENT_WITHDRAWN),
            _S.CONSENT_GIVEN,
            P.PERSON_EDIT,
            _("Einwilligung eintragen"),
        ),
        Step(
            "release_candidate",
            (_S.COMPLETE, _S.CONSENT_GIVEN),
            _S.RELEASED,
            P.PERSON_EDIT,
            _("Für den Kreis freigeben"),
        ),
        Step(
            "return_candidate",
            (_S.RELEASED, _S.CHECKED),
            _S.COMPLETE,
            P.PERSON_CHECK,
            _("An die Kommune zurückgeben"),
            at=DISTRICT,
            also=((P.PERSON_EDIT, "owner_id"),),
        ),
        Step(
            "check_candidate",
            (_S.RELEASED,),
            _S.CHECKED,
            P.PERSON_CHECK,
            _("Prüfung abschließen"),
            at=DISTRICT,
        ),
        Step(
            "transmit_candidate",
            (_S.CHECKED,),
            _S.TRANSMITTED,
            P.BATCH_SEND,
            _("Übermitteln"),
            at=DISTRICT,
        ),
        Step(
            "take_back_transmission",
            _FEEDBACK_FROM,
            _S.COMPLETE,
            P.BATCH_SEND,
            _("Übermittlung zurücknehmen"),
            at=DISTRICT,
            also=((P.PERSON_EDIT, "owner_id"),),
        ),
        _feedback("accept_candidate", _S.ACCEPTED, _("Annehmen")),
        _feedback("find_candidate_unsuitable", _S.NOT_SUITABLE, _("Nicht geeignet")),
        _feedback("miss_candidate", _S.NOT_REACHED, _("Nicht erreicht")),
        _feedback("note_candidate_declined", _S.DECLINED, _("Möchte nicht")),
        _feedback("know_candidate_already", _S.ALREADY_KNOWN, _("Schon bekannt")),
        Step(
            "start_support",
            (_S.ACCEPTED, _S.ALREADY_KNOWN),
            _S.IN_SUPPORT,
            P.BATCH_RECEIVE,
            _("Förderung beginnt"),
            at=RECIPIENT,
            also=((P.BATCH_SEND, DISTRICT),),
        ),
        Step(
            "record_outcome",
            (_S.ACCEPTED, _S.ALREADY_KNOWN, _S.IN_SUPPORT),
            _S.OUTCOME,
            P.BATCH_RECEIVE,
            _("Ergebnis festhalten"),
            at=RECIPIENT,
            also=((P.BATCH_SEND, DISTRICT), (P.PERSON_EDIT, "owner_id")),
        ),
        Step(
            "close_candidate",
            _ENDABLE,
            _S.CLOSED,
            P.PERSON_EDIT,
            _("Abschließen"),
        ),
        Step(
            "reopen_candidate",
            (_S.CLOSED, *_ANSWERED, _S.CONSENT_WITHDRAWN, _S.MOVED_AWAY),
            _S.DRAFT,
            P.PERSON_EDIT,
            _("Wieder aufnehmen"),
        ),
        Step(
            "note_withdrawal",
            _RUNNING,
            _S.CONSENT_WITHDRAWN,
            P.PERSON_EDIT,
            _("Widerruf eintragen"),
            also=((P.BATCH_SEND, DISTRICT),),
        ),
        Step(
            "note_moved_away",
            (*_RUNNING, _S.CONSENT_WITHDRAWN),
            _S.MOVED_AWAY,
            P.PERSON_EDIT,
            _("Aus dem Kreis weggezogen"),
        ),
    ],
)

MOVE = Lifecycle(
    initial=MoveState.ASKED,
    steps=[
        Step(
            "accept_move",
            (MoveState.ASKED,),
            MoveState.ACCEPTED,
            P.PERSON_EDIT,
            _("Übernehmen"),
            at="to_municipality_id",
        ),
        Step(
            "decline_move",
            (MoveState.ASKED,),
            MoveState.DECLINED,
            P.PERSON_EDIT,
            _("Ablehnen"),
            at="to_municipality_id",
        ),
        Step(
            "withdraw_move",
            (MoveState.ASKED,),
            MoveState.WITHDRAWN,
            P.PERSON_EDIT,
            _("Angebot zurückziehen"),
        ),
    ],
)
