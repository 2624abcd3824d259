"""Addresses of committee papers, of the clause map, and of what is published."""

from django.urls import path, register_converter

from kreislotse.web.reporting import public, releasing, views, writing


class Way:
    """One place up or down."""

    regex = "up|down"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Way, "way")

app_name = "reporting"

_REPORT = "reports/<int:report_id>/"
_SECTION = "sections/<int:section_id>/"
_PASSAGE = "passages/<int:passage_id>/"

urlpatterns = [
    path("clause-map/", views.clause_map, name="clause_map"),
    path("reports/", views.reports, name="reports"),
    path("reports/new/", writing.report_new, name="report_new"),
    path(_REPORT, views.report, name="report"),
    path(f"{_REPORT}preview/", views.report_preview, name="report_preview"),
    path(f"{_REPORT}difference/", views.report_difference, name="report_difference"),
    path(f"{_REPORT}change/", writing.report_change, name="report_change"),
    path(f"{_REPORT}refresh/", writing.report_refresh, name="report_refresh"),
    path(f"{_REPORT}sections/new/", writing.section_new, name="section_new"),
    path(f"{_REPORT}cosignatures/", releasing.report_cosign_ask, name="report_cosign_ask"),
    path(f"{_REPORT}take-back/", releasing.report_take_back, name="report_take_back"),
    path(f"{_REPORT}release/", releasing.report_release, name="report_release"),
    path(f"{_REPORT}publication/", releasing.report_publish, name="report_publish"),
    path(f"{_REPORT}tabled/", releasing.report_table, name="report_table"),
    path(f"{_REPORT}follow-up/", releasing.report_follow_up, name="report_follow_up"),
    path(
        "cosignatures/<int:cosignature_id>/verdict/",
        releasing.cosignature_sign,
        name="cosignature_sign",
    ),
    path(f"{_SECTION}rename/", writing.section_rename, name="section_rename"),
    path(f"{_SECTION}move/<way:way>/", writing.section_move, name="section_move"),
    path(f"{_SECTION}statement/", writing.section_take_up, name="section_take_up"),
    path(f"{_SECTION}passages/new/", writing.passage_new, name="passage_new"),
    path(f"{_PASSAGE}edit/", writing.passage_edit, name="passage_edit"),
    path(f"{_PASSAGE}accept/", writing.passage_accept, name="passage_accept"),
    path(f"{_PASSAGE}leave-out/", writing.passage_leave_out, name="passage_leave_out"),
    path(f"{_PASSAGE}put-back/", writing.passage_put_back, name="passage_put_back"),
    path(f"{_PASSAGE}restore/", writing.passage_restore, name="passage_restore"),
    path(f"{_PASSAGE}remove/", writing.passage_remove, name="passage_remove"),
    path(f"{_PASSAGE}move/<way:way>/", writing.passage_move, name="passage_move"),
    path("editions/<int:edition_id>/", views.edition, name="edition"),
    path("editions/<int:edition_id>/<str:kind>/", views.edition_file, name="edition_file"),
    path("public/", public.public_papers, name="public_papers"),
    path("public/<int:edition_id>/", public.public_paper, name="public_paper"),
    path("public/<int:edition_id>/<str:kind>/", public.public_file, name="public_file"),
]
