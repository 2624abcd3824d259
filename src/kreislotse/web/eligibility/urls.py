"""Addresses of rules, country lists, verdicts and what follows from them."""

from django.urls import path

from kreislotse.web.eligibility import country_lists, reviews, rules, verdicts, versions

app_name = "eligibility"
urlpatterns = [
    path("rule-sets/", rules.rule_sets, name="rule_sets"),
    path("rule-sets/new/", rules.rule_set_new, name="rule_set_new"),
    path("rule-sets/<int:rule_set_id>/", rules.rule_set, name="rule_set"),
    path("rule-sets/<int:rule_set_id>/draft/", rules.rule_set_draft, name="rule_set_draft"),
    path("versions/<int:rule_version_id>/", versions.rule_version, name="rule_version"),
    path(
        "versions/<int:rule_version_id>/force/",
        versions.rule_version_force,
        name="rule_version_force",
    ),
    path(
        "versions/<int:rule_version_id>/retirement/",
        versions.rule_version_retire,
        name="rule_version_retire",
    ),
    path(
        "versions/<int:rule_version_id>/comparison/",
        versions.rule_version_compare,
        name="rule_version_compare",
    ),
    path("versions/<int:rule_version_id>/simulation/", versions.simulation, name="simulation"),
    path("versions/<int:rule_version_id>/rules/new/", rules.rule_new, name="rule_new"),
    path("rules/<int:rule_id>/change/", rules.rule_change, name="rule_change"),
    path("rules/<int:rule_id>/removal/", rules.rule_remove, name="rule_remove"),
    path("country-lists/", country_lists.country_lists, name="country_lists"),
    path("country-lists/<int:country_list_id>/", country_lists.country_list, name="country_list"),
    path(
        "country-lists/<int:country_list_id>/versions/new/",
        country_lists.list_version_new,
        name="list_version_new",
    ),
    path("calls/<int:call_id>/criteria/", verdicts.criteria, name="criteria"),
    path("calls/<int:call_id>/check/", verdicts.call_check, name="call_check"),
    path("calls/<int:call_id>/verdicts/", verdicts.verdicts, name="verdicts"),
    path("verdicts/<int:verdict_id>/", verdicts.verdict, name="verdict"),
    path("verdicts/<int:verdict_id>/decision/", verdicts.verdict_decide, name="verdict_decide"),
    path("verdicts/<int:verdict_id>/renewal/", verdicts.verdict_renew, name="verdict_renew"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/recheck/", reviews.recheck_all, name="recheck"),
    path("reviews/<int:review_id>/", reviews.review, name="review"),
    path("reviews/<int:review_id>/settlement/", reviews.review_settle, name="review_settle"),
]
