"""Who sees which entry of a waiting list: by name, by code, as a number.

The district runs the list by code and sees names where there is a basis for it; a municipality
sees its own people; a provider sees by name who has taken a seat in its course, and nobody who
waits.
"""

from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.states import OfferState
from kreislotse.participants.lawful import covered
from kreislotse.participants.states import ConsentPurpose


class WaitingListQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The district's lists; to a municipality those of its district."""
        own = Q(owner__in=actor.places(Permission.COURSE_READ))
        towns = actor.places(Permission.PERSON_EDIT)
        return self.filter(own | Q(Exists(_towns(towns)))) if towns else self.filter(own)

    def for_list(self) -> Self:
        return self.select_related("kind", "quota").order_by("sort_key", "pk")


class ListOrderQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        lists = apps.get_model("courses", "WaitingList").objects.visible_to(actor)
        return self.filter(waiting_list__in=lists)


class EntitlementQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of people whose names the actor sees."""
        return self.filter(_about(_people().visible_to(actor)))

    def coded_to(self, actor: Actor) -> "EntitlementQuerySet":
        return self.filter(_about(_people().coded_to(actor)))


class WaitingEntryQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """By name: whose names the actor sees, and to a provider who has a seat of its course."""
        return self.filter(Q(_about(_people().visible_to(actor))) | Q(_taught_by(actor)))

    def coded_to(self, actor: Actor) -> "WaitingEntryQuerySet":
        """By code: the district's lists, a municipality's own people."""
        return self.filter(
            Q(waiting_list__owner__in=actor.places(Permission.COURSE_EDIT))
            | Q(candidate__owner__in=actor.places(Permission.PERSON_EDIT))
        ).filter(candidate__restricted_on__isnull=True)

    def counted_for(self, actor: Actor) -> "WaitingEntryQuerySet":
        """As numbers: whoever may read the courses of the district."""
        return self.filter(
            Q(waiting_list__owner__in=actor.places(Permission.COURSE_READ))
            | Q(candidate__owner__in=actor.places(Permission.PERSON_EDIT))
        )


class BelowEntryQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """What is said about entries that the actor sees by name."""
        return self.filter(entry__in=_entries().visible_to(actor))

    def coded_to(self, actor: Actor) -> "BelowEntryQuerySet":
        return self.filter(entry__in=_entries().coded_to(actor))


def _people() -> Any:
    return apps.get_model("participants", "Candidate").objects.all()


def _entries() -> Any:
    return apps.get_model("courses", "WaitingEntry").objects.all()


def _about(people: QuerySet) -> Exists:
    return Exists(people.filter(pk=OuterRef("candidate")))


def _taught_by(actor: Actor) -> Exists:
    """Those who have accepted a place of the actor's own course, with a basis for telling it."""
    offers = apps.get_model("courses", "Offer")._base_manager
    providers = actor.places(Permission.COURSE_RUN)
    told = Q(
        Exists(
            _people().filter(
                covered(
                    ConsentPurpose.COURSE_PROVIDER,
                    OuterRef(OuterRef("course__provider")),
                    actor.today,
                ),
                pk=OuterRef("entry__candidate"),
                restricted_on__isnull=True,
            )
        )
    )
    taken = (OfferState.ACCEPTED, OfferState.ENDED)
    return Exists(
        offers.filter(told, entry=OuterRef("pk"), course__provider__in=providers, state__in=taken)
    )


def _towns(towns: set[int]) -> QuerySet:
    """The municipalities, if one of them lies in the district that the row belongs to."""
    organisations = apps.get_model("organisations", "Organisation").objects
    return organisations.filter(pk__in=towns, part_of=OuterRef("owner"))
