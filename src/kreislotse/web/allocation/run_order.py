"""Where a run departs from the waiting list's own order: nobody is passed over silently."""

from kreislotse.allocation.models import Run


def out_of_order(run: Run) -> list[int]:
    """The lines placed though somebody before them, whom the course fits, has no place.

    Whoever was decided otherwise is named for that, and nobody departs from the list by it.
    """
    lines = run.lines.filter(held=False)
    decided = set(lines.filter(override__isnull=False).values_list("pk", flat=True))
    rows = list(lines.values_list("pk", "rank", "course__number", "ways"))
    first: dict[str, int] = {}
    for pk, rank, course, ways in rows:
        if course is None and rank is not None and pk not in decided:
            for number, way in ways.items():
                if not way["against"]:
                    first[number] = min(rank, first.get(number, rank))
    return [
        pk
        for pk, rank, course, _ways in rows
        if course is not None and rank is not None and first.get(str(course), rank) < rank
    ]
