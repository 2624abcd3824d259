"""Choices and lifecycle of the committee paper that the administration writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    COSIGNING = "cosigning", _("in Mitzeichnung")
    RELEASED = "released", _("freigegeben")
    PUBLISHED = "published", _("veröffentlicht")


class Origin(models.TextChoices):
    GENERATED = "generated", _("aus den Datensätzen")
    EDITED = "edited", _("bearbeitet")
    AUTHORED = "authored", _("eigener Text")


class Verdict(models.TextChoices):
    ASKED = "asked", _("angefragt")
    SIGNED = "signed", _("mitgezeichnet")
    OBJECTED = "objected", _("Bedenken")


class EditionKind(models.TextChoices):
    MAIN = "main", _("Vorlage")
    TABLED = "tabled", _("Tischvorlage")


_S, _P = ReportState, Permission

REPORT = Lifecycle(
    initial=ReportState.DRAFT,
    steps=[
        Step(
            "ask_for_cosignatures",
            (_S.DRAFT,),
            _S.COSIGNING,
            _P.PAPER_WRITE,
            _("In Mitzeichnung geben"),
        ),
        Step(
            "take_back_to_draft",
            (_S.COSIGNING,),
            _S.DRAFT,
            _P.PAPER_WRITE,
            _("Zurück in den Entwurf"),
        ),
        Step("release_report", (_S.COSIGNING,), _S.RELEASED, _P.PAPER_RELEASE, _("Freigeben")),
        Step(
            "publish_report", (_S.RELEASED,), _S.PUBLISHED, _P.PAPER_PUBLISH, _("Veröffentlichen")
        ),
    ],
)
