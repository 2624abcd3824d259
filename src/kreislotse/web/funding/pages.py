"""What the pages of grants show: facts as pairs, lines with their rates, stages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.catalogue import right_to_keep
from kreislotse.access.policy import Permission, allowed
from kreislotse.funding.models import (
    Application,
    ApplicationLine,
    ConsentInPrinciple,
    ConsentParty,
    Programme,
    Rate,
)
from kreislotse.funding.queries import formula_of
from kreislotse.funding.rules import days_between, line_amount, needs_reason, share_text
from kreislotse.funding.states import EDITABLE, ConsentRole, ConsentState
from kreislotse.web.by_initiative import address_of
from kreislotse.web.funding import deeds
from kreislotse.web.funding.listings import applicant, badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
NOT_READABLE = _("nicht lesbar – bitte aus dem Bescheid eintragen")


def application_page(request: Request, application: Application) -> dict[str, Any]:
    formula = formula_of(application)
    computed = formula.total if formula else None
    may_edit = allowed(request.actor, EDIT, at=application.owner_id)
    context = record_context(
        request,
        application,
        title=application.title,
        crumbs=[
            (_("Förderung"), reverse("funding:applications")),
            (application.initiative.title, address_of(application.initiative)),
        ],
        deeds={
            deed.verb: reverse(f"funding:application_{name}", args=[application.pk])
            for name, deed in deeds.APPLICATION_STEPS.items()
        },
        extra_deeds=_further_deeds(application),
        state=badge(application),
    )
    return context | {
        "facts": _application_facts(application),
        "lines": [_line(line) for line in _in_order(application)],
        "formula": formula,
        "differs": needs_reason(application.requested, computed),
        "consent": application.consent and _stages(application.consent, application),
        "handover": getattr(application, "handover", None),
        "distribution": getattr(application.initiative, "distribution", None),
        "uses": application.initiative.programme_uses.all(),
        "may_edit": may_edit,
        "may_change_lines": may_edit and application.state in EDITABLE,
    }


def consent_page(request: Request, consent: ConsentInPrinciple) -> dict[str, Any]:
    application = getattr(consent, "application", None)
    context = record_context(
        request,
        consent,
        title=gettext("Grundsätzliche Zustimmung: {initiative}").format(
            initiative=consent.initiative.title
        ),
        crumbs=[
            (_("Zustimmungen"), reverse("funding:consents")),
            (consent.initiative.title, address_of(consent.initiative)),
        ],
        deeds={
            deed.verb: reverse(f"funding:consent_{name}", args=[consent.pk])
            for name, deed in deeds.CONSENT_STEPS.items()
        },
        state=badge(consent),
    )
    may_edit = allowed(request.actor, EDIT, at=consent.owner_id)
    answered = consent.state in (ConsentState.SENT, ConsentState.GRANTED)
    return context | {
        "facts": _consent_facts(consent),
        "stages": _stages(consent, application),
        "parties": _parties(consent),
        "may_record_concurrence": may_edit and answered,
    }


def programme_page(request: Request, programme: Programme, uses: Any) -> dict[str, Any]:
    keep = right_to_keep(request.actor, EDIT)
    links = [
        (keep, _("Ändern"), reverse("funding:programme_change", args=[programme.pk])),
        (keep, deeds.NEW_RATE.title, reverse("funding:rate_new", args=[programme.pk])),
        (EDIT, deeds.USE.title, f"{reverse('funding:programme_use')}?programme={programme.pk}"),
    ]
    context = record_context(
        request,
        programme,
        title=programme.name,
        crumbs=[(_("Förderprogramme"), reverse("funding:programmes"))],
        extra_deeds=links,
    )
    rates = sorted(
        programme.rates.all(), key=lambda rate: (rate.post_kind.title, str(rate.valid_from))
    )
    return context | {
        "facts": _programme_facts(programme),
        "rates": [(rate, rate_amount(rate)) for rate in rates],
        "uses": uses,
    }


def rate_amount(rate: Rate | None) -> Any:
    """A rate's amount; where no source gives it, what to do."""
    if rate is None:
        return None
    return NOT_READABLE if rate.per_full_post is None else rate.per_full_post


