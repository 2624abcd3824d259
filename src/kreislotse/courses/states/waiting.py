"""Choices and lifecycles of waiting lists, entitlements and offers (domain 2.8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step

EDIT = Permission.COURSE_EDIT


class WaitingState(models.TextChoices):
    PRE_REGISTERED = "pre_registered", _("vorgemerkt")
    REFERRED = "referred", _("gemeldet (Meldebogen)")
    ASSESSED = "assessed", _("eingestuft")
    WAITING = "waiting", _("wartet")
    OFFERED = "offered", _("Platz angeboten")
    ACCEPTED = "accepted", _("Platz angenommen")
    STARTED = "started", _("im Kurs")
    COMPLETED = "completed", _("Kurs abgeschlossen")
    DROPPED_OUT = "dropped_out", _("abgebrochen")
    NO_SHOW = "no_show", _("nicht erschienen")
    DECLINED = "declined", _("abgelehnt")
    REMOVED = "removed", _("von der Liste genommen")


# Who holds a seat: the database lets nobody be in one of these states without one (R-CRS-01).
HOLDING = (
    WaitingState.OFFERED,
    WaitingState.ACCEPTED,
    WaitingState.STARTED,
    WaitingState.COMPLETED,
)


class PriorityGroup(models.IntegerChoices):
    """Groups that a provider must take first, the lowest number first (sections 4, 8 DeuFöV)."""

    OBLIGED = 1, _("zur Teilnahme verpflichtet")
    BENEFITS = 2, _("Leistungen nach SGB II oder SGB III")
    TRAINING = 3, _("vor einer Ausbildung oder Beschäftigung")
    OTHER = 9, _("ohne Vorrang")


class OrderKey(models.TextChoices):
    """By what a waiting list is ordered; each list names its keys (R-CRS-02)."""

    PRIORITY = "priority", _("Vorranggruppe")
    ENTERED_ON = "entered_on", _("Tag der Aufnahme auf die Liste")
    ASKED_ON = "asked_on", _("Tag, an dem die Person zuerst gefragt hat")
    EXPIRES_ON = "expires_on", _("Ablauf der Berechtigung")


class LevelEvidence(models.TextChoices):
    PLACEMENT_TEST = "placement_test", _("Einstufungstest")
    CERTIFICATE = "certificate", _("Zertifikat")


class EntitlementGround(models.TextChoices):
    ADMISSION = "admission", _("Zulassung")
    ENTITLEMENT = "entitlement", _("Berechtigung")
    OBLIGATION = "obligation", _("Verpflichtung")
    SELF_PAYER = "self_payer", _("auf eigene Kosten")


class StopReason(models.TextChoices):
    """Why somebody left a list or a course."""

    WORK = "work", _("Arbeit oder Ausbildung aufgenommen")
    MOVED = "moved", _("weggezogen")
    CHILDCARE = "childcare", _("keine Kinderbetreuung")
    TRAVEL = "travel", _("Weg zu weit")
    LEVEL = "level", _("Niveau passt nicht")
    HEALTH = "health", _("aus persönlichen Gründen")
    OTHER_COURSE = "other_course", _("anderer Kurs")
    EXPIRED = "expired", _("Berechtigung abgelaufen")
    UNREACHABLE = "unreachable", _("trotz mehrerer Versuche nicht erreicht")
    OTHER = "other", _("anderer Grund")


class DutyKind(models.TextChoices):
    """Whom to tell when no course has begun in time (R-CRS-07)."""

    INFORM_PERSON = "inform_person", _("Person unterrichten")
    INFORM_BODY = "inform_body", _("Ausstellende Stelle unterrichten")
    NEW_BODY = "new_body", _("Neue zuständige Stelle unterrichten")


class Channel(models.TextChoices):
    LETTER = "letter", _("Brief")
    PHONE = "phone", _("Telefon")
    MESSAGE = "message", _("Nachricht")
    PERSONAL = "personal", _("persönlich")


class OfferState(models.TextChoices):
    OPEN = "open", _("offen")
    ACCEPTED = "accepted", _("angenommen")
    DECLINED = "declined", _("abgelehnt")
    EXPIRED = "expired", _("Frist verstrichen")
    WITHDRAWN = "withdrawn", _("zurückgenommen")
    ENDED = "ended", _("Teilnahme beendet")


_ON_LIST = (
    WaitingState.PRE_REGISTERED,
    WaitingState.REFERRED,
    WaitingState.ASSESSED,
    WaitingState.WAITING,
)
# The municipality enters what it hears from its people, the provider what happens in its course.
_TOWN = ((Permission.PERSON_EDIT, "town_id"),)
# What the person says: entered by the municipality, or by whoever has the link of this one offer.
_ANSWER = (*_TOWN, (Permission.PLACE_ANSWER, "offer_id"))
_PROVIDER = ((Permission.COURSE_RUN, "provider_id"),)


def _step(
    verb: str,
    sources: tuple[WaitingState, ...],
    target: WaitingState,
    label: object,
    also: tuple[tuple[Permission, str], ...] = (),
) -> Step:
    return Step(verb, sources, target, EDIT, label, also=also)


WAITING = Lifecycle(
    initial=WaitingState.PRE_REGISTERED,
    steps=[
        _step(
            "refer_entry",
            (WaitingState.PRE_REGISTERED,),
            WaitingState.REFERRED,
            _("Meldebogen eintragen"),
            _TOWN,
        ),
        _step(
            "assess_entry",
            (WaitingState.PRE_REGISTERED, WaitingState.REFERRED, WaitingState.ASSESSED),
            WaitingState.ASSESSED,
            _("Einstufung eintragen"),
        ),
        _step("admit_entry", (WaitingState.ASSESSED,), WaitingState.WAITING, _("Aufnehmen")),
        _step("offer_place", (WaitingState.WAITING,), WaitingState.OFFERED, _("Platz anbieten")),
        _step("accept_place", (WaitingState.OFFERED,), WaitingState.ACCEPTED, _("Zusage"), _ANSWER),
        _step(
            "decline_place", (WaitingState.OFFERED,), WaitingState.DECLINED, _("Absage"), _ANSWER
        ),
        _step(
            "return_to_list",
            (WaitingState.OFFERED, WaitingState.ACCEPTED),
            WaitingState.WAITING,
            _("Zurück auf die Liste"),
        ),
        _step(
            "start_entry",
            (WaitingState.ACCEPTED,),
            WaitingState.STARTED,
            _("Teilnahme beginnt"),
            _PROVIDER,
        ),
        _step(
            "note_no_show",
            (WaitingState.ACCEPTED,),
            WaitingState.NO_SHOW,
            _("Nicht erschienen"),
            _PROVIDER,
        ),
        _step(
            "drop_out",
            (WaitingState.STARTED,),
            WaitingState.DROPPED_OUT,
            _("Abbruch eintragen"),
            _PROVIDER,
        ),
        _step(
            "complete_entry",
            (WaitingState.STARTED,),
            WaitingState.COMPLETED,
            _("Kurs abgeschlossen"),
            _PROVIDER,
        ),
        _step(
            "wait_again",
            (
                WaitingState.DECLINED,
                WaitingState.NO_SHOW,
                WaitingState.DROPPED_OUT,
                WaitingState.REMOVED,
            ),
            WaitingState.WAITING,
            _("Wieder auf die Liste setzen"),
        ),
        _step(
            "remove_entry",
            (*_ON_LIST, WaitingState.DECLINED, WaitingState.NO_SHOW),
            WaitingState.REMOVED,
            _("Von der Liste nehmen"),
        ),
    ],
)
OFFER = Lifecycle(
    initial=OfferState.OPEN,
    steps=[
        Step(
            "accept_offer",
            (OfferState.OPEN,),
            OfferState.ACCEPTED,
            EDIT,
            _("Zusage eintragen"),
            also=_ANSWER,
        ),
        Step(
            "decline_offer",
            (OfferState.OPEN,),
            OfferState.DECLINED,
            EDIT,
            _("Absage eintragen"),
            also=_ANSWER,
        ),
        Step(
            "expire_offer",
            (OfferState.OPEN,),
            OfferState.EXPIRED,
            EDIT,
            _("Frist ist verstrichen"),
        ),
        Step(
            "withdraw_offer",
            (OfferState.OPEN, OfferState.ACCEPTED),
            OfferState.WITHDRAWN,
            EDIT,
            _("Zurücknehmen"),
        ),
        Step(
            "end_offer",
            (OfferState.ACCEPTED,),
            OfferState.ENDED,
            EDIT,
            _("Teilnahme beenden"),
            also=_PROVIDER,
        ),
    ],
)
