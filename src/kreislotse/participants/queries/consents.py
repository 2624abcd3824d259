"""Who sees consent texts, decisions and documented norms."""

from typing import Any, Self

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.participants.queries.people import BelowCandidateQuerySet
from kreislotse.participants.states import ConsentVersionState


class ConsentVersionQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those who write and release them; municipalities the ones that are or were in use."""
        makers = actor.places(Permission.CONSENT_WRITE) | actor.places(Permission.CONSENT_RELEASE)
        users = actor.places(Permission.PERSON_EDIT)
        used = ~Q(state=ConsentVersionState.DRAFT)
        return self.filter(Q(owner__in=makers) | Q(owner__parts__in=users) & used).distinct()

    def of_town(self, actor: Actor) -> Self:
        """The texts in use in the districts of the municipalities that the actor works for."""
        return self.filter(
            owner__parts__in=actor.places(Permission.PERSON_EDIT),
            state=ConsentVersionState.RELEASED,
        ).distinct()

    def for_page(self) -> "ConsentVersionQuerySet":
        return self.select_related("owner").prefetch_related("texts")


class ConsentTextQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The texts of the editions that the actor sees."""
        model: Any = self.model
        versions = model.version.field.related_model.objects.visible_to(actor)
        return self.filter(version__in=versions.values("pk"))


class PersonConsentQuerySet(BelowCandidateQuerySet):
    """Decisions, as far as the candidate's name is seen."""

    def for_page(self) -> "PersonConsentQuerySet":
        return (
            self.select_related("candidate__owner", "version", "scan")
            .defer("scan__content")
            .prefetch_related("grants__recipient")
        )


class LegalBasisQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those who document and those who rely on them."""
        places = actor.places(Permission.CONSENT_RELEASE) | actor.places(Permission.PERSON_CHECK)
        towns = actor.places(Permission.PERSON_EDIT)
        return self.filter(Q(owner__in=places) | Q(owner__parts__in=towns)).distinct()

    def for_list(self) -> "LegalBasisQuerySet":
        return self.select_related("recipient", "owner").order_by("purpose", "valid_from", "pk")
