"""What the pages of consents show, and both stages of a grant side by side."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.funding.models import Application, ConsentInPrinciple, ConsentParty
from kreislotse.funding.rules import days_between
from kreislotse.funding.states import ConsentRole, ConsentState
from kreislotse.web.by_initiative import address_of
from kreislotse.web.funding import deeds
from kreislotse.web.funding.listings import badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT


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
        "stages": stages_of(consent, application),
        "parties": _parties(consent),
        "may_record_concurrence": may_edit and answered,
    }


def stages_of(consent: ConsentInPrinciple, application: Application | None) -> dict[str, Any]:
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
