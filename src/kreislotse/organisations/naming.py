"""Names of organisations as running sentences need them."""

import re
from collections.abc import Sequence

from kreislotse.kernel.german import Case, with_article
from kreislotse.organisations.models import Gender, Organisation, OrganisationKind

# Neuter and feminine names only: their accusative is their nominative.
_ADJECTIVE = re.compile(r"^([A-ZÄÖÜ]\w*isch)(?:es|e)\b")


def full(organisation: Organisation, case: Case = "nom") -> str:
    """The full name with its article; a ministry's short name in brackets: „dem … (MAIS)“."""
    if case == "dat" and organisation.dative:
        name = organisation.dative
    elif case == "gen" and organisation.genitive:
        name = organisation.genitive
    else:
        name = with_article(_declined(organisation.name, case), organisation.gender, case)  # type: ignore[arg-type]
    if organisation.kind == OrganisationKind.SCHOOL_AUTHORITY:
        return f"{name} (untere Schulaufsicht)"
    if organisation.kind == OrganisationKind.MINISTRY and organisation.short_name:
        return f"{name} ({organisation.short_name})"
    return name


def _declined(name: str, case: Case) -> str:
    """A name that begins with an adjective, as it stands after an article: „Bayerische …“."""
    ending = "en" if case in ("gen", "dat") else "e"
    return _ADJECTIVE.sub(rf"\1{ending}", name)


def short(organisation: Organisation, case: Case = "nom") -> str:
    """The short name with its article where there is one, else the full name."""
    if not organisation.short_name:
        return full(organisation, case)
    return with_article(organisation.short_name, organisation.gender, case)  # type: ignore[arg-type]


def many(organisations: Sequence[Organisation]) -> bool:
    """Whether the verb stands in the plural: several, or one such as „die Spitzenverbände“."""
    return len(organisations) > 1 or any(each.gender == Gender.PLURAL for each in organisations)


def inside(organisation: Organisation) -> str:
    """Where something is: „im Kreis Coesfeld“, „in der Stadt Münster“."""
    name = full(organisation, "dat")
    return f"im {name.removeprefix('dem ')}" if name.startswith("dem ") else f"in {name}"
