"""Which organisations, bodies and contacts an actor may see, and who an account is today."""

from datetime import datetime
from typing import Self

from django.db.models import F, Q, QuerySet

from kreislotse.access.models import Account
from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.records.queries import ReferenceQuerySet


class OrganisationQuerySet(ReferenceQuerySet):
    def for_list(self) -> Self:
        """With everything a line of the list shows, in the order of names."""
        return self.select_related("part_of").order_by("sort_key", "pk")

    def for_page(self) -> "OrganisationQuerySet":
        """With what the page of one organisation shows."""
        return self.select_related("part_of").prefetch_related(
            "parts", "serves", "served_by", "successions__successor", "precessions__predecessor"
        )

    def near(self, actor: Actor) -> "OrganisationQuerySet":
        """Where the actor works: the places of their roles, their parts, and what they serve."""
        places = {place for _, place in actor.roles}
        return self.filter(
            Q(pk__in=places)
            | Q(part_of__in=places)
            | Q(served_by__in=places)
            | Q(part_of__served_by__in=places)
            | Q(parts__in=places)
        ).distinct()


class ContactQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Contacts at places where the actor may read them, and in districts they work for."""
        places = actor.places(Permission.CONTACT_READ)
        return self.filter(
            Q(owner__in=places)
            | Q(owner__part_of__in=places)
            | Q(owner__part_of__served_by__in=places)
        ).distinct()

    def for_list(self) -> Self:
        """With everything a line shows; each contact before the deputies."""
        return self.select_related("owner", "topic", "stands_in_for").order_by(
            "owner__sort_key", "topic__title", F("stands_in_for").asc(nulls_first=True), "pk"
        )


class MembershipQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """All roles for whoever maintains accounts, else only one's own."""
        if actor.holds(Permission.ACCOUNT_EDIT):
            return self.all()
        return self.filter(account_id=actor.person_id) if actor.person_id else self.none()


def actor_of(account: Account, at: datetime) -> Actor:
    """The account as an actor with the roles it holds at this moment; ended ones hold none."""
    actor = Actor(person_id=account.pk, at=at)
    if not account.is_active or account.ends_on < actor.today:
        return actor
    held = account.memberships.filter(valid_from__lte=actor.today, valid_to__gte=actor.today)
    roles = frozenset((Role(m.role), m.organisation_id) for m in held)
    return Actor(person_id=account.pk, at=at, roles=roles)


def system_actor(at: datetime, *places: int) -> Actor:
    """The system itself at the given organisations, for commands and for loading the sample."""
    return Actor(None, at, frozenset((role, place) for role in Role for place in places))
