"""The addresses of criteria, and of comparing two versions before anything is decided."""

from django.urls import path

from kreislotse.web.allocation.views import comparison, criteria

_SET = "criteria/<int:criteria_set_id>/"
_VERSION = "versions/<int:criteria_version_id>/"

criteria_urls = [
    path("criteria/", criteria.criteria, name="criteria"),
    path("criteria/new/", criteria.criteria_new, name="criteria_new"),
    path(_SET, criteria.criteria_set, name="criteria_set"),
    path(f"{_SET}draft/", criteria.version_draft, name="version_draft"),
    path(_VERSION, criteria.version, name="version"),
    path(f"{_VERSION}change/", criteria.version_change, name="version_change"),
    path(f"{_VERSION}publication/", criteria.version_publish, name="version_publish"),
    path(f"{_VERSION}retirement/", criteria.version_retire, name="version_retire"),
    path(f"{_VERSION}sheet/", criteria.version_sheet, name="version_sheet"),
    path("comparison/", comparison.compare, name="compare"),
]