def _further_deeds(application: Application) -> list[tuple[Permission, Any, str]]:
    names = ["change", "sum", "line_new"] if application.state in EDITABLE else []
    names += [] if hasattr(application, "handover") else ["handover"]
    labels = {
        "change": _("Ändern"),
        "sum": deeds.SUM.title,
        "line_new": _("Stelle aufnehmen"),
        "handover": _("Übergeben"),
    }
    return [
        (EDIT, labels[name], reverse(f"funding:application_{name}", args=[application.pk]))
        for name in names
    ]


def _application_facts(application: Application) -> list[tuple[Any, ...]]:
    programme = application.programme
    return [
        (_("Vorhaben"), application.initiative, address_of(application.initiative)),
        (_("Antragsteller"), applicant(application)),
        (
            _("Förderprogramm"),
            programme,
            reverse("funding:programme", args=[programme.pk]) if programme else "",
        ),
        (_("Bewilligungsbehörde"), application.granting_authority),
        (_("Finanzierungsart"), application.get_financing_display()),
        (_("Beantragte Summe"), application.requested),
        (_("Fördersätze vom"), application.rates_on),
        (_("Zwecke"), ", ".join(purpose.title for purpose in application.purposes.all())),
        (_("Gestellt am"), application.submitted_on),
        (_("Bewilligt am"), application.awarded_on),
    ]


def _in_order(application: Application) -> list[ApplicationLine]:
    return sorted(application.lines.all(), key=lambda line: line.position)


def _line(line: ApplicationLine) -> dict[str, Any]:
    rate = line.rate
    amount = None
    if rate is not None and rate.per_full_post is not None and line.share is not None:
        amount = line_amount(line.share, rate.per_full_post)
    return {
        "line": line,
        "share": share_text(line.share) if line.share is not None else None,
        "rate": rate,
        "per_full_post": rate_amount(rate),
        "amount": amount,
    }


def _stages(consent: ConsentInPrinciple, application: Application | None) -> dict[str, Any]:
    """Both stages side by side; `reached` counts those that are done."""
    granted = consent.state == ConsentState.GRANTED
    submitted = bool(application and application.submitted_on)
    return {
        "consent": consent,
        "badge": badge(consent),
        "parties": _parties(consent),
        "days": days_between(consent.sent_on, consent.decided_on),
        "application": application,
        "application_badge": badge(application) if application else None,
        "reached": int(granted) + int(granted and submitted),
    }


def _parties(consent: ConsentInPrinciple) -> list[ConsentParty]:
    """Each ministry once, in the last part that it took."""
    order: list[str] = [ConsentRole.ADDRESSEE, ConsentRole.CONCURRING, ConsentRole.DECIDING]
    parties = sorted(consent.parties.all(), key=lambda party: (order.index(party.role), party.pk))
    return list({party.organisation_id: party for party in parties}.values())


def _consent_facts(consent: ConsentInPrinciple) -> list[tuple[Any, ...]]:
    days = days_between(consent.sent_on, consent.decided_on)
    return [
        (_("Vorhaben"), consent.initiative, address_of(consent.initiative)),
        (_("Beantragt mit"), consent.request),
        (_("Beantragt am"), consent.sent_on),
        (_("Entschieden mit"), consent.decision),
        (_("Entschieden am"), consent.decided_on),
        (_("Tage bis zur Entscheidung"), days),
    ]


def _programme_facts(programme: Programme) -> list[tuple[Any, ...]]:
    return [
        (_("Finanzierungsart"), programme.get_financing_display()),
        (_("Geldgeber"), programme.funder),
        (_("Bewilligungsbehörde"), programme.granting_authority),
        (_("Grundsätzliche Zustimmung nötig"), programme.needs_consent),
        (_("Gilt ab"), programme.valid_from),
        (_("Gilt bis"), programme.valid_to),
        (_("Quelle"), programme.source),
    ]
