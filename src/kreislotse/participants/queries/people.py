"""Who sees which candidate: by name, by code alone, or only as a number (R-CAN-01).

`visible_to` is the fence around names, `coded_to` the one around rows shown by their code, and
`counted_for` the one for figures. The recipient of a batch never reads here: it sees what was
transmitted to it, as it was frozen.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)

from kreislotse.access.policy import Actor, Permission
from kreislotse.kernel.names import typed_words
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.codes import is_code
from kreislotse.participants.lawful import covered
from kreislotse.participants.states import CandidateState, ConsentDecision, ConsentPurpose
from kreislotse.records.tables import valid_on

# From the release on the district works with a record; before that it is the municipality's alone.
RELEASED = (
    CandidateState.RELEASED,
    CandidateState.CHECKED,
    CandidateState.TRANSMITTED,
    CandidateState.ACCEPTED,
    CandidateState.NOT_SUITABLE,
    CandidateState.NOT_REACHED,
    CandidateState.DECLINED,
    CandidateState.ALREADY_KNOWN,
    CandidateState.IN_SUPPORT,
    CandidateState.OUTCOME,
)


class CandidateQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """By name: a municipality its own; the district released ones with a basis for it."""
        unlocked = self.filter(restricted_on__isnull=True)
        own = Q(owner__in=actor.places(Permission.PERSON_EDIT))
        districts = actor.places(Permission.PERSON_CHECK)
        if not districts:
            return unlocked.filter(own)
        named = covered(ConsentPurpose.DISTRICT, OuterRef("district_id"), actor.today)
        return unlocked.filter(own | Q(district__in=districts, state__in=RELEASED) & named)

    def coded_to(self, actor: Actor) -> "CandidateQuerySet":
        """By code: a municipality its own, the district what was released to it."""
        return self.filter(
            Q(owner__in=actor.places(Permission.PERSON_EDIT))
            | Q(district__in=actor.places(Permission.PERSON_CHECK), state__in=RELEASED)
        ).filter(restricted_on__isnull=True)

    def counted_for(self, actor: Actor) -> "CandidateQuerySet":
        """As numbers: a municipality its own, the district all of its municipalities'."""
        return self.filter(
            Q(owner__in=actor.places(Permission.PERSON_EDIT))
            | Q(district__in=actor.places(Permission.PERSON_COUNT))
        )

    def found_by(self, text: str, *, towns: Collection[int] = ()) -> "CandidateQuerySet":
        """By any spelling of the names, by code, and by day of birth as 24.12.1990.

        Every word has to be the beginning of a word of the name, as written or as it sounds.
        Whoever looks for people of a few towns only names them: the words lie by town.
        """
        words, rows = text.split(), self
        if not words:
            return rows.none()
        for typed in words:
            day = _day(typed)
            if is_code(typed):
                rows = rows.filter(code=typed.upper())
            elif day:
                rows = rows.filter(born_on=day)
            else:
                rows = rows._named(typed, towns)
        return rows

    def _named(self, typed: str, places: Collection[int]) -> "CandidateQuerySet":
        rows, words = self, _related(self, "words").objects
        answers = typed_words(typed)
        if not answers:
            return self.none()
        # The words lie in the index by town; naming the towns lets the database use it.
        every = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).values("pk")
        near = words.filter(owner__in=places or every).order_by()
        for beginnings in answers:
            # One range of the index each: asked for together none would be used.
            found = [near.filter(_begins_with(each)).values("candidate") for each in beginnings]
            rows = rows.filter(pk__in=found[0].union(*found[1:]))
        return rows

    def for_list(self, actor: Actor) -> "CandidateQuerySet":
        """With what a line shows, and nothing else: name, facts, consents."""
        mine = {"candidate": OuterRef("pk")}
        statuses = _related(self, "statuses").objects.filter(**mine).order_by("-since")
        regimes = _related(self, "regimes").objects.filter(valid_on(actor.today), **mine)
        german = _related(self, "languages").objects.filter(**mine, language="de")
        consents = _related(self, "consents").objects.only("candidate", *_CONSENT_BADGE)
        first = _related(self, "qualifications").objects.filter(**mine).order_by("position")
        return (
            self.only("code", "family_name", "given_names", "born_on", "state", "owner", "district")
            .prefetch_related(Prefetch("consents", consents.order_by(*_ORDERS["consents"])))
            .annotate(
                status=Subquery(statuses.values("title__label")[:1]),
                regime=Subquery(regimes.order_by("-valid_from").values("regime")[:1]),
                german=Subquery(german.values("level")[:1]),
                trade=Subquery(first.values("occupation")[:1]),
                trade_group=Subquery(first.values("occupation_group")[:1]),
            )
        )

    def with_name_seen_by(self, actor: Actor) -> "CandidateQuerySet":
        """Each with `named`: whether the reader may see who it is, as `visible_to` has it."""
        edits = Q(owner__in=actor.places(Permission.PERSON_EDIT))
        named = covered(ConsentPurpose.DISTRICT, OuterRef("district_id"), actor.today)
        seen = ExpressionWrapper(edits | named, output_field=BooleanField())
        return self.annotate(named=seen)

    def for_page(self) -> "CandidateQuerySet":
        return self.select_related("owner", "district", "household").prefetch_related(*_facts(self))

    def for_record(self, actor: Actor) -> "CandidateQuerySet":
        """For the page of one person, which asks for the facts itself: see `facts_about`."""
        return self.with_name_seen_by(actor).select_related("owner", "district", "household")

    def with_consent(self, today: date, *, given: bool) -> "CandidateQuerySet":
        """Those who have agreed to anything that is in force, or those who have not."""
        grants = _related(self, "consents").objects.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=today),
            candidate=OuterRef("pk"),
            decision=ConsentDecision.GIVEN,
            decided_on__lte=today,
            withdrawn_on__isnull=True,
        )
        return self.filter(Exists(grants) if given else ~Exists(grants))

    def under_regime(self, regime: str, day: date) -> "CandidateQuerySet":
        """Those to whom this benefits law applies on the day."""
        periods = _related(self, "regimes").objects.filter(valid_on(day), candidate=OuterRef("pk"))
        return self.filter(Exists(periods.filter(regime=regime)))

    def with_german(self, level: str) -> "CandidateQuerySet":
        """Those whose German is known to be of this level."""
        skills = _related(self, "languages").objects.filter(candidate=OuterRef("pk"))
        return self.filter(Exists(skills.filter(language="de", level=level)))

    def without_regime(self, day: date) -> "CandidateQuerySet":
        """Those whose legal regime a human still has to enter: the status does not tell it."""
        periods = _related(self, "regimes").objects.filter(valid_on(day), candidate=OuterRef("pk"))
        statuses = _related(self, "statuses").objects.filter(candidate=OuterRef("pk"))
        return self.filter(Exists(statuses), ~Exists(periods))

    def elsewhere(self, match_key: str, *, district: int, owner: int) -> "CandidateQuerySet":
        """Records of other municipalities of the district that may be of the same person."""
        drafts = Q(state=CandidateState.DRAFT)
        return self.filter(~drafts, district=district, match_key=match_key).exclude(owner=owner)

    def locked_for(self, actor: Actor) -> "CandidateQuerySet":
        """Restricted records of one's own municipality: shown by code, to be unlocked."""
        return self.filter(
            owner__in=actor.places(Permission.PERSON_EDIT), restricted_on__isnull=False
        )


