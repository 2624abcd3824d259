"""What a programme's page shows as of a day: guideline, rates, numbers, dates, annexes."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.catalogue import right_to_keep
from kreislotse.access.policy import Permission
from kreislotse.funding.financing import percent_text
from kreislotse.funding.models import Guideline, Programme, ProgrammeDate
from kreislotse.funding.queries import guideline_on, in_force
from kreislotse.funding.states import Financing
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm, DateField
from kreislotse.web.funding import catalogue_deeds as deeds
from kreislotse.web.funding.application_page import rate_amount
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
NOT_READ = _("nicht lesbar – bitte eintragen")
_VALIDITY = [_("Gilt ab"), _("Gilt bis"), _("Quelle")]


class DayForm(ActionForm):
    """The day as of which the page is shown."""

    on = DateField(label=_("Stichtag"))


def programme_page(request: Request, programme: Programme, uses: Any) -> dict[str, Any]:
    asked = request.GET if "on" in request.GET else None
    form = DayForm(asked, actor=request.actor, initial={"on": request.actor.today})
    day = form.cleaned_data["on"] if form.is_valid() else request.actor.today
    keep = right_to_keep(request.actor, EDIT)
    may_keep = request.actor.holds(keep)
    use = f"{reverse('funding:programme_use')}?programme={programme.pk}"
    context = record_context(
        request,
        programme,
        title=programme.name,
        crumbs=[(_("Förderprogramme"), reverse("funding:programmes"))],
        extra_deeds=[
            (keep, _("Ändern"), reverse("funding:programme_change", args=[programme.pk])),
            (EDIT, deeds.USE.title, use),
        ],
    )
    guideline = guideline_on(programme, day)
    return context | {
        "facts": _facts(programme),
        "day": day,
        "form": form,
        "guideline": guideline,
        "guideline_facts": _guideline_facts(guideline) if guideline else [],
        "guideline_change": _change_guideline(guideline, may_keep),
        "guideline_new": reverse("funding:guideline_new", args=[programme.pk]),
        "may_keep": may_keep,
        "sections": [_section(part, programme, day, may_keep) for part in _PARTS],
        "uses": uses,
    }


def _change_guideline(guideline: Guideline | None, may_keep: bool) -> str:
    if guideline is None or not may_keep:
        return ""
    return reverse("funding:guideline_change", args=[guideline.pk])


def _facts(programme: Programme) -> list[tuple[Any, ...]]:
    excluded = programme.excludes_other_funding
    return [
        (_("Finanzierungsart"), programme.get_financing_display()),
        (_("Geldgeber"), programme.funder),
        (_("Bewilligungsbehörde"), programme.granting_authority),
        (_("Grundsätzliche Zustimmung nötig"), programme.needs_consent),
        (_("Zahlt nicht, was andere schon fördern"), excluded),
        *([(_("Vorschrift dazu"), programme.exclusion_norm)] if excluded else []),
        (_("Gilt ab"), programme.valid_from),
        (_("Gilt bis"), programme.valid_to),
        (_("Quelle"), programme.source),
    ]


def _guideline_facts(guideline: Guideline) -> list[tuple[Any, ...]]:
    percent = percent_text(guideline.percent) if guideline.percent else None
    tolerance = guideline.tolerance_percent
    by_share = guideline.financing in ("", Financing.SHARE)
    said = [
        (_("Finanzierungsart"), guideline.get_financing_display()),
        *([(_("Förderanteil"), percent)] if by_share else []),
        (_("Höchstbetrag je Antrag"), guideline.cap),
        (_("Höchstbetrag je Maßnahme"), guideline.cap_per_project),
        (_("Einfaches Formular bis"), guideline.light_form_up_to),
        (_("Weiterleitung an Dritte erlaubt"), guideline.forwarding_allowed),
        (_("Verwendung nach Abruf binnen (Monate)"), guideline.draw_months),
        (_("Verwendungsnachweis binnen (Monate)"), guideline.proof_months),
        (_("Überschreitung einzelner Ansätze bis (Prozent)"), tolerance),
    ]
    asked = [(label, NOT_READ if value in (None, "") else value) for label, value in said]
    ends = guideline.valid_to or _("auf Weiteres")
    return [
        (_("Fassung"), guideline.title),
        (_("Gilt ab"), guideline.valid_from),
        (_("Gilt bis"), ends),
        *asked,
        (_("Quelle"), guideline.source),
    ]


class _Part(NamedTuple):
    """One table of the page: its entries of a programme and what it shows of each."""

    key: str
    title: Any
    entries: Callable[[Programme], list[Any]]
    heads: list[Any]
    cells: Callable[[Any], list[Any]]
    new: tuple[str, Deed]
    change: str
    empty: Any


_PARTS = [
    _Part(
        "rates",
        _("Fördersätze je volle Stelle und Jahr"),
        lambda of: sorted(of.rates.all(), key=lambda each: (each.post_kind.title, _begin(each))),
        [_("Art der Stelle"), _("Betrag")],
        lambda each: [each.post_kind, rate_amount(each)],
        ("rate_new", deeds.NEW_RATE),
        "rate_change",
        _("Kein Fördersatz an diesem Tag. Tragen Sie einen ein, wenn es Stellen fördert."),
    ),
    _Part(
        "numbers",
        _("Ziffern"),
        lambda of: sorted(of.numbers.all(), key=lambda each: (each.number, _begin(each))),
        [_("Ziffer"), _("Gegenstand"), _("Zweck"), _("Höchstbetrag"), _("Abruf zusammen als")],
        lambda each: [each.number, each.title, each.purpose, each.cap, each.draw_group],
        ("number_new", deeds.NEW_NUMBER),
        "number_change",
        _("Keine Ziffer an diesem Tag. Tragen Sie ein, was die Richtlinie nennt."),
    ),
    _Part(
        "dates",
        _("Jahrestermine"),
        lambda of: sorted(of.dates.all(), key=lambda each: (each.kind, each.month, each.day)),
        [_("Wofür"), _("Termin"), _("Bemerkung")],
        lambda each: [each.get_kind_display(), _term(each), each.title],
        ("date_new", deeds.NEW_DATE),
        "date_change",
        _("Kein Jahrestermin an diesem Tag. Tragen Sie die Termine der Behörde ein."),
    ),
    _Part(
        "annexes",
        _("Geforderte Anlagen"),
        lambda of: sorted(of.annexes.all(), key=lambda each: each.pk),
        [_("Anlage"), _("Pflicht")],
        lambda each: [each.title, each.mandatory],
        ("required_annex_new", deeds.NEW_ANNEX),
        "required_annex_change",
        _("Keine geforderte Anlage an diesem Tag. Tragen Sie ein, was beizufügen ist."),
    ),
    _Part(
        "guidelines",
        _("Fassungen der Richtlinie"),
        lambda of: sorted(of.guidelines.all(), key=_begin),
        [_("Fassung")],
        lambda each: [each.title],
        ("guideline_new", deeds.NEW_GUIDELINE),
        "guideline_change",
        _("Keine Fassung der Richtlinie an diesem Tag. Tragen Sie sie ein."),
    ),
]


def _section(part: _Part, programme: Programme, day: date, may_keep: bool) -> dict[str, Any]:
    entries = part.entries(programme)
    now = in_force(entries, day)
    route, deed = part.new
    return {
        "key": part.key,
        "title": part.title,
        "tables": [
            (part.title, [_row(part, each, may_keep) for each in now]),
            (
                _("Frühere und spätere Einträge"),
                [_row(part, each, may_keep) for each in entries if each not in now],
            ),
        ],
        "heads": [*part.heads, *_VALIDITY],
        "empty": part.empty,
        "new": deed.title,
        "address": reverse(f"funding:{route}", args=[programme.pk]) if may_keep else "",
        "may_keep": may_keep,
    }


def _row(part: _Part, entry: Any, may_keep: bool) -> dict[str, Any]:
    values = [*part.cells(entry), entry.valid_from, entry.valid_to, entry.source]
    return {
        "cells": list(zip([*part.heads, *_VALIDITY], values, strict=True)),
        "change": reverse(f"funding:{part.change}", args=[entry.pk]) if may_keep else "",
        "name": entry,
    }


def _term(entry: ProgrammeDate) -> str:
    years = {-1: _("des Vorjahres"), 0: _("des geförderten Jahres"), 1: _("des Folgejahres")}
    return f"{entry.day:02d}.{entry.month:02d}. {years.get(entry.years_after, '')}".strip()


def _begin(entry: Any) -> date:
    return entry.valid_from or date.min
