"""The page of a person: facts in groups, consent, legal regime with who is responsible, deeds."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.organisations.models import Contact, LegalRegime, RegimeTask
from kreislotse.organisations.responsible import Register
from kreislotse.participants.checking import missing_to_complete
from kreislotse.participants.consenting import grants_of
from kreislotse.participants.doubles import rows_alike, towns_of
from kreislotse.participants.models import Candidate, ConsentGrant, Move
from kreislotse.participants.profile import BY_CODE, CATEGORY_NAMES, FIELDS, Category, Profile
from kreislotse.participants.queries.people import facts_about
from kreislotse.participants.reading import GERMAN, profile_of, regime_of, status_of
from kreislotse.participants.states import MoveState
from kreislotse.participants.tongues import language_name
from kreislotse.records.together import ask_together
from kreislotse.web.participants.consents_part import consents_context
from kreislotse.web.participants.people_listings import consent_badge, state_badge
from kreislotse.web.participants.people_related import Rows, related, related_rows
from kreislotse.web.participants.people_values import value_text
from kreislotse.web.records import latest_entries, record_context
from kreislotse.web.requests import Request

_OWN_ONLY = (Category.IDENTITY, Category.CONTACT)
_STEPS = {
    "complete_candidate": "participants:person_complete",
    "ask_for_consent": "participants:person_ask",
    "note_consent": "participants:person_consent",
    "release_candidate": "participants:person_release",
    "return_candidate": "participants:person_return",
    "close_candidate": "participants:person_close",
    "reopen_candidate": "participants:person_reopen",
    "note_withdrawal": "transmission:withdraw",
    "note_moved_away": "participants:person_moved_away",
}
_EDITS = (
    (_("Angaben ändern"), "participants:person_change"),
    (_("Der Person zeigen"), "participants:person_shown"),
)
# What is seldom done is folded away below the way forward.
_SELDOM = (
    (_("Neuer Aufenthaltsstatus"), "participants:person_status"),
    (_("Leistungsrecht eintragen"), "participants:person_regime"),
    (_("Weitere Sprache"), "participants:person_language"),
    (_("Weiterer Abschluss"), "participants:person_qualification"),
    (_("Wohnt zusammen mit"), "participants:person_household"),
    (_("Akte anbieten"), "participants:move_new"),
    (_("Angaben sperren"), "participants:person_restrict"),
)
_LEADS_AWAY = ("participants:person_moved_away", "participants:person_close")


@dataclass(frozen=True)
class Asked:
    """What the page rests on, asked of the database in one statement."""

    register: Register
    alike: QuerySet[Candidate]
    household: QuerySet[Candidate]
    moving: QuerySet[Move]
    grants: QuerySet[ConsentGrant]
    entries: QuerySet
    related: Rows

    @classmethod
    def about(cls, request: Request, candidate: Any, *, own: bool) -> "Asked":
        """As far as this reader may know it: of others' lists only a municipality's own asks."""
        actor = request.actor
        contacts = Contact.objects.visible_to(actor)
        asked = cls(
            register=Register(candidate.owner, actor.today, contacts=contacts),
            alike=rows_alike(candidate) if own else Candidate.objects.none(),
            household=_household(candidate, actor) if own else Candidate.objects.none(),
            moving=candidate.moves.filter(state=MoveState.ASKED if own else ""),
            grants=grants_of(candidate),
            entries=latest_entries(candidate),
            related=related_rows(actor, candidate, own=own, chosen=candidate.chosen),
        )
        ask_together(
            *facts_about(candidate),
            *asked.register.questions,
            *asked.related,
            *(asked.alike, asked.household, asked.moving, asked.grants, asked.entries),
        )
        return asked


def person_context(request: Request, candidate: Candidate, *, named: bool) -> dict[str, Any]:
    """What the page shows; without the name also nothing else that tells who it is."""
    own = allowed(request.actor, Permission.PERSON_EDIT, at=candidate.owner_id)
    asked = Asked.about(request, candidate, own=own)
    profile = profile_of(candidate, on=request.actor.today)
    return {
        **_head(request, candidate, asked, own=own),
        "named": named,
        "own": own,
        "groups": fact_groups(profile, named=named),
        "consent": consent_badge(candidate, request.actor),
        "missing": [BY_CODE[name].title for name in missing_to_complete(profile)] if own else [],
        "regimes": candidate.regimes.all(),
        **_responsible(candidate, request.actor, asked.register),
        "qualifications": list(candidate.qualifications.all())[1:],
        "tongues": _tongues(candidate),
        "household": list(asked.household),
        "alike": list(asked.alike),
        "elsewhere": towns_of(asked.alike),
        "moving": next(iter(asked.moving), None),
        **consents_context(request, candidate, asked.grants, named=named),
        "related": related(request, candidate, asked.related, own=own),
    }


def _head(request: Request, candidate: Candidate, asked: Asked, *, own: bool) -> dict[str, Any]:
    """What every record's page shows: state, deeds, history."""
    edits = (*_EDITS, *_SELDOM) if own else ()
    context = record_context(
        request,
        candidate,
        title=candidate.code,
        crumbs=[(_("Personen"), reverse("participants:people"))],
        deeds=_addresses(candidate, own),
        extra_deeds=[
            (Permission.PERSON_EDIT, label, reverse(route, args=[candidate.code]))
            for label, route in edits
        ],
        state=state_badge(candidate),
        entries=asked.entries,
    )
    return {**context, **_folded(candidate, context["deeds"])}


