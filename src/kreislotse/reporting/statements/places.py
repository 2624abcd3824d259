"""Sentences about course places: where they are, who waits for them, who came how far."""

from collections.abc import Iterator
from fractions import Fraction

from kreislotse.courses.figures import SMALL
from kreislotse.courses.models import Course, Quota, WaitingList
from kreislotse.courses.states import CourseState
from kreislotse.initiatives.models import Initiative
from kreislotse.kernel import german
from kreislotse.reporting.course_figures import (
    Waiting,
    Way,
    seats_on,
    waiting_on,
    way_of,
    weeks,
)
from kreislotse.reporting.facts import Fact, Reader, Statement
from kreislotse.reporting.statements.runs import decided


def statements(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """Of each quota its courses, then its waiting lists; nothing where there is neither."""
    for quota in initiative.quotas.select_related("kind").order_by("pk"):
        courses = list(quota.courses.exclude(state=CourseState.CANCELLED).order_by("pk"))
        if courses:
            yield from _courses(quota, courses, read)
        for waiting_list in quota.waiting_lists.order_by("pk"):
            yield from _list(waiting_list, read)


def _courses(quota: Quota, courses: list[Course], read: Reader) -> Iterator[Statement]:
    seats = seats_on(courses, read.as_of)
    yield _assigned(quota, courses, seats.capacity, read)
    facts = {
        name: read.count(title, value, "Plätze", definition, *courses)
        for name, title, value, definition in (
            ("occupied", "Belegt", seats.occupied, "Wer den Platz hat, hat den Kurs begonnen"),
            ("reserved", "Vergeben", seats.reserved, "Der Platz ist angeboten oder zugesagt"),
            ("free", "Frei", seats.free, "Den Platz hat niemand"),
        )
    }
    template = "Dort sind {occupied} belegt, {reserved} angeboten oder zugesagt und {free} frei."
    yield Statement(f"courses.seats.{quota.pk}", template, facts)


def _assigned(quota: Quota, courses: list[Course], seats: int, read: Reader) -> Statement:
    where = german.count(len(courses), "Kurs", "Kursen", gender="m", case="dat")
    rest = None if quota.places is None else quota.places - seats
    facts = {
        "kind": _title(quota, read),
        "assigned": read.count(
            "In Kursen", seats, "Plätze", "Plätze, die in einem Kurs sind", quota, *courses
        ),
        "courses": read.count(
            "Kurse", len(courses), "Kurse", "Kurse aus dem Kontingent", *courses, shown=where
        ),
        "rest": read.count(
            "In keinem Kurs", rest, "Plätze", "Plätze, die in keinem Kurs sind", quota, *courses
        ),
    }
    verb = "ist" if seats == 1 else "sind"
    template = f"Von den Plätzen für {{kind}} {verb} {{assigned}} in {{courses}} und {{rest}} "
    template += "noch in keinem."
    if rest is None:
        template = f"Von den Plätzen für {{kind}} {verb} {{assigned}} in {{courses}}; wie viele "
        template += "noch in keinem sind, ist {rest}."
    return Statement(f"courses.places.{quota.pk}", template, facts, starts_paragraph=True)


def _title(quota: Quota, read: Reader) -> Fact:
    title = quota.kind.title
    shown = german.quote(title)
    return read.text("Kursart", title, "Art des Kurses", quota, quota.kind, shown=shown)


def _list(waiting_list: WaitingList, read: Reader) -> Iterator[Statement]:
    way = way_of(waiting_list, read.as_of)
    yield _waiting(waiting_list, waiting_on(waiting_list, read.as_of), read)
    yield from decided(waiting_list, read)
    if way.entered:
        yield _way(waiting_list, way, read)
    if way.begun:
        yield _women(waiting_list, way, read)


def _waiting(waiting_list: WaitingList, found: Waiting, read: Reader) -> Statement:
    """How many wait; of one or two nobody says how long, since they could be recognised."""
    people = german.enumerate_plural(found.people, "Person", "Personen")
    facts = {
        "list": read.text(
            "Warteliste",
            waiting_list.title,
            "Wo gewartet wird",
            waiting_list,
            shown=german.quote(waiting_list.title),
        ),
        "on": read.day("Stichtag", read.as_of, "Tag, an dem gezählt ist", waiting_list),
        "people": read.count(
            "Wartende",
            found.people,
            "Personen",
            "Auf der Liste und ohne angebotenen Platz",
            waiting_list,
            shown=people if found.people else "niemand",
        ),
    }
    verb = "stehen" if found.people > 1 else "steht"
    template = f"Auf der Warteliste {{list}} {verb} am {{on}} {{people}}."
    if found.people not in SMALL and found.asked.median is not None:
        facts |= _clocks(waiting_list, found, read)
        template += (
            " Die mittlere Wartezeit (Median) beträgt {asked} seit der ersten Anfrage und "
            "{entered} seit der Aufnahme auf die Liste."
        )
    return Statement(f"courses.waiting.{waiting_list.pk}", template, facts, starts_paragraph=True)


def _clocks(waiting_list: WaitingList, found: Waiting, read: Reader) -> dict[str, Fact]:
    since = {
        "asked": (found.asked, "Seit der Anfrage", "Median seit dem Tag der ersten Anfrage"),
        "entered": (found.entered, "Seit der Aufnahme", "Median seit dem Tag der Aufnahme"),
    }
    return {
        name: _weeks(waiting_list, each.median, title, definition, read)
        for name, (each, title, definition) in since.items()
    }


def _weeks(
    waiting_list: WaitingList, value: Fraction | None, title: str, definition: str, read: Reader
) -> Fact:
    whole = None if value is None else weeks(value)
    shown = german.enumerate_plural(whole, "Woche", "Wochen") if whole else "weniger als 1 Woche"
    return read.count(title, whole, "Wochen", definition, waiting_list, shown=shown)


def _way(waiting_list: WaitingList, way: Way, read: Reader) -> Statement:
    """Flows from the first day of the list, not to be added to those who wait (R-REP-02)."""
    said = (
        ("entered", "Aufgenommene", way.entered, "Auf die Liste gekommen"),
        ("placed", "Mit Platz", way.placed, "Einen Platz angenommen"),
        ("begun", "Begonnen", way.begun, "Einen Kurs begonnen, auch wer ihn abgebrochen hat"),
        ("completed", "Abgeschlossen", way.completed, "Den Kurs bis zum Ende besucht"),
        ("dropped_out", "Abgebrochen", way.dropped_out, "Den Kurs vor dem Ende verlassen"),
    )
    facts = {
        name: read.count(
            title, value, "Personen", f"{definition}, aufgelaufen bis zum Stichtag", waiting_list
        )
        for name, title, value, definition in said
    }
    facts["on"] = read.day("Stichtag", read.as_of, "Tag, bis zu dem gezählt ist", waiting_list)
    template = (
        "Von Beginn der Liste bis zum {on}: {entered} aufgenommen, {placed} mit angenommenem "
        "Platz, {begun} mit begonnenem, {completed} mit abgeschlossenem und {dropped_out} mit "
        "abgebrochenem Kurs."
    )
    return Statement(f"courses.way.{waiting_list.pk}", template, facts)


def _women(waiting_list: WaitingList, way: Way, read: Reader) -> Statement:
    """Their share; not where one or two women, or one or two others, could be recognised."""
    key, lead = f"courses.women.{waiting_list.pk}", "Wie viele davon Frauen sind, "
    if way.women.is_small:
        begun = read.count("Begonnen", way.begun, "Personen", "Einen Kurs begonnen", waiting_list)
        return Statement(key, f"{lead}wird nicht genannt: Die Zahl ist zu klein.", {"begun": begun})
    share = way.women.share
    percent = None if share is None else weeks(100 * share)
    facts = {
        "share": read.count(
            "Anteil der Frauen",
            percent,
            "Prozent",
            "Von denen, die einen Kurs begonnen haben und deren Geschlecht erfasst ist",
            waiting_list,
            shown="" if percent is None else f"{german.number(percent)}{german.NBSP}Prozent",
        )
    }
    if percent is None:
        return Statement(key, f"{lead}ist {{share}}.", facts)
    return Statement(key, "Unter denen, die einen Kurs begonnen haben, sind {share} Frauen.", facts)
