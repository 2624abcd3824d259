"""The names of the people behind a history that the reader has already been let in to see."""

from collections.abc import Iterable

from kreislotse.access.models import Account


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of these accounts, in one query."""
    wanted = {person_id for person_id in person_ids if person_id is not None}
    return dict(Account.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