def _folded(candidate: Candidate, deeds: list[dict[str, Any]]) -> dict[str, Any]:
    """The deeds of every day, and those that are folded away."""
    routes = (*(route for _label, route in _SELDOM), *_LEADS_AWAY)
    away = {reverse(route, args=[candidate.code]) for route in routes}
    return {
        "deeds": [deed for deed in deeds if deed["address"] not in away],
        "more_deeds": [deed for deed in deeds if deed["address"] in away],
    }


def fact_groups(profile: Profile, *, named: bool) -> list[tuple[Any, list[tuple[Any, Any]]]]:
    """Headings with the facts below them, each in words."""
    return [
        (CATEGORY_NAMES[category], _facts_of(profile, category))
        for category in Category
        if named or category not in _OWN_ONLY
    ]


def _facts_of(profile: Profile, category: Category) -> list[tuple[Any, Any]]:
    return [
        (field.title, value_text(field, getattr(profile, field.code)))
        for field in FIELDS
        if field.category == category
    ]


def _addresses(candidate: Candidate, own: bool) -> dict[str, str]:
    """The pages of the steps; the district takes the others from where it checks and sends."""
    return {
        verb: reverse(route, args=[candidate.code])
        for verb, route in _STEPS.items()
        if own or verb in ("return_candidate", "note_withdrawal")
    }


def _responsible(candidate: Candidate, actor: Actor, register: Register) -> dict[str, Any]:
    """Who is responsible today for benefits and for help on the way into work (T16)."""
    regime = regime_of(candidate, actor.today)
    if not regime:
        return {"regime": "", "regime_open": status_of(candidate) is not None}
    each = register.responsible(regime, list(RegimeTask))
    found = [(task.label, each[task]) for task in RegimeTask]
    return {"regime": LegalRegime(regime).label, "responsible": found, "regime_open": False}


def _tongues(candidate: Candidate) -> list[dict[str, Any]]:
    """Languages other than German with what is known of them."""
    return [
        {
            "spoken": language_name(skill.language),
            "level": skill.get_level_display(),
            "evidence": skill.get_evidence_display(),
        }
        for skill in candidate.languages.all()
        if skill.language != GERMAN
    ]


def _household(candidate: Candidate, actor: Actor) -> QuerySet[Candidate]:
    """The others of the household, by name as the reader sees them."""
    if candidate.household_id is None:
        return Candidate.objects.none()
    others = Candidate.objects.visible_to(actor).filter(household=candidate.household_id)
    return others.exclude(pk=candidate.pk).order_by("sort_key", "pk")
