"""Choices and lifecycle of an uploaded list and its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class UploadState(models.TextChoices):
    READ = "read", _("gelesen")
    CHECKED = "checked", _("geprüft")
    APPLIED = "applied", _("übernommen")
    UNDONE = "undone", _("zurückgenommen")
    DISCARDED = "discarded", _("verworfen")


class RowState(models.TextChoices):
    """What taking a row over would do (G29); unchecked until its turn has come."""

    UNCHECKED = "unchecked", _("noch nicht geprüft")
    NEW = "new", _("neu")
    KNOWN = "known", _("bekannt")
    CHANGED = "changed", _("geändert")
    DOUBTFUL = "doubtful", _("zweifelhaft")
    WRONG = "wrong", _("fehlerhaft")


class RowDecision(models.TextChoices):
    """What a person said about a doubtful row; without a word it stays out."""

    SAME = "same", _("dieselbe Person")
    DIFFERENT = "different", _("eine andere Person")


_EDIT = Permission.PERSON_EDIT
UPLOAD = Lifecycle(
    initial=UploadState.READ,
    steps=[
        Step(
            "finish_checking",
            (UploadState.READ,),
            UploadState.CHECKED,
            _EDIT,
            _("Prüfung abschließen"),
        ),
        Step("apply_upload", (UploadState.CHECKED,), UploadState.APPLIED, _EDIT, _("Übernehmen")),
        Step("undo_upload", (UploadState.APPLIED,), UploadState.UNDONE, _EDIT, _("Zurücknehmen")),
        Step(
            "discard_upload",
            (UploadState.READ, UploadState.CHECKED),
            UploadState.DISCARDED,
            _EDIT,
            _("Verwerfen"),
        ),
    ],
)
