"""The lists of people: a municipality's own by name, the district's by code."""

from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants.models import Candidate, Move, ResidenceTitle
from kreislotse.participants.occupations import occupation_title
from kreislotse.participants.queries.people import RELEASED
from kreislotse.participants.states import (
    CandidateState,
    ConsentDecision,
    Level,
    MoveState,
)
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry
from kreislotse.web.reads import NameRead

_TONES = {
    CandidateState.DRAFT: "warning",
    CandidateState.ACCEPTED: "success",
    CandidateState.IN_SUPPORT: "success",
    CandidateState.OUTCOME: "success",
    CandidateState.CONSENT_WITHDRAWN: "danger",
}
_P = Permission
OWN_PURPOSE = "Liste der eigenen Personen"
DISTRICT_PURPOSE = "Liste der freigegebenen Personen"


P = Permission
NEIGHBOURS = (
    Entry(_("Personen"), "participants:people", (P.PERSON_EDIT, P.PERSON_CHECK)),
    Entry(_("Eingelesene Listen"), "intake:uploads", (P.PERSON_EDIT,)),
    Entry(_("Blätter drucken"), "participants:consents_to_ask", (P.PERSON_EDIT,)),
    Entry(_("Akten, die umziehen"), "participants:moves", (P.PERSON_EDIT,)),
    Entry(_("Gesperrte Akten"), "participants:people_locked", (P.PERSON_EDIT,)),
    Entry(_("Was daraus wurde"), "transmission:outcomes", (P.PERSON_EDIT, P.BATCH_SEND)),
    Entry(_("Leistungsberechtigte"), "participants:potentials", (P.CALL_READ, P.CALL_ANSWER)),
)


def address(candidate: Candidate) -> str:
    return reverse("participants:person", args=[candidate.code])


def state_badge(candidate: Candidate) -> Badge:
    state = CandidateState(candidate.state)
    return Badge(state.label, _TONES.get(state, "info"))


def consent_badge(candidate: Candidate, actor: Actor) -> Badge:
    """Where the latest decision of the person stands, of fetched consents."""
    consents = list(candidate.consents.all())
    if not consents:
        return Badge(_("keine Entscheidung"))
    last = consents[-1]
    if last.decision == ConsentDecision.REFUSED:
        return Badge(_("nicht erteilt"), "danger")
    if last.withdrawn_on:
        return Badge(_("widerrufen"), "danger")
    if last.valid_until and last.valid_until < actor.today:
        return Badge(_("abgelaufen"), "warning")
    return Badge(_("liegt vor"), "success")


def _regime(row: Any) -> Any:
    """The legal regime of today in words."""
    return LegalRegime(row.regime).label if row.regime else ""


def _german(row: Any) -> Any:
    return Level(row.german).label if row.german else ""


def _trade(row: Any) -> str:
    return row.trade or (occupation_title(row.trade_group) if row.trade_group else "")


def for_town(actor: Actor) -> Listing:
    """A municipality's people by name."""
    names = NameRead(purpose=OWN_PURPOSE, needs=Permission.PERSON_EDIT)
    return Listing(
        title=_("Personen"),
        columns=(
            Column("name", _("Name"), lambda row: row.full_name, "sort_key", link=address),
            Column("born", _("Geboren am"), lambda row: row.born_on, sort="born_on"),
            Column("state", _("Stand"), state_badge),
            *_facts(actor),
        ),
        empty=_(
            "Noch niemand. Nehmen Sie eine Person auf, oder lesen Sie Ihre vorhandene Liste ein."
        ),
        filters=(_by_state(tuple(CandidateState)), *_by_facts(actor)),
        file_name="personen",
        sealed=True,
        names=names,
        search=lambda rows, typed: rows.found_by(typed, towns=actor.places(_P.PERSON_EDIT)),
        dress=lambda keys: Candidate.objects.visible_to(actor).filter(pk__in=keys).for_list(actor),
    )


def for_district(actor: Actor) -> Listing:
    """The released people by code, with the name only where the person or a norm allows it."""
    seen = NameRead(
        purpose=DISTRICT_PURPOSE,
        needs=Permission.PERSON_CHECK,
        candidate=lambda row: row if row.named else None,
    )

    def search(rows: Any, typed: str) -> Any:
        """Names find only those who are seen by name: a hit must not tell that somebody is here."""
        named = Candidate.objects.visible_to(actor).found_by(typed)
        return rows.filter(Q(pk__in=named.values("pk")) | Q(code=typed.strip().upper()))

    return Listing(
        title=_("Personen"),
        columns=(
            Column("code", _("Kennung"), lambda row: row.code, link=address),
            Column("name", _("Name"), lambda row: row.full_name if row.named else ""),
            Column("town", _("Stadt oder Gemeinde"), lambda row: row.town),
            Column("state", _("Stand"), state_badge),
            *_facts(actor),
        ),
        empty=_(
            "Noch hat keine Stadt oder Gemeinde jemanden freigegeben. Fragen Sie mit einer Abfrage."
        ),
        filters=(_by_state(RELEASED), *_by_facts(actor)),
        file_name="personen",
        sealed=True,
        names=seen,
        search=search,
        dress=lambda keys: _dressed(actor, Candidate.objects.coded_to(actor), keys),
    )


