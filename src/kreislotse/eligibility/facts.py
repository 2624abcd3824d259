"""What rules may ask about candidates, as it was on a day; what nobody said is not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kreislotse.eligibility.vocabulary import FACT, FACTS, UNLESS_SAID, Kind, Origin
from kreislotse.kernel.deadlines import add_months
from kreislotse.participants.models import Candidate, ResidenceStatus
from kreislotse.participants.profile import Profile
from kreislotse.participants.reading import read_profiles, read_regimes

# Values that say that something is not clear; to rules that is the same as not being said.
_NOT_CLEAR = {"title": "UNK", "nationality": "XX", "qualification_country": "XX"}
ONE_DAY = timedelta(days=1)
_OF_RECORD = tuple(fact.code for fact in FACTS if fact.origin == Origin.RECORD)


@dataclass(frozen=True)
class Known:
    """What is known about one candidate, to be asked as of any day.

    Titles and regimes are the earlier ones first; a title holds until the next one begins.
    """

    profile: Profile
    titles: Sequence[tuple[date, Mapping[str, Any]]] = ()
    regimes: Sequence[tuple[str, date, date | None]] = ()

    def on(self, day: date) -> dict[str, Any]:
        """The facts as of a day."""
        said = {code: getattr(self.profile, code) for code in _OF_RECORD}
        for since, title in self.titles:
            if since <= day:
                said |= title
        return dict(UNLESS_SAID) | _known(
            said | {"age": age_on(self.profile.born_on, day), "regime": self._regime(day)}
        )

    def turns(self, after: date) -> set[date]:
        """The days after this one on which a recorded title or regime begins or ends to hold."""
        days = {since for since, _ in self.titles}
        days |= {begun for _, begun, _ in self.regimes}
        days |= {ended + ONE_DAY for _, _, ended in self.regimes if ended}
        return {day for day in days if day > after}

    def birthday(self, years: int) -> date:
        """The first day on which the candidate is so many years old."""
        born = self.profile.born_on
        day = add_months(born, 12 * years)
        return day if age_on(born, day) == years else day + ONE_DAY

    def _regime(self, day: date) -> str | None:
        """Of those that hold, the one that began last."""
        holding = [
            regime
            for regime, begun, ended in self.regimes
            if begun <= day and (ended is None or day <= ended)
        ]
        return holding[-1] if holding else None


def known_of(candidates: Sequence[Candidate]) -> dict[int, Known]:
    """What is known of each candidate by its id; a fixed number of queries for any number."""
    ids = [candidate.pk for candidate in candidates]
    profiles = read_profiles(candidates)
    titles: dict[int, list[tuple[date, Mapping[str, Any]]]] = {}
    rows = ResidenceStatus.objects.filter(candidate__in=ids).order_by("since")
    for pk, code, since, valid_to in rows.values_list(
        "candidate_id", "title__code", "since", "valid_to"
    ):
        title = {"title": code, "title_since": since, "title_valid_to": valid_to}
        titles.setdefault(pk, []).append((since, title))
    regimes = read_regimes(ids)
    return {
        pk: Known(profiles[pk], titles.get(pk, ()), tuple(reversed(regimes.get(pk, ()))))
        for pk in ids
    }


def facts_of(candidates: Sequence[Candidate], on: date) -> dict[int, dict[str, Any]]:
    """The facts of each candidate by its id; what nobody said is not there."""
    return {pk: known.on(on) for pk, known in known_of(candidates).items()}


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        code: value
        for code, value in values.items()
        if value not in ("", None) and value != _NOT_CLEAR.get(code)
    }


def age_on(born_on: date, on: date) -> int:
    """Full years of life on the day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as a verdict keeps them: days as texts."""
    return {
        code: value.isoformat() if isinstance(value, date) else value
        for code, value in facts.items()
    }


def said_before(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of the facts that a verdict keeps, those that somebody said for it; they go on holding."""
    return {
        code: read_back(code, value)
        for code, value in facts.items()
        if FACT[code].origin == Origin.SAID and (code, value) not in UNLESS_SAID.items()
    }


def read_back(code: str, value: Any) -> Any:
    """A kept fact as rules compare it."""
    return date.fromisoformat(value) if value and FACT[code].kind == Kind.DAY else value
