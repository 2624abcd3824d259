"""The files of a frozen edition, exactly as they were frozen."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from kreislotse.reporting.models import Edition
from kreislotse.web.reporting.reading import FILES

_FOR_ITS_NAME = ("running_number", "revision", "period__number")


def frozen_file(
    rows: Any, edition_id: int, kind: str, kinds: Iterable[str] = FILES
) -> HttpResponse:
    """One file out of these editions, to be saved: its inline styles have no place on this site."""
    if kind not in kinds:
        raise Http404
    above = [f"report__paper__{name}" for name in _FOR_ITS_NAME]
    rows = rows.select_related("report__paper__period").only("number", kind, *above)
    found = get_object_or_404(rows, pk=edition_id)
    response = HttpResponse(bytes(getattr(found, kind)), content_type=FILES[kind][0])
    response["Content-Disposition"] = f'attachment; filename="{_name(found)}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _name(edition: Edition) -> str:
    """As SV-9-0355-1-fassung-2; of a paper without a number by its key."""
    reference = edition.report.paper.reference or f"vorlage-{edition.report_id}"
    return f"{reference.replace('/', '-')}-fassung-{edition.number}"
