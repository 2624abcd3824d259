"""Choices and lifecycles of calls to the municipalities."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class CallState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    OPEN = "open", _("läuft")
    FORWARDED = "forwarded", _("weitergeleitet")
    CLOSED = "closed", _("abgeschlossen")


class PartKind(models.TextChoices):
    CANDIDATES = "candidates", _("Namensliste")
    CONTACTS = "contacts", _("Ansprechpersonen")
    ROOMS = "rooms", _("Räume")
    QUESTION = "question", _("Frage")


class ResponseState(models.TextChoices):
    ASKED = "asked", _("angefragt")
    ANSWERED = "answered", _("geantwortet")
    NIL_RETURN = "nil_return", _("Fehlanzeige")
    NOT_RECORDED = "not_recorded", _("Rücklauf nicht einzeln festgehalten")


CALL = Lifecycle(
    initial=CallState.DRAFT,
    steps=[
        Step(
            "open_call",
            (CallState.DRAFT,),
            CallState.OPEN,
            Permission.CALL_EDIT,
            _("Abfrage starten"),
        ),
        Step(
            "record_past_call",
            (CallState.DRAFT,),
            CallState.FORWARDED,
            Permission.CALL_EDIT,
            _("Als früher durchgeführt eintragen"),
        ),
        Step(
            "forward_call",
            (CallState.OPEN,),
            CallState.FORWARDED,
            Permission.CALL_EDIT,
            _("Ergebnis weiterleiten"),
        ),
        Step(
            "close_call",
            (CallState.OPEN, CallState.FORWARDED),
            CallState.CLOSED,
            Permission.CALL_EDIT,
            _("Abfrage abschließen"),
        ),
    ],
)
