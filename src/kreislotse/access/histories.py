"""Journal entries with the names of those who acted, for whoever has been let in to read them."""

from django.db.models import OuterRef, QuerySet, Subquery

from kreislotse.access.models import Account


def with_names(entries: QuerySet) -> QuerySet:
    """The entries with `person_name`, in the same question; empty for the system."""
    name = Account.objects.filter(pk=OuterRef("person_id")).values("name")
    return entries.annotate(person_name=Subquery(name))
