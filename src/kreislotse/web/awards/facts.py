"""What a notice says, as pairs, and the days that follow from it, as a table."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.awards.drawing import call_days
from kreislotse.awards.holdings import contestable_until, kept_until
from kreislotse.awards.models import Award
from kreislotse.awards.rules import copy_to_court_of_audit, expected_grant
from kreislotse.awards.states import OPEN, RecipientKind
from kreislotse.funding.queries import in_force
from kreislotse.funding.states import Financing, ProgrammeDateKind
from kreislotse.kernel.money import ZERO, Money
from kreislotse.web.awards.cash_tables import Cell, Table
from kreislotse.web.by_initiative import address_of


def notice_facts(award: Award, granted: Money) -> list[tuple[Any, ...]]:
    """The notice in pairs, with the way to where its facts come from."""
    application, programme = award.application, award.programme
    facts: list[tuple[Any, ...]] = [
        (_("Vorhaben"), award.initiative, address_of(award.initiative)),
        (_("Antrag"), application, _page("funding:application", application)),
        (_("Förderprogramm"), programme, _page("funding:programme", programme)),
        (_("Bewilligungsbehörde"), award.authority),
        (_("Aktenzeichen"), award.reference),
        (_("Finanzierungsart"), award.get_financing_display()),
        (_("Bewilligt"), granted),
        (_("Nach der Finanzierungsart errechnet"), _expected(award)),
        (_("Zuwendungsfähige Ausgaben"), award.eligible_cost),
        (_("Eigenmittel"), award.own_funds),
        (_("Mittel Dritter"), award.third_party_funds),
        (_("Abweichung einzelner Positionen"), _tolerance(award)),
        (_("Weiterleitung"), _forwarding(award)),
        (_("Höchstbetrag je Projekt"), award.cap_per_project),
        (_("Einfaches Verfahren bis"), award.light_form_up_to),
        (_("Zinstage"), award.get_day_count_display()),
        (_("Buch"), award.book, reverse("ledger:book", args=[award.book_id])),
    ]
    if copy_to_court_of_audit(granted):
        note = _("Eine Kopie an den Landesrechnungshof schickt die Behörde (VVG 4).")
        facts.append((_("Über 50.000 €"), note))
    return [fact for fact in facts if fact[1] not in (None, "")]


def deadlines(award: Award, may_edit: bool) -> Table:
    """All days of the award: what was, what is due, and why."""
    rows = [[Cell(words), Cell(day), Cell(why)] for words, day, why in _days(award) if day]
    for duty in sorted(award.proof_duties.all(), key=lambda each: each.due_on):
        words = _("Verwendungsnachweis") if duty.final else _("Zwischennachweis")
        period = f"{duty.period_from:%d.%m.%Y} – {duty.period_to:%d.%m.%Y}"
        row = [Cell(words), Cell(duty.due_on), Cell(period)]
        if may_edit and award.state in OPEN:
            link = reverse("awards:proof_due_change", args=[duty.pk])
            row[2] = Cell(gettext("{period}, Frist ändern").format(period=period), link)
        rows.append(row)
    until = kept_until(award)
    years = gettext("{years} Jahre vom Ende des Jahres an, in dem abgeschlossen ist").format(
        years=award.retention_years
    )
    rows.append([Cell(_("Belege aufbewahren bis")), Cell(until), Cell(years)])
    heads = [(_("Frist"), False), (_("Tag"), False), (_("Grundlage"), False)]
    return Table(_("Fristen und Tage"), heads, rows)


def _days(award: Award) -> list[tuple[Any, date | None, Any]]:
    term = _("Termin des Förderprogramms")
    month = _("ein Monat nach der Bekanntgabe (§ 74 VwGO)")
    return [
        (_("Bescheid vom"), award.dated, ""),
        (_("Zur Post gegeben am"), award.posted_on, ""),
        (_("Bekannt gegeben am"), award.served_on, ""),
        (_("Anfechtbar bis zum Ablauf des"), contestable_until(award), month),
        (_("Verzicht auf den Rechtsbehelf"), award.waived_on, _("seitdem bestandskräftig")),
        (_("Vorzeitiger Beginn zugelassen ab"), award.early_start_on, ""),
        (_("Bewilligungszeitraum von"), award.period_from, ""),
        (_("Bewilligungszeitraum bis"), award.period_to, ""),
        (_("Maßnahme begonnen am"), award.begun_on, ""),
        (_("Maßnahme beendet am"), award.ended_on, ""),
        *[(_("Auszahlung der Pauschale"), day, term) for day in _payments(award)],
        (_("Abgeschlossen am"), award.closed_on, ""),
    ]


def _payments(award: Award) -> list[date]:
    """The payment dates of a lump sum's programme within the years of the award."""
    if award.financing != Financing.LUMP_SUM or award.programme is None:
        return []
    dates = in_force(award.programme.dates.all(), award.dated)
    days = [
        (each.month, each.day, each.years_after)
        for each in dates
        if each.kind == ProgrammeDateKind.PAYMENT
    ]
    return call_days(days, period_from=award.period_from, period_to=award.period_to)


def _expected(award: Award) -> Money | None:
    """What the kind of financing would give, where the notice names what it rests on."""
    cost = award.eligible_cost
    if cost is None:
        return None
    if award.financing == Financing.SHARE and award.percent is not None:
        return expected_grant(eligible_cost=cost, percent=Fraction(award.percent))
    if award.financing == Financing.DEFICIT:
        own, others = award.own_funds or ZERO, award.third_party_funds or ZERO
        return expected_grant(eligible_cost=cost, own_funds=own, third_party_funds=others)
    return None


def _tolerance(award: Award) -> str:
    if not award.tolerance_percent:
        return gettext("nur mit Zustimmung der Behörde")
    return gettext("bis {percent} % ohne Zustimmung").format(percent=award.tolerance_percent)


def _forwarding(award: Award) -> str:
    """Whether money may be passed on, and to whom (R-DIS-01)."""
    if not award.forwarding_allowed:
        return gettext("nicht zugelassen")
    order = list(RecipientKind)
    allowed = sorted(order.index(RecipientKind(e.kind)) for e in award.allowed_recipients.all())
    kinds = ", ".join(str(order[place].label) for place in allowed)
    return gettext("zugelassen an: {kinds}").format(kinds=kinds or gettext("niemand benannt"))


def _page(route: str, record: Any) -> str:
    return reverse(route, args=[record.pk]) if record else ""
