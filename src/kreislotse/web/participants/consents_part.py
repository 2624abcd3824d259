"""A person's consents, as they stand on the person's page."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.participants.consent_texts import language_of
from kreislotse.participants.models import Candidate, Consent, ConsentGrant
from kreislotse.participants.states import ConsentDecision
from kreislotse.web.listing import Badge
from kreislotse.web.requests import Request


def consents_context(
    request: Request, candidate: Candidate, grants: Iterable[ConsentGrant], *, named: bool
) -> dict[str, Any]:
    """For `participants/parts/consents.html`: what was decided, and the way to what comes next.

    Whoever does not keep the record sees where it stands, not who signed beside the person.
    `named` says whether the reader sees the name, and with it the decisions.
    """
    keeps = allowed(request.actor, Permission.PERSON_EDIT, at=candidate.owner_id)
    agreed = defaultdict(list)
    for grant in grants:
        agreed[grant.consent_id].append((grant.get_purpose_display(), grant.recipient))
    consents = reversed(candidate.consents.all()) if named else ()
    lines = [_line(request, each, keeps, agreed[each.pk]) for each in consents]
    new = reverse("participants:person_consent", args=[candidate.code])
    return {"consents": lines, "consent_new": new if keeps else ""}


def _line(
    request: Request, consent: Consent, keeps: bool, grants: list[tuple[Any, Any]]
) -> dict[str, Any]:
    facts = [
        (_("Entschieden am"), consent.decided_on),
        (_("Gilt bis"), consent.valid_until),
        (_("Text"), f"{consent.version}, {language_of(consent.language).german}"),
    ]
    if keeps:
        facts += [
            (_("Form"), consent.get_form_display()),
            (_("Dolmetschende Person oder Zeuge"), consent.witness),
            (_("Mutter, Vater oder Vormund"), consent.guardian),
        ]
    scan = reverse("participants:consent_scan", args=[consent.pk]) if consent.scan_id else ""
    return {
        "badge": state_of(consent, request),
        "facts": [(name, value) for name, value in facts if value],
        "grants": grants,
        "scan": scan if keeps else "",
    }


def state_of(consent: Consent, request: Request) -> Badge:
    """Where a decision stands today."""
    if consent.decision == ConsentDecision.REFUSED:
        return Badge(consent.get_decision_display())
    if consent.withdrawn_on:
        day = f"{consent.withdrawn_on:%d.%m.%Y}"
        return Badge(_("widerrufen am {day}").format(day=day), "danger")
    if consent.valid_until and consent.valid_until < request.actor.today:
        return Badge(_("abgelaufen"), "warning")
    return Badge(consent.get_decision_display(), "success")
