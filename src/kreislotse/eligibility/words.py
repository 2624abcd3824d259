"""What a district calls the values that conditions compare with: titles, countries, lists."""

from functools import cache

from django.utils.translation import override

from kreislotse.eligibility.models import CountryList
from kreislotse.eligibility.vocabulary import LEVELS, Vocabulary
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants.countries import countries
from kreislotse.participants.models import ResidenceTitle
from kreislotse.participants.occupations import occupation_groups
from kreislotse.participants.states import Evidence, Paper, QualificationKind


def vocabulary_of(owner_id: int) -> Vocabulary:
    """The words of a district, for checking conditions and for putting them into sentences."""
    lists = dict(CountryList.objects.filter(owner_id=owner_id).values_list("code", "title"))
    titles = dict(ResidenceTitle.objects.order_by("pk").values_list("code", "label"))
    return Vocabulary(lists, {**_fixed(), "title": titles})


@cache
def _fixed() -> dict[str, dict[str, str]]:
    """Values that are the same everywhere; in German, as the rules are."""
    lands = dict(countries())
    with override("de"):
        return _labels() | {"nationality": lands, "qualification_country": lands}


def _labels() -> dict[str, dict[str, str]]:
    return {
        "qualification": {kind.value: str(kind.label) for kind in QualificationKind},
        "paper": {paper.value: str(paper.label) for paper in Paper},
        "german_evidence": {evidence.value: str(evidence.label) for evidence in Evidence},
        "german_level": {level: level for level in LEVELS},
        "regime": {regime.value: str(regime.label) for regime in LegalRegime},
        "occupation_group": dict(occupation_groups()),
    }
