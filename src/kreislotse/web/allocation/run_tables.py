"""The tables of a run: by municipality, by course, by group."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from kreislotse.allocation.deciding import Worth, one_more
from kreislotse.allocation.errors import FloorsNotReachable
from kreislotse.allocation.models import Run, RunCourse
from kreislotse.courses.states import OfferState
from kreislotse.kernel.german import number
from kreislotse.web.allocation.run_again import again, answers_at_once
from kreislotse.web.allocation.run_listings import LAPSED, at
from kreislotse.web.allocation.run_words import PARTS, percent, points
from kreislotse.web.courses.course_listings import address as course_address
from kreislotse.web.listing import Badge
from kreislotse.web.requests import Request

# So many courses are reckoned with one place more while the page is made; others when asked.
AT_ONCE = 10
_ASKED: tuple[tuple[str, Any], ...] = tuple(
    (name, label) for name, label in PARTS.items() if name not in ("place", "week")
)


def town_rows(request: Request, run: Run) -> list[dict[str, Any]]:
    """Places against need, with the least share promised and what that costs the others."""
    lines = at("lines", run)
    known = dict(run.lines.order_by().values_list("municipality__name", "municipality_id"))
    return [
        {
            "town": name,
            "address": f"{lines}?town={known[name]}" if name in known else "",
            "eligible": found["eligible"],
            "placed": found["placed"],
            "share": percent(found["share"]),
            "floor": percent(found["floor"]) if found["floor"] else "",
            "price": _price(found["price_points"], found["price_places"]),
        }
        for name, found in sorted(run.figures["towns"].items())
    ]


def _price(lost: int, places: int) -> str:
    if not lost and not places:
        return say("nichts")
    return ngettext("{points}, ein Platz", "{points}, {number} Plätze", places).format(
        points=points(lost), number=places
    )


def group_rows(run: Run) -> list[tuple[Any, int, int]]:
    """How many with each kind of priority asked, and how many of them get a place."""
    groups = run.figures["groups"]
    return [(label, *groups[name]) for name, label in _ASKED if name in groups]


def answers(run: Run, courses: list[dict[str, Any]]) -> str:
    """What became of the offers, and whether places are free again; empty before there are any."""
    offers = run.lines.filter(offer__isnull=False).order_by().values_list("offer__state")
    found = dict(offers.annotate(many=Count("pk")))
    if not found:
        return ""
    parts = [f"{number(found[state])} {state.label}" for state in OfferState if state in found]
    said = say("Angebote: {parts}.").format(parts=", ".join(parts))
    free = sum(max(0, row["capacity"] - row["taken"]) for row in courses)
    if not free or found.keys().isdisjoint(LAPSED):
        return said
    again_free = ngettext(
        "Ein Platz ist frei. Es rückt nach, wer nach denselben Kriterien an der Reihe ist.",
        "{number} Plätze sind frei. Es rückt nach, wer nach denselben Kriterien an der Reihe ist.",
        free,
    )
    return f"{said} {again_free.format(number=number(free))}"


def course_rows(request: Request, run: Run) -> list[dict[str, Any]]:
    """Each course: how full it gets, whether it is held, and what one more place would bring."""
    rows = RunCourse.objects.visible_to(request.actor).filter(run=run)
    courses = list(
        rows.select_related("course__municipality")
        .annotate(taken=Count("lines", filter=~Q(lines__offer__state__in=LAPSED)))
        .order_by("number")
    )
    worth = _worth(run, [str(each.number) for each in courses], request.GET.get("worth", ""))
    return [_course(run, course, worth.get(str(course.number))) for course in courses]


def _worth(run: Run, numbers: list[str], asked: str) -> dict[str, str]:
    """What one more place would bring: in all courses where that is quick, else where asked."""
    at_once = len(numbers) <= AT_ONCE and answers_at_once(run)
    wanted = [key for key in numbers if at_once or key == asked]
    if not wanted:
        return {}
    known = again(run)
    return {key: _one_more(known, key) for key in wanted}


def _one_more(known: Any, key: str) -> str:
    """In words; with one more place least shares may not be held together any more."""
    try:
        return worth_in_words(one_more(known.inputs, known.decision, key))
    except FloorsNotReachable as refusal:
        return str(refusal)


def _course(run: Run, found: Any, worth: str | None) -> dict[str, Any]:
    return {
        "course": found.course,
        "address": course_address(found.course),
        "people": f"{at('lines', run)}?course={found.pk}",
        "town": found.course.municipality,
        "capacity": found.capacity,
        "taken": found.taken,
        "held": _held(run, found),
        "worth": worth or "",
        "ask": "" if worth else f"{reverse('allocation:run', args=[run.pk])}?worth={found.number}",
    }


def _held(run: Run, found: Any) -> Badge:
    """Whether as many come as the course needs."""
    if not found.taken and run.criteria.keep_minimum and found.minimum:
        return Badge(say("findet nicht statt"), "danger")
    if not found.minimum:
        return Badge(say("keine"))
    missing = found.minimum - found.taken
    if missing > 0:
        return Badge(
            ngettext("es fehlt eine Person", "es fehlen {number} Personen", missing).format(
                number=missing
            ),
            "warning",
        )
    return Badge(say("erreicht"), "success")


def worth_in_words(worth: Worth) -> str:
    """What one more place would bring, for the district to see where the next course is needed."""
    if worth.points <= 0 and worth.places <= 0:
        return say("nichts: Für niemanden würde sich etwas ändern.")
    people = (
        ngettext(
            "würde einer Person mehr einen Platz geben",
            "würde {number} Personen mehr einen Platz geben",
            worth.places,
        ).format(number=worth.places)
        if worth.places
        else say("würde niemandem mehr einen Platz geben, nur einen passenderen")
    )
    return say("{points}; {people}").format(points=points(worth.points), people=people)
