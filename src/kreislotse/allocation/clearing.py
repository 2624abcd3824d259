"""What runs keep of people who are erased: their lines go, the sealed numbers stay."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from kreislotse.allocation.models import Override, RunLine
from kreislotse.records.bulk import delete_rows, in_parts


def clear_candidates(ids: Collection[int]) -> Counter[str]:
    """Delete what runs say of these people; how many rows of each table.

    Nothing then leads from the numbers in the sealed files back to them.
    """
    rows: Counter[str] = Counter()
    for some in in_parts(ids):
        lines = RunLine.objects.filter(entry__candidate__in=some)
        rows += _delete(Override.objects.filter(line__in=lines))
        rows += _delete(lines)
    return rows


def _delete(rows: Any) -> Counter[str]:
    ids = list(rows.values_list("pk", flat=True))
    delete_rows(rows.model, "id", ids)
    return Counter({rows.model._meta.db_table: len(ids)})