def about(candidates: QuerySet, column: str = "candidate") -> Exists:
    """The condition on rows that they are about one of these candidates.

    Asked row by row: a few rows must not make the database list a hundred thousand people first.
    """
    return Exists(candidates.filter(pk=OuterRef(column)))


class _BelowCandidates(QuerySet):
    def _of(self, candidates: QuerySet) -> Self:
        return self.filter(about(candidates))


class BelowCandidateQuerySet(_BelowCandidates):
    def visible_to(self, actor: Actor) -> Self:
        """What is said about candidates whose names the actor sees."""
        return self._of(_candidates(self).visible_to(actor))

    def on(self, day: object) -> Self:
        """Rows with valid_from and valid_to that are in force on the day."""
        return self.filter(valid_on(day))


class NameWordQuerySet(_BelowCandidates):
    def visible_to(self, actor: Actor) -> Self:
        return self._of(_candidates(self).visible_to(actor))


class NominationQuerySet(_BelowCandidates):
    def visible_to(self, actor: Actor) -> Self:
        """Whom a municipality reported: itself, and the district for what was released."""
        return self._of(_candidates(self).coded_to(actor))

    def counted_for(self, actor: Actor) -> Self:
        return self._of(_candidates(self).counted_for(actor))


class HouseholdQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.PERSON_EDIT))


class MoveQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """For the municipality that gives a file away, and the one it is offered to."""
        places = actor.places(Permission.PERSON_EDIT)
        return self.filter(Q(from_municipality__in=places) | Q(to_municipality__in=places))

    def for_page(self) -> "MoveQuerySet":
        return self.select_related("candidate", "from_municipality", "to_municipality")


def _related(rows: QuerySet, name: str) -> Any:
    return rows.model._meta.get_field(name).related_model


# What tells where the latest decision of somebody stands.
_CONSENT_BADGE = ("decision", "decided_on", "withdrawn_on", "valid_until")
_ORDERS = {
    "statuses": ("since",),
    "regimes": ("valid_from",),
    "languages": ("pk",),
    "qualifications": ("position",),
    "consents": ("decided_on", "pk"),
}


def _facts(rows: QuerySet) -> list[Prefetch]:
    """What hangs on candidates, each in the order in which it counts."""
    found = []
    for name in _ORDERS:
        facts = _related(rows, name).objects.order_by(*_ORDERS[name])
        found.append(Prefetch(name, facts.select_related("title") if name == "statuses" else facts))
    return found


def facts_about(candidate: Any) -> list[QuerySet]:
    """What is known of somebody whose record one has: the rows that its properties give from now.

    They are asked for when first looked at, or together with others.
    """
    kept = {}
    for name, order in _ORDERS.items():
        rows = getattr(candidate, name).order_by(*order)
        joined = {"statuses": ("title",), "consents": ("version",)}.get(name)
        kept[name] = rows.select_related(*joined) if joined else rows
    candidate._prefetched_objects_cache = kept
    return list(kept.values())


_SHORTEST_SOUND = 3  # shorter sounds would answer to half of all names: they have to be equal


def _begins_with(beginning: str) -> Q:
    """Words that begin so, as a range of the index on every database."""
    is_sound = beginning.startswith("~")
    if is_sound and len(beginning) <= _SHORTEST_SOUND:
        return Q(word=beginning)
    stem = beginning.rstrip("Z")
    if not stem.strip("~"):
        return Q(word__startswith=beginning)
    after = stem[:-1] + chr(ord(stem[-1]) + 1)
    return Q(word__gte=beginning, word__lt=after)


def _day(text: str) -> date | None:
    """A day as people type it; None for anything else."""
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _candidates(rows: QuerySet) -> CandidateQuerySet:
    found: CandidateQuerySet = rows.model.candidate.field.related_model.objects.all()
    return found
