"""Sentences about services offered and course places."""

from collections.abc import Iterator

from kreislotse.courses.models import Quota
from kreislotse.initiatives.models import Initiative
from kreislotse.kernel import german
from kreislotse.reporting.facts import Reader, Statement


def services(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """What the initiative offers, one by one."""
    offered = list(initiative.services.select_related("kind").order_by("position"))
    if not offered:
        return
    words = german.count(len(offered), "Leistung", "Leistungen", gender="f", case="acc")
    facts = {
        "number": read.count(
            "Leistungen", len(offered), "Leistungen", "Angebotene Leistungen", *offered, shown=words
        )
    }
    yield Statement(
        f"counselling.services.{initiative.pk}",
        "Das Angebot umfasst {number}:",
        facts,
        starts_paragraph=True,
    )
    for each in offered:
        title = read.text("Leistung", each.kind.title, "Art der Leistung", each)
        yield Statement(f"counselling.service.{each.pk}", "{title}", {"title": title}, form="item")


def quotas(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """How many course places there are, and for which area."""
    for quota in initiative.quotas.select_related("kind", "area").order_by("pk"):
        yield _quota(quota, read)


def _quota(quota: Quota, read: Reader) -> Statement:
    places = quota.places
    shown = german.enumerate_plural(places, "Platz", "Plätze") if places is not None else ""
    facts = {
        "places": read.count(
            "Kursplätze", places, "Plätze", "Plätze des Kontingents", quota, shown=shown
        ),
        "kind": read.text(
            "Kursart",
            quota.kind.title,
            "Art des Kurses",
            quota,
            quota.kind,
            shown=german.quote(quota.kind.title),
        ),
    }
    if places is None:
        template = "Wie viele Plätze es für den Kurs {kind} gibt, ist {places}."
    else:
        verb = "steht" if places == 1 else "stehen"
        template = f"Für den Kurs {{kind}} {verb} {{places}} bereit."
    return Statement(f"courses.quota.{quota.pk}", template, facts, starts_paragraph=True)