def _dressed(actor: Actor, people: Any, keys: Any) -> Any:
    """With the town, and whether the reader may see the name."""
    rows = people.filter(pk__in=keys).for_list(actor).with_name_seen_by(actor)
    return rows.annotate(town=F("owner__name"))


def _facts(actor: Actor) -> tuple[Column, ...]:
    return (
        Column("status", _("Aufenthaltsstatus"), lambda row: row.status or ""),
        Column("regime", _("Leistungsrecht"), _regime),
        Column("german", _("Deutschniveau"), _german),
        Column("trade", _("Beruf"), _trade),
        Column("consent", _("Einwilligung"), lambda row: consent_badge(row, actor)),
    )


def _by_state(states: Any) -> Filter:
    choices = [(state.value, state.label) for state in states]
    return Filter("state", _("Stand"), choices, lambda rows, state: rows.filter(state=state))


def _by_facts(actor: Actor) -> tuple[Filter, ...]:
    return (
        Filter(
            "consent",
            _("Einwilligung"),
            (("yes", _("liegt vor")), ("no", _("liegt nicht vor"))),
            lambda rows, which: _with_consent(rows, which, actor),
        ),
        Filter(
            "regime",
            _("Leistungsrecht"),
            (*LegalRegime.choices, ("open", _("einzutragen"))),
            lambda rows, which: _of_regime(rows, which, actor),
        ),
        Filter(
            "german",
            _("Deutschniveau"),
            Level.choices,
            _with_german,
        ),
    )


def _with_german(rows: Any, level: str) -> Any:
    return rows.with_german(level)


def _with_consent(rows: Any, which: str, actor: Actor) -> Any:
    return rows.with_consent(actor.today, given=which == "yes")


def _of_regime(rows: Any, which: str, actor: Actor) -> Any:
    if which == "open":
        return rows.without_regime(actor.today)
    return rows.under_regime(which, actor.today)


def locked() -> Listing:
    """Restricted records by code alone, to be unlocked."""
    return Listing(
        title=_("Gesperrte Akten"),
        columns=(
            Column("code", _("Kennung"), lambda row: row.code, link=address),
            Column("since", _("Gesperrt seit"), lambda row: row.restricted_on),
            Column("ground", _("Anlass"), lambda row: row.get_restriction_display()),
        ),
        empty=_("Keine Akte ist gesperrt."),
        searchable=False,
        file_name="gesperrte-akten",
    )


def move_address(move: Move) -> str:
    return reverse("participants:move", args=[move.pk])


def _regimes_of(title: ResidenceTitle) -> str:
    """The regimes of a title's rows, each once; a row without one says that it is open."""
    words = [
        str(LegalRegime(row.regime).label) if row.regime else say("im Einzelfall")
        for row in title.regimes.all()
    ]
    return " / ".join(dict.fromkeys(words))


MOVES = Listing(
    title=_("Akten, die umziehen"),
    columns=(
        Column("code", _("Kennung"), lambda move: move.candidate.code, link=move_address),
        Column("source", _("Von"), lambda move: move.from_municipality.name),
        Column("target", _("Nach"), lambda move: move.to_municipality.name),
        Column("day", _("Umzug am"), lambda move: move.moved_on, sort="moved_on"),
        Column("state", _("Stand"), lambda move: Badge(move.get_state_display())),
    ),
    empty=_("Keine. Eine Akte bieten Sie auf der Seite der Person an."),
    filters=(
        Filter(
            "state",
            _("Stand"),
            MoveState.choices,
            lambda rows, state: rows.filter(state=state),
        ),
    ),
    searchable=False,
    file_name="umzuege",
)
TITLES = Listing(
    title=_("Aufenthaltsstatus"),
    columns=(
        Column(
            "label",
            _("Bezeichnung"),
            lambda title: title.label,
            sort="label",
            link=lambda title: reverse("participants:title", args=[title.pk]),
        ),
        Column("norm", _("Norm"), lambda title: title.norm),
        Column("regimes", _("Leistungsrecht"), _regimes_of),
        Column("note", _("Hinweis"), lambda title: title.note),
    ),
    empty=_("Noch kein Aufenthaltsstatus. Sie werden bei der Einrichtung mitgeliefert."),
    searchable=False,
    file_name="aufenthaltsstatus",
)
