"""Criteria in each of their states, for one side of the world."""

from typing import Any

from tests.factories.runs import CriteriaSetFactory, CriteriaVersionFactory


def criteria_records(district: Any, mark: str) -> dict[str, Any]:
    """By the parameter of their addresses, as the doors look them up."""
    found = CriteriaSetFactory(owner=district, title=f"Kriterien {mark}", about=f"Für {mark}")
    published = CriteriaVersionFactory(criteria_set=found, number=1, note=f"Anmerkung {mark}")
    draft = CriteriaVersionFactory(
        criteria_set=found, number=2, state="draft", published_on=None, note=f"Entwurf {mark}"
    )
    return {
        "criteria_set_id": found,
        "criteria_version_id": published,
        "allocation:version_change:criteria_version_id": draft,
        "allocation:version_publish:criteria_version_id": draft,
    }
