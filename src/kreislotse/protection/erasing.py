"""Taking people's data out of every table; for the action that has asked the rights (R-DP-30)."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor
from kreislotse.allocation.clearing import clear_candidates as clear_runs
from kreislotse.attachments.models import Attachment
from kreislotse.courses.clearing import clear_candidates
from kreislotse.eligibility.models import Decision, Review, Verdict
from kreislotse.intake.models import UploadRow
from kreislotse.participants.models import (
    Candidate,
    Consent,
    ConsentGrant,
    Household,
    LanguageSkill,
    Move,
    NameWord,
    Nomination,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
)
from kreislotse.participants.states import ConsentDecision, RestrictionGround
from kreislotse.participants.writing import delete_candidates
from kreislotse.protection.models import DestructionItem, Disclosure, Hold
from kreislotse.protection.tallies import keep_tallies
from kreislotse.records.bulk import delete_rows, in_parts
from kreislotse.transmission.models import BatchLine, Outcome
from kreislotse.transmission.recalling import issue_recalls
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import RecallGround

_FACTS = (
    LanguageSkill,
    Move,
    NameWord,
    Nomination,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
)
# A day of birth has to be there; this one is nobody's and says that there is none any more.
NO_DAY = date(1900, 1, 1)
_EMPTIED = {
    "born_on": NO_DAY,
    "sex": "",
    "nationality": "",
    "contact": "",
    "household": None,
    "entered_on": None,
    "asylum_applied_on": None,
    "school_years": None,
    "experience_years": None,
    "wish": "",
    "motivation": "",
    "needs_childcare": False,
    "limited_mobility": False,
    "hours_per_week": None,
    "recipient": None,
    "search_key": "",
    "sort_key": "",
    "match_key": "",
}


def erase(candidates: Collection[int], *, actor: Actor) -> Counter[str]:
    """Delete these records with all that hangs on them; how many rows of each table."""
    rows: Counter[str] = Counter()
    for some in in_parts(candidates):
        rows += _clear_around(some, actor=actor)
        scans = _scans(Consent.objects.filter(candidate__in=some))
        for model in (Consent, *_FACTS):
            rows[_table(model)] += model.objects.filter(candidate__in=some).count()
        rows[_table(ConsentGrant)] += _grants(some).count()
        rows[_table(Candidate)] += len(some)
        delete_candidates(some)
        rows += _delete_scans(scans)
        _forget_codes(some)
    return +rows


def reduce_to_evidence(candidates: Collection[int], *, actor: Actor) -> Counter[str]:
    """Leave the name and the consents given, locked; all else goes. How many rows of each table."""
    rows: Counter[str] = Counter()
    for some in in_parts(candidates):
        rows += _clear_around(some, actor=actor)
        refused = Consent.objects.filter(candidate__in=some).exclude(decision=ConsentDecision.GIVEN)
        scans = _scans(refused)
        rows += _delete(ConsentGrant.objects.filter(consent__in=refused))
        rows += _delete(refused)
        for model in _FACTS:
            rows += _delete(model.objects.filter(candidate__in=some))
        rows += _delete_scans(scans)
        people = Candidate.objects.filter(pk__in=some)
        homes = {home for home in people.values_list("household", flat=True) if home is not None}
        locked = {"restricted_on": actor.today, "restriction": RestrictionGround.RETENTION}
        people.update(changed_at=actor.at, **locked, **_EMPTIED)
        rows += _delete(Household.objects.filter(pk__in=homes, members__isnull=True))
    return +rows


def _clear_around(candidates: list[int], *, actor: Actor) -> Counter[str]:
    """What other packages keep about these people; their figures are added up before."""
    keep_tallies(candidates)
    rows = _clear_lines(candidates, actor=actor)
    rows += clear_runs(candidates)
    rows += clear_candidates(candidates)
    verdicts = Verdict.objects.filter(candidate__in=candidates)
    rows += _delete(Review.objects.filter(Q(before__in=verdicts) | Q(after__in=verdicts)))
    rows += _delete(Decision.objects.filter(verdict__in=verdicts))
    for model in (Verdict, Outcome, Hold, Disclosure):
        rows += _delete(model.objects.filter(candidate__in=candidates))
    rows[_table(UploadRow)] += UploadRow.objects.filter(candidate_id__in=candidates).update(
        values={}, typed={}, reasons=[], before=None, candidate_id=None
    )
    return rows


def _clear_lines(candidates: list[int], *, actor: Actor) -> Counter[str]:
    """Recipients are told to erase; what was transmitted is emptied, that it was stays."""
    lines = BatchLine.objects.filter(candidate__in=candidates)
    out = lines.filter(recalled=False, batch__state__in=OUT).order_by("pk")
    issue_recalls(out, actor=actor, ground=RecallGround.ERASURE)
    emptied = lines.update(
        content={}, candidate=None, consent=None, feedback_reason="", distinct_reason=""
    )
    return Counter({_table(BatchLine): emptied})


def _forget_codes(candidates: list[int]) -> None:
    """Older lists name the record as well: their lines keep the clock and the days alone."""
    for item in DestructionItem.objects.filter(candidate_id__in=candidates):
        item.code, item.candidate_id = f"({item.pk})", None
        item.save(update_fields=["code", "candidate_id"])


def _grants(candidates: list[int]) -> QuerySet[ConsentGrant]:
    return ConsentGrant.objects.filter(consent__candidate__in=candidates)


def _scans(consents: QuerySet[Consent]) -> list[int]:
    return [scan for scan in consents.values_list("scan", flat=True) if scan is not None]


def _delete_scans(scans: list[int]) -> Counter[str]:
    # Files of the books are never deleted; these are no books but people's signatures.
    return _delete(Attachment._base_manager.filter(pk__in=scans))


def _delete(rows: Any) -> Counter[str]:
    """Only these rows: what hangs on them is deleted by name, and nothing is left to cascades."""
    ids = list(rows.values_list("pk", flat=True))
    delete_rows(rows.model, rows.model._meta.pk.column, ids)
    return Counter({_table(rows.model): len(ids)})


def _table(model: Any) -> str:
    table: str = model._meta.db_table
    return table
