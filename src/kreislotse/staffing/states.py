"""Choices and lifecycles of posts and secondments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class PostState(models.TextChoices):
    PLANNED = "planned", _("geplant")
    APPROVED = "approved_in_staff_plan", _("im Stellenplan")
    ADVERTISED = "advertised", _("ausgeschrieben")
    SELECTION = "selection", _("im Auswahlverfahren")
    FILLED = "filled", _("besetzt")
    VACANT_AGAIN = "vacant_again", _("wieder frei")
    ABOLISHED = "abolished", _("weggefallen")


class SecondmentState(models.TextChoices):
    PLANNED = "planned", _("vorgesehen")
    AGREED = "agreed", _("abgestimmt")
    ADVERTISED = "advertised", _("ausgeschrieben")
    APPLICATIONS_CLOSED = "applications_closed", _("Bewerbungsfrist beendet")
    SELECTION_HELD = "selection_held", _("Auswahl getroffen")
    AVAILABILITY_CHECKED = "availability_checked", _("Verfügbarkeit geprüft")
    STAFF_COUNCIL_CONSENT = "staff_council_consent", _("Personalrat hat zugestimmt")
    ORDER_ISSUED = "order_issued", _("Abordnung verfügt")
    ACTIVE = "active", _("abgeordnet")
    ENDED = "ended", _("beendet")


_EDIT = Permission.POST_EDIT
_P, _S = PostState, SecondmentState

POST = Lifecycle(
    initial=PostState.PLANNED,
    steps=[
        Step("approve_post", (_P.PLANNED,), _P.APPROVED, _EDIT, _("In den Stellenplan aufnehmen")),
        Step(
            "advertise_post",
            (_P.APPROVED, _P.VACANT_AGAIN),
            _P.ADVERTISED,
            _EDIT,
            _("Ausschreiben"),
        ),
        Step("select_for_post", (_P.ADVERTISED,), _P.SELECTION, _EDIT, _("Auswahl beginnen")),
        Step("fill_post", (_P.SELECTION, _P.ADVERTISED), _P.FILLED, _EDIT, _("Besetzen")),
        Step("vacate_post", (_P.FILLED,), _P.VACANT_AGAIN, _EDIT, _("Als frei melden")),
        Step(
            "abolish_post",
            (_P.PLANNED, _P.APPROVED, _P.ADVERTISED, _P.VACANT_AGAIN),
            _P.ABOLISHED,
            _EDIT,
            _("Wegfallen lassen"),
        ),
    ],
)

# The order of the procedure (R-SEC-02); the last two steps follow the order itself.
SECONDMENT = Lifecycle(
    initial=SecondmentState.PLANNED,
    steps=[
        Step("agree_secondment", (_S.PLANNED,), _S.AGREED, _EDIT, _("Profil abgestimmt")),
        Step("advertise_secondment", (_S.AGREED,), _S.ADVERTISED, _EDIT, _("Ausgeschrieben")),
        Step(
            "close_applications",
            (_S.ADVERTISED,),
            _S.APPLICATIONS_CLOSED,
            _EDIT,
            _("Bewerbungsfrist beendet"),
        ),
        Step(
            "hold_selection",
            (_S.APPLICATIONS_CLOSED,),
            _S.SELECTION_HELD,
            _EDIT,
            _("Auswahl getroffen"),
        ),
        Step(
            "check_availability",
            (_S.SELECTION_HELD,),
            _S.AVAILABILITY_CHECKED,
            _EDIT,
            _("Verfügbarkeit geprüft"),
        ),
        Step(
            "record_staff_council_consent",
            (_S.AVAILABILITY_CHECKED,),
            _S.STAFF_COUNCIL_CONSENT,
            _EDIT,
            _("Zustimmung des Personalrats"),
        ),
        Step(
            "issue_order",
            (_S.AVAILABILITY_CHECKED, _S.STAFF_COUNCIL_CONSENT),
            _S.ORDER_ISSUED,
            _EDIT,
            _("Abordnung verfügt"),
        ),
        Step("begin_secondment", (_S.ORDER_ISSUED,), _S.ACTIVE, _EDIT, _("Dienst angetreten")),
        Step("end_secondment", (_S.ACTIVE,), _S.ENDED, _EDIT, _("Abordnung beendet")),
    ],
)
