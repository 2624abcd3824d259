"""The lists of rule sets, country lists, verdicts and reviews; people stand in them by code."""

from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.eligibility.models import Review, Verdict
from kreislotse.eligibility.states import Result, ReviewState, VersionState
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.web.listing import Badge, Column, Filter, Listing

TONES = {Result.ELIGIBLE: "success", Result.NOT_ELIGIBLE: "danger", Result.UNCLEAR: "warning"}
VERSION_TONES = {VersionState.IN_FORCE: "success", VersionState.DRAFT: "warning"}


def result_badge(record: Any) -> Badge:
    """The result of a verdict or decision in words."""
    return Badge(record.get_result_display(), TONES[Result(record.result)])


def version_badge(version: Any) -> Badge:
    tone = VERSION_TONES.get(VersionState(version.state), "info")
    return Badge(version.get_state_display(), tone)


def review_badge(review: Review) -> Badge:
    tone = "warning" if review.state == ReviewState.OPEN else "success"
    return Badge(review.get_state_display(), tone)


def verdict_address(verdict: Verdict) -> str:
    return reverse("eligibility:verdict", args=[verdict.pk])


def _decision(verdict: Any) -> Any:
    return result_badge(verdict.decision) if hasattr(verdict, "decision") else _("noch offen")


def _in_force(rule_set: Any) -> Any:
    if rule_set.in_force is None:
        return Badge(_("keine Fassung in Kraft"), "warning")
    return Badge(_("in Kraft"), "success")


def with_versions(rule_sets: QuerySet) -> QuerySet:
    """With the number of the version in force and how many rules it has."""
    in_force = Q(versions__state=VersionState.IN_FORCE)
    return rule_sets.annotate(
        in_force=Max("versions__number", filter=in_force),
        rules=Count("versions__rules", filter=in_force, distinct=True),
    ).order_by("sort_key", "pk")


RULE_SETS = Listing(
    title=_("Regelwerke"),
    intro=_("Wer für ein Angebot in Frage kommt: jede Regel mit Norm, Quelle und Geltungstagen."),
    columns=(
        Column(
            "title",
            _("Regelwerk"),
            lambda each: each.title,
            sort="sort_key",
            link=lambda each: reverse("eligibility:rule_set", args=[each.pk]),
        ),
        Column("owner", _("Kreis"), lambda each: each.owner),
        Column("number", _("Fassung"), lambda each: each.in_force, numeric=True),
        Column("rules", _("Regeln"), lambda each: each.rules, numeric=True),
        Column("state", _("Stand"), _in_force),
    ),
    empty=_("Noch kein Regelwerk. Legen Sie eines an, bevor Sie gemeldete Personen prüfen."),
    file_name="regelwerke",
)
COUNTRY_LISTS = Listing(
    title=_("Länderlisten"),
    intro=_("Amtliche Listen, nach denen Regeln fragen, in Fassungen mit Tag und Quelle."),
    columns=(
        Column(
            "title",
            _("Liste"),
            lambda each: each.title,
            sort="title",
            link=lambda each: reverse("eligibility:country_list", args=[each.pk]),
        ),
        Column("owner", _("Kreis"), lambda each: each.owner),
        Column("number", _("Fassungen"), lambda each: each.number, numeric=True),
        Column("latest", _("Neueste gilt ab"), lambda each: each.latest, sort="latest"),
    ),
    empty=_("Noch keine Länderliste. Sie kommen mit den mitgelieferten Regelwerken."),
    searchable=False,
    file_name="laenderlisten",
)

BY_RESULT = Filter(
    "result", _("Ergebnis"), Result.choices, lambda rows, value: rows.filter(result=value)
)
BY_DECISION = Filter(
    "decision",
    _("Entscheidung"),
    (("open", _("noch offen")), ("made", _("entschieden"))),
    lambda rows, value: rows.filter(decision__isnull=value == "open"),
)


def _towns(actor: Actor) -> list[tuple[str, Any]]:
    districts = actor.places(Permission.PERSON_CHECK)
    towns = Organisation.objects.visible_to(actor).filter(
        part_of__in=districts, kind=OrganisationKind.MUNICIPALITY
    )
    return [(str(pk), name) for pk, name in towns.order_by("sort_key").values_list("pk", "name")]


VERDICTS = Listing(
    title=_("Prüfergebnisse"),
    columns=(
        Column(
            "code",
            _("Person"),
            lambda each: each.candidate.code,
            sort="candidate__code",
            link=verdict_address,
        ),
        Column("town", _("Stadt oder Gemeinde"), lambda each: each.candidate.owner),
        Column("result", _("Ergebnis"), result_badge, sort="result"),
        Column("decision", _("Entscheidung"), _decision),
        Column("as_of", _("Geprüft für den"), lambda each: each.as_of, sort="as_of"),
    ),
    empty=_("Noch niemand ist geprüft. Wählen Sie ein Regelwerk und prüfen Sie dann."),
    filters=(
        BY_RESULT,
        BY_DECISION,
        Filter(
            "town",
            _("Stadt oder Gemeinde"),
            _towns,
            lambda rows, value: rows.filter(candidate__owner=value),
        ),
    ),
    searchable=False,
    file_name="pruefergebnisse",
)
REVIEWS = Listing(
    title=_("Geänderte Prüfergebnisse"),
    intro=_("Wo Angaben oder Regeln sich geändert haben und ein anderes Ergebnis herauskam."),
    columns=(
        Column(
            "code",
            _("Person"),
            lambda each: each.after.candidate.code,
            sort="after__candidate__code",
            link=lambda each: reverse("eligibility:review", args=[each.pk]),
        ),
        Column("town", _("Stadt oder Gemeinde"), lambda each: each.after.candidate.owner),
        Column("rules", _("Regelwerk"), lambda each: each.after.version.rule_set),
        Column("before", _("Bisher"), lambda each: result_badge(each.before)),
        Column("after", _("Jetzt"), lambda each: result_badge(each.after)),
        Column("opened", _("Seit"), lambda each: each.opened_on, sort="opened_on"),
        Column("state", _("Stand"), review_badge),
    ),
    empty=_("Nichts hat sich geändert."),
    filters=(
        Filter(
            "state", _("Stand"), ReviewState.choices, lambda rows, value: rows.filter(state=value)
        ),
    ),
    searchable=False,
    file_name="geaenderte-pruefergebnisse",
)


def reviews_for_list(reviews: QuerySet) -> QuerySet:
    """What is open first, then the newest."""
    return reviews.select_related(
        "before", "after__candidate__owner", "after__version__rule_set"
    ).order_by(F("settled_on").desc(nulls_first=True), "-opened_on", "-pk")
