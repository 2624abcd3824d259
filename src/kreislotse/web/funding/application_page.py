"""What the page of an application shows: how its sum comes about, what it lacks, what is asked."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.awards.models import Award
from kreislotse.funding.appraisal import (
    amount_of,
    changes_since,
    funds_of,
    grant_of,
    guideline_of,
    renewal_due,
)
from kreislotse.funding.financing import rests_on_cost
from kreislotse.funding.models import Application, ApplicationLine, Guideline, Rate
from kreislotse.funding.queries import formula_of, parts_of
from kreislotse.funding.rules import needs_reason, share_text
from kreislotse.funding.states import EDITABLE, ApplicationState
from kreislotse.web.by_initiative import address_of
from kreislotse.web.funding import deeds
from kreislotse.web.funding.application_checklist import completeness
from kreislotse.web.funding.listings import applicant, badge
from kreislotse.web.funding.pages import stages_of
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
NOT_READABLE = _("nicht lesbar – bitte aus dem Bescheid eintragen")
# Ways off the road come after everything that brings an application on.
_ASIDE = ("unknown", "withdraw")
_ANSWERED = (ApplicationState.SUBMITTED, ApplicationState.AWARDED)


def application_page(request: Request, application: Application) -> dict[str, Any]:
    may_edit = allowed(request.actor, EDIT, at=application.owner_id)
    may_write = may_edit and application.state in EDITABLE
    return {
        **_context(request, application),
        **_sum(request, application),
        **_award(request, application, may_edit),
        **completeness(application, request.actor.today, may_write=may_write),
        "facts": [fact for fact in _facts(application) if fact[1] not in (None, "")],
        "declarations": _declarations(application),
        "consent": application.consent and stages_of(application.consent, application),
        "handover": getattr(application, "handover", None),
        "distribution": getattr(application.initiative, "distribution", None),
        "uses": application.initiative.programme_uses.all(),
        "annexes": sorted(application.annexes.all(), key=lambda annex: annex.pk),
        "inquiries": sorted(application.inquiries.all(), key=lambda each: each.pk),
        "renewal_due": renewal_due(application),
        "renewals": application.renewals.all(),
        "changes": changes_since(application),
        "may_edit": may_edit,
        "may_change_lines": may_write,
        "may_add_annex": may_write or (may_edit and application.state == ApplicationState.QUERY),
        "may_renew": may_edit and application.state != ApplicationState.DRAFT,
    }


def rate_amount(rate: Rate | None) -> Any:
    """A rate's amount; where no source gives it, what to do."""
    if rate is None:
        return None
    return NOT_READABLE if rate.per_full_post is None else rate.per_full_post


def _context(request: Request, application: Application) -> dict[str, Any]:
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
    aside = {reverse(f"funding:application_{name}", args=[application.pk]) for name in _ASIDE}
    context["deeds"].sort(key=lambda deed: deed["address"] in aside)
    return context


def _further_deeds(application: Application) -> list[tuple[Permission, Any, str]]:
    labels = {
        "change": _("Ändern"),
        "sum": deeds.SUM.title,
        "handover": _("Übergeben"),
        "renew": deeds.RENEW.title,
    }
    names = ["change", "sum"] if application.state in EDITABLE else []
    names += [] if hasattr(application, "handover") else ["handover"]
    names += [] if application.state == ApplicationState.DRAFT else ["renew"]
    return [
        (EDIT, labels[name], reverse(f"funding:application_{name}", args=[application.pk]))
        for name in names
    ]


def _facts(application: Application) -> list[tuple[Any, ...]]:
    programme, before = application.programme, application.renewal_of
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
        (_("Beginn der Maßnahme"), application.period_from),
        (_("Ende der Maßnahme"), application.period_to),
        (_("Zwecke"), ", ".join(purpose.title for purpose in application.purposes.all())),
        (_("Gestellt am"), application.submitted_on),
        (_("Bewilligt am"), application.awarded_on),
        *_renewed(before),
    ]


def _renewed(before: Application | None) -> list[tuple[Any, ...]]:
    if before is None:
        return []
    return [(_("Folgeantrag zu"), before, reverse("funding:application", args=[before.pk]))]


def _sum(request: Request, application: Application) -> dict[str, Any]:
    """The lines, what they add up to, and the grant that follows by the kind of financing."""
    formula, today = formula_of(application), request.actor.today
    grant, guideline = grant_of(application, today), guideline_of(application, today)
    computed = {grant.amount, grant.uncapped or grant.amount} if grant else set()
    differs = bool(computed) and all(needs_reason(application.requested, each) for each in computed)
    on_cost = rests_on_cost(application.financing)
    return {
        "lines": [_line(line) for line in _in_order(application)],
        "formula": formula,
        "grant": grant,
        "guideline": guideline,
        "differs": differs,
        "above_cap": _above_cap(application, guideline),
        "on_cost": on_cost,
        "plan": _plan(application) if on_cost and formula else [],
        "co_financing": sorted(application.co_financing.all(), key=lambda each: each.pk),
    }


def _above_cap(application: Application, guideline: Guideline | None) -> bool:
    cap = guideline.cap if guideline else None
    return bool(cap and application.requested and application.requested > cap)


def _plan(application: Application) -> list[tuple[Any, Any]]:
    """Part 3 of the model form, from total cost to own share."""
    cost, funds = formula_of(application), funds_of(application)
    if cost is None:
        return []
    eligible = cost.total - funds.third_parties
    own = eligible - application.requested - funds.public if application.requested else None
    return [
        (_("Gesamtkosten"), cost.total),
        (_("abzüglich Leistungen nicht öffentlicher Dritter"), funds.third_parties),
        (_("zuwendungsfähige Gesamtausgaben"), eligible),
        (_("beantragte Förderung"), application.requested),
        (_("andere öffentliche Förderung"), funds.public),
        (_("rechnerischer Eigenanteil"), own),
    ]


def _in_order(application: Application) -> list[ApplicationLine]:
    return sorted(application.lines.all(), key=lambda line: line.position)


def _line(line: ApplicationLine) -> dict[str, Any]:
    number = [_("Ziffer {number}").format(number=line.number)] if line.number else []
    bound = [str(each) for each in (*number, line.purpose) if each]
    return {
        "line": line,
        "bound": ", ".join(bound),
        "share": share_text(line.share) if line.share is not None else None,
        "rate": line.rate,
        "per_full_post": rate_amount(line.rate),
        "amount": amount_of(parts_of(line)),
    }


def _declarations(application: Application) -> list[tuple[Any, Any]]:
    return [
        (_("Notwendigkeit der Maßnahme"), application.need),
        (_("Notwendigkeit der Förderung"), application.funding_need),
        (_("Finanzielle Auswirkungen"), application.financial_effects),
        (_("Noch nicht begonnen"), application.not_begun),
        (_("Vorzeitiger Beginn erlaubt ab"), application.early_start_on),
        (_("Zum Vorsteuerabzug berechtigt"), application.deducts_input_tax),
    ]


def _award(request: Request, application: Application, may_edit: bool) -> dict[str, Any]:
    """The notice, or where to enter it once there is an answer."""
    award = Award.objects.visible_to(request.actor).filter(application=application).first()
    new = ""
    if award is None and may_edit and application.state in _ANSWERED:
        new = f"{reverse('awards:award_new')}?application={application.pk}"
    return {"award": award, "award_new": new}
