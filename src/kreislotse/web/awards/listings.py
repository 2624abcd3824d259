"""The list of awards."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.awards.holdings import contestable_until, kept_until
from kreislotse.awards.models import Award
from kreislotse.awards.states import OVER, AwardState
from kreislotse.funding.models import Programme
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import Money
from kreislotse.web.by_initiative import BY_INITIATIVE, INITIATIVE
from kreislotse.web.listing import Badge, Column, Filter, Listing

TONES = {
    AwardState.ENTERED: "warning",
    AwardState.PROOF_DUE: "warning",
    AwardState.RECOVERY: "danger",
    AwardState.REVOKED: "danger",
    AwardState.CLOSED: "success",
    AwardState.AUDITED: "success",
}


def address(award: Award) -> str:
    return reverse("awards:award", args=[award.pk])


def badge(award: Award) -> Badge:
    return Badge(award.get_state_display(), TONES.get(AwardState(award.state), "info"))


def next_deadline(award: Award) -> Any:
    """The day that the award's state waits for, with what it is."""
    waits: dict[str, tuple[str, Any]] = {
        AwardState.AWARDED: (gettext("bestandskräftig nach dem {day}"), contestable_until(award)),
        AwardState.FINAL: (gettext("Zeitraum bis {day}"), award.period_to),
        AwardState.RUNNING: (gettext("Zeitraum bis {day}"), award.period_to),
        AwardState.PROOF_DUE: (gettext("Nachweis bis {day}"), award.proof_due_on),
        AwardState.CLOSED: (gettext("Belege aufbewahren bis {day}"), kept_until(award)),
    }
    words, day = waits.get(award.state, ("", None))
    return words.format(day=date_short(day)) if day else None


def granted(award: Any) -> Money:
    return Money(int(award.granted_cents))


def free(award: Any) -> Money | None:
    """What is free; nothing is on an award that is over."""
    return None if award.state in OVER else Money(int(award.free_cents))


def _programmes(actor: Actor) -> list[tuple[str, Any]]:
    used = Programme.objects.visible_to(actor).filter(
        awards__in=Award.objects.visible_to(actor).values("pk")
    )
    return [(str(pk), name) for pk, name in used.distinct().values_list("pk", "name")]


AWARDS = Listing(
    _("Bescheide"),
    [
        Column(
            "title",
            _("Bescheid"),
            lambda row: row.title,
            sort="sort_key",
            link=address,
        ),
        Column("reference", _("Aktenzeichen"), lambda row: row.reference, sort="reference"),
        INITIATIVE,
        Column(
            "programme",
            _("Förderprogramm"),
            lambda row: row.programme,
            sort="programme__sort_key",
        ),
        Column("granted", _("Bewilligt"), granted, sort="granted_cents", numeric=True),
        Column("free", _("Frei"), free, sort="free_cents", numeric=True),
        Column("state", _("Stand"), badge, sort="state"),
        Column("next", _("Nächster Termin"), next_deadline),
    ],
    _("Noch kein Bescheid. Tragen Sie den ersten ein, sobald er da ist."),
    filters=[
        Filter(
            "state",
            _("Stand"),
            AwardState.choices,
            lambda rows, chosen: rows.filter(state=chosen),
        ),
        Filter(
            "programme",
            _("Förderprogramm"),
            _programmes,
            lambda rows, chosen: rows.filter(programme=chosen),
        ),
        BY_INITIATIVE,
    ],
    file_name="bescheide",
)
