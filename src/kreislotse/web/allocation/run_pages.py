"""The page of a run: what is decided and how sure, where the places go, what comes next."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.access.names import names_of
from kreislotse.access.policy import Permission, allowed
from kreislotse.allocation.authorship import deciders_of
from kreislotse.allocation.models import Override, Run
from kreislotse.allocation.staleness import newcomers
from kreislotse.allocation.states import RunState
from kreislotse.kernel.german import number
from kreislotse.web.allocation import run_deeds as deeds
from kreislotse.web.allocation.run_listings import address, at, badge
from kreislotse.web.allocation.run_tables import answers, course_rows, group_rows, town_rows
from kreislotse.web.allocation.run_words import FEW, gap_of, how_sure, next_step, percent
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

P = Permission


def title_of(run: Run) -> str:
    return say("Plätze für „{list}“: {run}").format(list=run.waiting_list, run=run)


def crumbs(run: Run | None = None) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = [(_("Vergaben"), reverse("allocation:runs"))]
    return [*found, (title_of(run), address(run))] if run else found


def run_context(request: Request, run: Run) -> dict[str, Any]:
    own = has_a_hand_in(request, run)
    signs = allowed(request.actor, P.PLACES_SIGN, at=run.owner_id)
    context = record_context(
        request,
        run,
        title=title_of(run),
        crumbs=crumbs(),
        deeds={deed.verb: at(name, run) for name, deed in deeds.STEPS.items()},
        extra_deeds=_further(run),
        state=badge(run),
    )
    overrides = Override.objects.coded_to(request.actor).filter(line__run=run)
    courses = course_rows(request, run)
    # So few of a town or a group may be recognised: only for whoever proposes or signs (R-DP-40).
    towns, groups = (town_rows(request, run), group_rows(run)) if signs else ([], [])
    return {
        **context,
        **(_without_signing(context) if own else {}),
        "decided": decided_in_words(run),
        "sure": how_sure(run),
        "answers": answers(run, courses),
        "next_step": next_step(run, signs=signs, own=own),
        "facts": _facts(run),
        "reckoning": _reckoning(run),
        "towns": towns,
        "promised": any(row["floor"] for row in towns),
        "courses": courses,
        "groups": groups,
        "remarks": _remarks(run),
        "lines_address": at("lines", run) if signs else "",
        "ahead": run.figures["out_of_order"],
        "decided_otherwise": _decided_otherwise(run),
        "overrides": overrides.select_related(
            "line__entry__candidate", "line__municipality", "course__course"
        ).order_by("since", "pk"),
    }


def has_a_hand_in(request: Request, run: Run) -> bool:
    """Whether the reader proposed the run or changed it: then somebody else signs."""
    return request.actor.person_id in deciders_of(run)


def _without_signing(context: dict[str, Any]) -> dict[str, Any]:
    """Four eyes: the step is there, but not for this reader, and the page says why."""
    label = deeds.SIGN.title
    signing = Run.LIFECYCLE.step("sign_run").label
    left = [each for each in context["deeds"] if each["label"] != signing]
    if len(left) == len(context["deeds"]):
        return {}
    why = say("Sie haben den Vorschlag gemacht oder geändert. Das macht eine zweite Person.")
    return {"deeds": left, "blocked": [*context["blocked"], {"label": label, "why": why}]}


def _further(run: Run) -> list[tuple[Permission, Any, str]]:
    """Deeds that are no steps of the run's life, where they make sense now."""
    found: list[tuple[Permission, Any, str]] = []
    if run.state in (RunState.PROPOSED, RunState.SIGNED):
        found.append((P.COURSE_EDIT, deeds.REDRAW.title, at("redraw", run)))
    if run.state == RunState.SENT and not run.is_followed:
        found.append((P.COURSE_EDIT, deeds.MOVE_UP.title, at("move_up", run)))
    return [
        *found,
        (P.COURSE_READ, _("Nachprüfen"), at("check", run)),
        (P.PLACES_SIGN, _("Dateien zum Nachrechnen"), at("files", run)),
    ]


def decided_in_words(run: Run) -> str:
    """How many get a place, how many are left: the first thing to be said."""
    found = run.figures
    given = ngettext(
        "{placed} von {places} freien Plätzen ist vergeben.",
        "{placed} von {places} freien Plätzen sind vergeben.",
        found["placed"],
    ).format(placed=number(found["placed"]), places=number(found["places"]))
    left = found["persons"] - found["placed"] - found["held"]
    rest = ngettext("Eine Person wartet weiter.", "{number} Personen warten weiter.", left).format(
        number=number(left)
    )
    return f"{given} {rest}"


