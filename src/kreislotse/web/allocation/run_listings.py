"""The lists of runs and of the people of one run, by code."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.allocation.models import Run, RunLine
from kreislotse.allocation.states import RunState
from kreislotse.courses.states import OfferState
from kreislotse.kernel.german import number
from kreislotse.web.allocation.run_order import out_of_order
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

P = Permission
NEIGHBOURS = [
    Entry(_("Wartelisten"), "courses:lists", (P.COURSE_READ, P.PERSON_EDIT)),
    Entry(_("Kurse"), "courses:courses", (P.COURSE_READ,)),
    Entry(_("Kriterien"), "allocation:criteria", (P.COURSE_READ,)),
    Entry(_("Vergaben"), "allocation:runs", (P.COURSE_READ,)),
]
# Offers that came to nothing: their places are free for somebody else.
LAPSED = (OfferState.DECLINED, OfferState.EXPIRED, OfferState.WITHDRAWN)
_TONES: dict[str, str] = {
    RunState.PROPOSED: "warning",
    RunState.SIGNED: "warning",
    RunState.SENT: "success",
}


def address(run: Run) -> str:
    return reverse("allocation:run", args=[run.pk])


def at(name: str, run: Run) -> str:
    return reverse(f"allocation:run_{name}", args=[run.pk])


def line_address(line: RunLine) -> str:
    return reverse("allocation:line", args=[line.pk])


def badge(run: Run) -> Badge:
    return Badge(run.get_state_display(), _TONES.get(run.state, "info"))


def _placed(run: Run) -> str:
    figures = run.figures
    return say("{placed} von {places}").format(
        placed=number(figures["placed"]), places=number(figures["places"])
    )


RUNS = Listing(
    title=_("Vergaben von Kursplätzen"),
    columns=(
        Column("list", _("Warteliste"), lambda row: row.waiting_list, link=address),
        Column("number", _("Verfahren"), lambda row: row.number, sort="number", numeric=True),
        Column("drawn_on", _("Stichtag"), lambda row: row.drawn_on, sort="drawn_on"),
        Column("criteria", _("Kriterien"), lambda row: row.criteria),
        Column("placed", _("Plätze vergeben"), _placed),
        Column("state", _("Stand"), badge, sort="state"),
    ),
    empty=_(
        "Noch keine Vergabe. Veröffentlichen Sie Kriterien, und lassen Sie danach einen Vorschlag "
        "rechnen."
    ),
    filters=(Filter("state", _("Stand"), RunState.choices, lambda rows, v: rows.filter(state=v)),),
    searchable=False,
    file_name="vergaben",
)


def result_badge(line: RunLine) -> Badge:
    """What came out for somebody, with the course's name."""
    course = line.course.course.title if line.course else ""
    if line.held:
        return Badge(say("hat schon einen Platz: {course}").format(course=course))
    if line.course and line.offer and line.offer.state != OfferState.OPEN:
        answer = line.offer.get_state_display()
        tone = "info" if line.offer.state in LAPSED else "success"
        said = say("Platz: {course} ({answer})").format(course=course, answer=answer)
        return Badge(said, tone)
    if line.course:
        return Badge(say("Platz: {course}").format(course=course), "success")
    return Badge(say("kein Platz"), "warning")


def lines_of(run: Run) -> Listing:
    """Everybody of the run by code, in the order of the waiting list."""
    return Listing(
        title=say("Personen in {run}").format(run=run),
        columns=_columns(),
        empty=_(
            "Hier steht niemand. Wer zu einem Verfahren gehört, sieht die Steuerung nach Kennung."
        ),
        filters=(
            Filter("result", _("Ergebnis"), _RESULTS, lambda rows, v: _by_result(rows, run, v)),
            Filter(
                "course",
                _("Kurs"),
                [(str(each.pk), each.course.title) for each in _courses(run)],
                lambda rows, value: rows.filter(course=value).exclude(offer__state__in=LAPSED),
            ),
            Filter(
                "town",
                _("Stadt oder Gemeinde"),
                _towns(run),
                lambda rows, value: rows.filter(municipality=value),
            ),
        ),
        search=lambda rows, words: rows.filter(entry__candidate__code__icontains=words),
        file_name="personen-der-vergabe",
    )


def _columns() -> tuple[Column, ...]:
    town = "municipality__sort_key"
    return (
        Column("code", _("Kennung"), lambda row: row.entry.candidate.code, link=line_address),
        Column("rank", _("Platz auf der Liste"), lambda row: row.rank, sort="rank", numeric=True),
        Column("town", _("Stadt oder Gemeinde"), lambda row: row.municipality, sort=town),
        Column("points", _("Punkte"), lambda row: sum(row.parts.values()) or None, numeric=True),
        Column("result", _("Ergebnis"), result_badge),
        Column("decided", _("Anders entschieden, weil"), _decided),
    )


def _decided(line: RunLine) -> str:
    found = getattr(line, "override", None)
    return found.reason if found else ""


_RESULTS = (
    ("placed", _("bekommt einen Platz")),
    ("open", _("kein Platz")),
    ("held", _("hat schon einen Platz")),
    ("decided", _("anders entschieden")),
    ("ahead", _("vor anderen, die weiter vorn stehen")),
)


def _by_result(rows: QuerySet[RunLine], run: Run, value: str) -> QuerySet[RunLine]:
    if value == "ahead":
        return rows.filter(pk__in=out_of_order(run))
    narrow = {
        "placed": Q(course__isnull=False, held=False),
        "open": Q(course__isnull=True),
        "held": Q(held=True),
        "decided": Q(override__isnull=False),
    }
    return rows.filter(narrow[value])


def _courses(run: Run) -> Any:
    return run.courses.select_related("course").order_by("number")


def _towns(run: Run) -> list[tuple[str, Any]]:
    rows = run.lines.order_by("municipality__sort_key", "municipality_id").distinct()
    found = rows.values_list("municipality_id", "municipality__name", "municipality__sort_key")
    return [(str(pk), name) for pk, name, _key in found]


def in_order(rows: QuerySet[RunLine]) -> QuerySet[RunLine]:
    """As the list had them on the day; who held a place already stands last."""
    known = rows.select_related(
        "entry__candidate", "municipality", "course__course", "offer", "override", "run"
    )
    return known.order_by(F("rank").asc(nulls_last=True), "pk")
