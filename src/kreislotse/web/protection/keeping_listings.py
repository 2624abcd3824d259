"""Lists of what is due, of destruction lists, periods, holds and offers to the archive."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.protection.models import DestructionItem, DestructionList, Hold
from kreislotse.protection.preview import DueRecord
from kreislotse.protection.rules import Keep
from kreislotse.protection.states import Clock, ListState
from kreislotse.protection.words import KEPT
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

P = Permission
NEIGHBOURS = (
    Entry(_("Abgelaufene Fristen"), "protection:records_due", (P.ERASURE_PROPOSE,)),
    Entry(_("Löschlisten"), "protection:destructions", (P.ERASURE_PROPOSE, P.ERASURE_RELEASE)),
    Entry(_("Aufbewahrungen"), "protection:holds", (P.PERSON_EDIT,)),
    Entry(_("Fristen"), "protection:periods"),
    Entry(
        _("Angebote an das Archiv"),
        "protection:archive_offers",
        (P.INITIATIVE_READ, P.ERASURE_RELEASE),
    ),
)
_TONES = {ListState.CARRIED_OUT: "success", ListState.REJECTED: "warning"}


def clock_in_words(clock: str) -> Any:
    return Clock(clock).label


def what_happens(record: DueRecord) -> Any:
    """Erased, reduced to the evidence of consent, or kept and why."""
    if record.kept is not None:
        return Badge(KEPT[record.kept], "warning")
    return (
        Badge(_("wird auf den Nachweis gekürzt")) if record.reduces else Badge(_("wird gelöscht"))
    )


DUE = Listing(
    title=_("Abgelaufene Fristen"),
    intro=_(
        "Datensätze Ihrer Kommune, deren Frist vorbei ist. Gelöscht wird erst, wenn der "
        "Datenschutz Ihre Löschliste freigegeben hat."
    ),
    columns=(
        Column("code", _("Kennung"), lambda r: r.code, link=lambda r: person_address(r.code)),
        Column("clock", _("Frist ab"), lambda r: clock_in_words(r.due.clock)),
        Column("started", _("Beginn"), lambda r: r.due.started_on),
        Column("due", _("Abgelaufen am"), lambda r: r.due.due_on),
        Column("what", _("Was geschieht"), what_happens),
    ),
    searchable=False,
    empty=_("Keine Frist ist abgelaufen."),
    file_name="abgelaufene-fristen",
)

DESTRUCTIONS = Listing(
    title=_("Löschlisten"),
    intro=_("Die Kommune schlägt vor, der Datenschutz gibt frei, die Kommune löscht."),
    columns=(
        Column(
            "number", _("Nummer"), lambda d: d.pk, "pk", link=lambda d: address(d), numeric=True
        ),
        Column("owner", _("Kommune"), lambda d: d.owner.name, "owner__sort_key"),
        Column("proposed_on", _("Vorgeschlagen am"), lambda d: d.proposed_on, "proposed_on"),
        Column("records", _("Datensätze"), lambda d: d.records, numeric=True),
        Column(
            "state", _("Stand"), lambda d: Badge(d.get_state_display(), _TONES.get(d.state, "info"))
        ),
    ),
    filters=(Filter("state", _("Stand"), ListState.choices, lambda rows, v: rows.filter(state=v)),),
    searchable=False,
    empty=_("Noch keine Löschliste. Die Kommune schlägt vor, sobald Fristen abgelaufen sind."),
    file_name="loeschlisten",
)


def items(destruction: DestructionList) -> Listing:
    """The lines of one list: code, clock and days; after carrying out, why some stayed."""
    return Listing(
        title=destruction,
        columns=(
            Column("code", _("Kennung"), lambda item: item.code, "code"),
            Column("clock", _("Frist ab"), lambda item: clock_in_words(item.clock), "clock"),
            Column("started", _("Beginn"), lambda item: item.started_on, "started_on"),
            Column("due", _("Abgelaufen am"), lambda item: item.due_on, "due_on"),
            Column("kept", _("Behalten, weil"), _kept),
        ),
        filters=(
            Filter("clock", _("Frist ab"), Clock.choices, lambda rows, v: rows.filter(clock=v)),
        ),
        searchable=False,
        empty=_("Auf dieser Liste steht niemand."),
        file_name="loeschliste",
    )


PERIODS = Listing(
    title=_("Fristen"),
    intro=_("Wie lange etwas aufbewahrt wird. Es gilt die jüngste Fassung."),
    columns=(
        Column("clock", _("Frist ab"), lambda p: p.get_clock_display(), "clock"),
        Column("months", _("Monate"), lambda p: p.months, "months", numeric=True),
        Column("from", _("Gilt ab"), lambda p: p.valid_from, "valid_from"),
        Column("to", _("Gilt bis"), lambda p: p.valid_to, "valid_to"),
        Column("reason", _("Begründung"), lambda p: p.reason),
        Column("source", _("Quelle"), lambda p: p.source),
    ),
    searchable=False,
    empty=_("Noch sind keine Fristen festgelegt. Ohne Frist wird nichts gelöscht."),
    file_name="fristen",
)

HOLDS = Listing(
    title=_("Aufbewahrungen"),
    intro=_("Datensätze, die bleiben. Angeordnet wird auf der Seite der Person."),
    columns=(
        Column(
            "code",
            _("Kennung"),
            lambda h: h.candidate.code,
            "candidate__code",
            link=lambda h: person_address(h.candidate.code),
        ),
        Column("reason", _("Grund"), lambda h: h.reason),
        Column("since", _("Seit"), lambda h: h.since, "since"),
        Column("until", _("Bis"), lambda h: h.until, "until"),
        Column("end", _("Ändern"), lambda h: _("Aufbewahrung beenden"), link=lambda h: _end(h)),
    ),
    searchable=False,
    empty=_("Keine Aufbewahrung ist angeordnet."),
    file_name="aufbewahrungen",
)

ARCHIVE = Listing(
    title=_("Angebote an das Archiv"),
    intro=_("Bevor die Akte eines Vorhabens vernichtet wird, wird sie dem Archiv angeboten."),
    columns=(
        Column("initiative", _("Vorhaben"), lambda o: str(o.initiative), "initiative__sort_key"),
        Column("archive", _("Archiv"), lambda o: o.archive, "archive"),
        Column("on", _("Angeboten am"), lambda o: o.offered_on, "offered_on"),
        Column("answer", _("Antwort"), lambda o: Badge(o.get_answer_display())),
    ),
    searchable=False,
    empty=_("Noch ist kein Angebot festgehalten."),
    file_name="archiv",
)


def address(destruction: DestructionList) -> str:
    return reverse("protection:destruction", args=[destruction.pk])


def person_address(code: str) -> str:
    return reverse("participants:person", args=[code])


def may_propose(actor: Actor) -> bool:
    return actor.holds(P.ERASURE_PROPOSE)


def _kept(item: DestructionItem) -> Any:
    return KEPT[Keep(item.kept)] if item.kept else ""


def _end(hold: Hold) -> str:
    return reverse("protection:hold_end", args=[hold.pk])