def sign_values(run: Run) -> dict[str, Any]:
    """What is signed, in three sentences."""
    return {
        "sentence": decided_in_words(run),
        "sure": how_sure(run),
        "overrides": _decided_otherwise(run),
        "newcomers": newcomers(run),
    }


def _facts(run: Run) -> list[tuple[Any, ...]]:
    names = names_of([run.proposed_by, run.signed_by])
    criteria = reverse("allocation:version", args=[run.criteria_id])
    waiting_list = reverse("courses:list", args=[run.waiting_list_id])
    facts: list[tuple[Any, ...]] = [
        (_("Warteliste"), run.waiting_list, waiting_list),
        (_("Kriterien"), run.criteria, criteria),
        (_("Stichtag"), run.drawn_on),
        (_("Vorgeschlagen von"), names.get(run.proposed_by or 0, "")),
        (_("Freigegeben von"), names.get(run.signed_by or 0, "")),
    ]
    if run.earlier:
        facts.append((_("Neu gerechnet aus"), run.earlier, address(run.earlier)))
    return facts


def _reckoning(run: Run) -> list[tuple[Any, ...]]:
    """What only those ask for who want to reckon it themselves."""
    seconds = f"{run.seconds:.2f}".replace(".", ",")
    return [
        (_("Punkte zusammen"), number(run.objective)),
        (_("Mehr ist nicht möglich als"), number(int(run.bound))),
        (_("Abstand zum Möglichen"), gap_of(run)),
        (_("Rechenzeit"), say("{number} Sekunden").format(number=seconds)),
        (_("Prüfsumme (SHA-256)"), run.checksum),
    ]


def _decided_otherwise(run: Run) -> int:
    """For how many, also where the reader sees none of them by code."""
    return run.lines.filter(override__isnull=False).count()


def _remarks(run: Run) -> list[str]:
    """What else the figures say: households, waiting, what moved since the proposal before."""
    return [*_about_people(run.figures), *(_about_moves(run.figures) if run.earlier_id else [])]


def _about_people(found: dict[str, Any]) -> list[str]:
    remarks = []
    homes = found["households"]
    if homes["split"] or homes["whole"]:
        sentence = say(
            "Haushalte mit mehreren Wartenden: {whole} zusammen in einem Kurs, {split} getrennt."
        )
        remarks.append(sentence.format(whole=number(homes["whole"]), split=number(homes["split"])))
    women = found["women"]
    if women["asking"] and women["asking"] not in FEW and women["placed"] not in FEW:
        sentence = say(
            "Frauen: {placed} von {asking}, für die ein Kurs in Frage kommt, bekommen einen Platz."
        )
        asking, placed = number(women["asking"]), number(women["placed"])
        remarks.append(sentence.format(asking=asking, placed=placed))
    weeks = found["weeks"]
    if weeks["placed_median"] is not None and weeks["open_median"] is not None:
        remarks.append(
            say(
                "Wer einen Platz bekommt, wartet seit {placed} Wochen, wer keinen bekommt, seit "
                "{open} Wochen (jeweils der mittlere Wert)."
            ).format(placed=_weeks(weeks["placed_median"]), open=_weeks(weeks["open_median"]))
        )
    return remarks


def _about_moves(found: dict[str, Any]) -> list[str]:
    """What changed beside the proposal before, what a fresh start would change, and the cost."""
    moved = ngettext(
        "Eine Person bekommt einen anderen Kurs als im Vorschlag davor",
        "{number} Personen bekommen einen anderen Kurs als im Vorschlag davor",
        found["moved"],
    ).format(number=number(found["moved"]))
    fresh = say("ganz neu gerechnet wären es {number}.").format(number=number(found["moved_fresh"]))
    lost = ngettext(
        "Eine Person hatte dort einen Platz und hat jetzt keinen.",
        "{number} Personen hatten dort einen Platz und haben jetzt keinen.",
        found["lost"],
    ).format(number=number(found["lost"]))
    cost = say("Die Ruhe kostet {part} der Punkte.").format(part=percent(found["loss"], 2))
    return [f"{moved}; {fresh} {lost} {cost}"]


def _weeks(median: float) -> str:
    return f"{median:.0f}"
