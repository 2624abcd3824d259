"""What the page of the comparison shows: the question, and both answers side by side."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.allocation.gathering import courses_for
from kreislotse.courses.models import WaitingList
from kreislotse.kernel.german import date_short, number
from kreislotse.web.allocation import comparison_tables as tables
from kreislotse.web.allocation.comparison import Comparison, Refused, Side, compared, decided
from kreislotse.web.allocation.comparison_form import (
    ComparisonForm,
    first_choice,
    lists_of,
    versions_of,
)
from kreislotse.web.allocation.comparison_picture import picture
from kreislotse.web.allocation.criteria_listings import version_address
from kreislotse.web.allocation.criteria_pages import crumbs
from kreislotse.web.allocation.criteria_words import differences
from kreislotse.web.requests import Request

Way = dict[str, Any]


def question(request: Request) -> dict[str, Any]:
    """The form, bound where all was asked; or why there is nothing to ask yet."""
    initial = first_choice(request.actor)
    initial |= {name: request.GET[name] for name in ("a", "b") if name in request.GET}
    asked = request.GET if "list" in request.GET else None
    return {
        "title": say("Zwei Fassungen der Kriterien vergleichen"),
        "crumbs": crumbs(),
        "form": ComparisonForm(asked, actor=request.actor, initial=initial),
        "way_out": _nothing_to_ask(request),
    }


def _nothing_to_ask(request: Request) -> Way | None:
    if not lists_of(request.actor).exists():
        return _way(
            _("Es gibt noch keine offene Warteliste. Legen Sie zuerst eine an."),
            _("Zu den Wartelisten"),
            reverse("courses:lists"),
        )
    if len(versions_of(request.actor)[:2]) < 2:
        return _way(
            _("Zum Vergleichen braucht es zwei Fassungen. Entwerfen Sie eine weitere."),
            _("Zu den Kriterien"),
            reverse("allocation:criteria"),
        )
    return None


def _way(text: Any, label: Any, address: str) -> Way:
    return {"text": text, "label": label, "address": address}


def answer(request: Request, form: ComparisonForm) -> dict[str, Any]:
    """Both decisions of today; or the sentence why there is none."""
    waiting_list, today = form.cleaned_data["list"], request.actor.today
    courses = courses_for(waiting_list, today)
    if not courses:
        return {"way_out": _no_courses(waiting_list)}
    versions = [form.cleaned_data[name] for name in ("a", "b")]
    sides = [decided(waiting_list, courses, version, today) for version in versions]
    refused = [side for side in sides if isinstance(side, Refused)]
    if refused:
        return {"refusals": [_refusal(each) for each in refused]}
    a, b = (side for side in sides if isinstance(side, Side))
    if not a.gathered.ranks:
        return {"way_out": _nobody(waiting_list)}
    day = date_short(today)
    return {"answer": {"day": day, "list": waiting_list, **_said(compared(a, b), len(courses))}}


def _no_courses(waiting_list: WaitingList) -> Way:
    text = say("Für „{list}“ nimmt zurzeit kein Kurs Menschen auf. Öffnen Sie zuerst einen Kurs.")
    return _way(text.format(list=waiting_list), _("Zu den Kursen"), reverse("courses:courses"))


def _nobody(waiting_list: WaitingList) -> Way:
    text = say("Auf „{list}“ wartet zurzeit niemand. Es gibt nichts zu vergeben.")
    return _way(
        text.format(list=waiting_list),
        _("Zur Warteliste"),
        reverse("courses:list", args=[waiting_list.pk]),
    )


def _refusal(refused: Refused) -> dict[str, Any]:
    return {
        "title": str(refused.version),
        "sentence": refused.refusal.sentence(gettext),
        "address": version_address(refused.version),
    }


def _said(found: Comparison, courses: int) -> dict[str, Any]:
    a, b = found.a, found.b
    return {
        "heads": [_head("A", a), _head("B", b)],
        "courses": courses,
        "waiting": number(len(a.gathered.ranks)),
        "held": a.figures["held"],
        "places": number(a.figures["places"]),
        "sentence": _sentence(a, b),
        "overview": tables.overview(a, b),
        "movements": tables.movements(found),
        "groups": tables.groups(a, b),
        "towns": tables.towns(a, b),
        "promises": tables.promises(a, b),
        "picture": picture(a, b),
        "differences": differences(a.version, b.version),
    }


def _head(letter: str, side: Side) -> dict[str, Any]:
    return {
        "letter": letter,
        "name": say("Fassung {letter}").format(letter=letter),
        "title": str(side.version),
        "state": side.version.get_state_display(),
        "address": version_address(side.version),
    }


def _sentence(a: Side, b: Side) -> str:
    """What differs most, in one sentence."""
    old, new = len(a.new_places()), len(b.new_places())
    if old == new:
        same = ngettext(
            "Nach beiden Fassungen bekommt {n} Mensch einen Platz.",
            "Nach beiden Fassungen bekommen {n} Menschen einen Platz.",
            old,
        )
        return same.format(n=number(old))
    text = say("Es bekommen einen Platz: nach Fassung A {a}, nach Fassung B {b} Menschen.")
    return text.format(a=number(old), b=number(new))
