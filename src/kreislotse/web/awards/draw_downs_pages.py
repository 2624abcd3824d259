"""What the list and the page of draw-downs show, and the deeds on them."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards import actions
from kreislotse.awards.cash_flows import NOTHING, standings
from kreislotse.awards.drawing import call_days, next_call_day
from kreislotse.awards.models import Award, DrawDown
from kreislotse.awards.states import DrawDownState
from kreislotse.funding.states import ProgrammeDateKind
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import Money, total
from kreislotse.web.awards import draw_downs_forms as forms
from kreislotse.web.awards.cash_tables import Cell, Table, late_use
from kreislotse.web.deeds import Deed
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.proofs.pages import forms_of
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

TONES = {
    DrawDownState.RECEIVED: "success",
    DrawDownState.REQUESTED: "warning",
}

DRAFT = Deed(
    _("Mittelabruf anlegen"),
    _("Anlegen"),
    _("Der Mittelabruf ist angelegt. Freigeben muss ihn eine zweite Person."),
    forms.DrawDownForm,
    actions.draft_draw_down,
    Permission.FUNDING_EDIT,
    consequence=_("Gebucht wird erst, wenn eine zweite Person den Abruf freigibt."),
)

# In the order in which the page offers them.
STEPS = {
    "request": Deed(
        _("Mittelabruf freigeben und anfordern"),
        _("Freigeben"),
        _("Der Mittelabruf ist freigegeben und gebucht."),
        forms.RequestForm,
        actions.request_draw_down,
        verb="request_draw_down",
        consequence=_("Die Beträge gelten danach als abgerufen."),
    ),
    "receive": Deed(
        _("Eingang des Geldes eintragen"),
        _("Eintragen"),
        _("Der Eingang ist gebucht."),
        forms.ReceivedForm,
        actions.record_draw_down_received,
        verb="record_draw_down_received",
        consequence=_("Von diesem Tag an läuft die Zeit, in der das Geld zu verwenden ist."),
    ),
    "unreceive": Deed(
        _("Eingang zurücknehmen"),
        _("Zurücknehmen"),
        _("Der Eingang ist zurückgenommen. Der Mittelabruf wartet wieder auf das Geld."),
        forms.ReasonForm,
        actions.undo_draw_down_receipt,
        verb="undo_draw_down_receipt",
        consequence=_("Die Buchung des Eingangs wird storniert und bleibt sichtbar."),
    ),
    "cancel": Deed(
        _("Mittelabruf zurücknehmen"),
        _("Zurücknehmen"),
        _("Der Mittelabruf ist zurückgenommen."),
        forms.ReasonForm,
        actions.cancel_draw_down,
        verb="cancel_draw_down",
        consequence=_("Die Beträge lassen sich danach wieder abrufen."),
    ),
}


def badge(draw_down: DrawDown) -> Badge:
    return Badge(draw_down.get_state_display(), TONES.get(DrawDownState(draw_down.state), "info"))


def title(draw_down: DrawDown) -> str:
    return gettext("Mittelabruf {number}").format(number=draw_down.number)


def asked(draw_down: DrawDown) -> Money:
    """The sum of the lines; they are prefetched."""
    return total([line.amount for line in draw_down.lines.all()])


def address(draw_down: DrawDown) -> str:
    return reverse("awards:draw_down", args=[draw_down.pk])


def award_address(award: Award) -> str:
    return reverse("awards:award", args=[award.pk])


def awards_of(actor: Actor) -> list[tuple[str, Any]]:
    """The awards to narrow a list to."""
    rows = Award.objects.visible_to(actor).order_by("-dated", "pk")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "title")]


def for_list(rows: QuerySet[DrawDown]) -> QuerySet[DrawDown]:
    """With everything that a line shows, the latest first."""
    return rows.select_related("award").prefetch_related("lines").order_by("-pk")


DRAW_DOWNS = Listing(
    _("Mittelabrufe"),
    [
        Column("number", _("Mittelabruf"), title, sort="number", link=address),
        Column(
            "award",
            _("Bescheid"),
            lambda row: row.award.title,
            sort="award__sort_key",
            link=lambda row: award_address(row.award),
        ),
        Column("group", _("Gruppe"), lambda row: forms.group_name(row.group), sort="group"),
        Column("amount", _("Betrag"), asked, numeric=True),
        Column("state", _("Stand"), badge, sort="state"),
        Column("use", _("Verwendet bis"), lambda row: row.expected_use_on, sort="expected_use_on"),
        Column("requested", _("Angefordert am"), lambda row: row.requested_on, sort="requested_on"),
        Column("received", _("Eingegangen am"), lambda row: row.received_on, sort="received_on"),
    ],
    _("Noch kein Mittelabruf. Legen Sie ihn auf der Seite des Bescheids an."),
    filters=[
        Filter(
            "state",
            _("Stand"),
            DrawDownState.choices,
            lambda rows, chosen: rows.filter(state=chosen),
        ),
        Filter("award", _("Bescheid"), awards_of, lambda rows, chosen: rows.filter(award=chosen)),
    ],
    searchable=False,
    file_name="mittelabrufe",
)


def draw_down_page(request: Request, draw_down: DrawDown) -> dict[str, Any]:
    award = draw_down.award
    context = record_context(
        request,
        draw_down,
        title=title(draw_down),
        crumbs=[
            (_("Mittelabrufe"), reverse("awards:draw_downs")),
            (award.title, award_address(award)),
        ],
        deeds={
            deed.verb: reverse(f"awards:draw_down_{name}", args=[draw_down.pk])
            for name, deed in STEPS.items()
        },
        state=badge(draw_down),
    )
    items = [line.item for line in draw_down.lines.all()]
    return context | {
        "facts": [fact for fact in _facts(draw_down) if fact[1] not in (None, "")],
        "lines": _lines(draw_down),
        "late": late_use(award, items, request.actor.today, draw_down=draw_down.pk),
        "forms": forms_of(request, draw_down),
    }


def dates_notice(award: Award, today: date) -> str:
    """The fixed days on which the programme lets money be drawn, and the next one (R-GRT-06)."""
    if award.programme is None:
        return ""
    rows = award.programme.dates.filter(kind=ProgrammeDateKind.DRAW)
    named = list(rows.values_list("month", "day", "years_after"))
    days = call_days(named, period_from=award.period_from, period_to=award.period_to)
    if not days:
        return ""
    listed = ", ".join(date_short(day) for day in days)
    upcoming = next_call_day(days, today)
    if upcoming is None:
        return gettext("Alle festen Abruftermine sind vorbei: {days}.").format(days=listed)
    return gettext("Feste Abruftermine: {days}. Der nächste ist der {next}.").format(
        days=listed, next=date_short(upcoming)
    )


def with_dates(deed: Deed, award: Award, today: date) -> Deed:
    """The deed, saying the fixed dates where the programme has some."""
    notice = dates_notice(award, today)
    return replace(deed, consequence=f"{deed.consequence} {notice}") if notice else deed


def _facts(draw_down: DrawDown) -> list[tuple[Any, ...]]:
    award = draw_down.award
    return [
        (_("Bescheid"), award, award_address(award)),
        (_("Gruppe von Ziffern"), forms.group_name(draw_down.group)),
        (_("Betrag"), asked(draw_down)),
        (_("Verwendet bis"), draw_down.expected_use_on),
        (_("Wofür das Geld gebraucht wird"), draw_down.needed_for),
        (_("Bisher verwendete Eigenmittel"), draw_down.own_funds_used),
        (_("Kassenzeichen"), draw_down.cash_reference),
        (_("Angefordert am"), draw_down.requested_on),
        (_("Eingegangen am"), draw_down.received_on),
    ]


def _lines(draw_down: DrawDown) -> Table:
    known = standings(draw_down.award)
    rows = []
    for line in draw_down.lines.all():
        here = known.get(line.item.pot.item, NOTHING)
        rows.append(
            [
                Cell(str(line.item)),
                Cell(line.amount),
                Cell(here.awarded),
                Cell(here.awarded - here.undrawn),
                Cell(here.undrawn),
            ]
        )
    heads = [
        (_("Ziffer und Zweck"), False),
        (_("Dieser Abruf"), True),
        (_("Bewilligt"), True),
        (_("Insgesamt abgerufen"), True),
        (_("Noch abzurufen"), True),
    ]
    return Table(_("Beträge"), heads, rows)
