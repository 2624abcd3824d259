"""What a person at the desk waits for while the number of candidates grows: list, search, record,
funnel, each as a whole request; wall time, processor time, queries, memory.

Run by `bench/run.py` on SQLite, and as a program of its own on any database that the environment
names: `python bench/people.py 1000 10000 100000`.
"""

import gc
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

SIZES = (1_000, 10_000, 100_000)
REQUESTS = 40
# So many of the people are reported to the call and looked at.
NOMINATED = 5_000
# Before the day on which the sample district works: else nobody would have been reported yet.
DAY = date(2015, 11, 10)
NOON = datetime(2015, 11, 10, 11, 0, tzinfo=UTC)


def measurements(measured: Callable[..., Any], sizes: tuple[int, ...] = SIZES) -> Iterator[Any]:
    """For each size: fill up, then ask each page many times in turn."""
    world = World()
    for size in sizes:
        began = time.perf_counter()
        added = world.fill(size)
        spent = time.perf_counter() - began
        yield measured(
            f"writing {added:,} candidates, {size:,} in all",
            [spent],
            f"{added / spent:,.0f} a second, with words to search by",
        )
        yield world.report(min(NOMINATED, size // 2), measured)
        for what, ask in world.pages():
            yield page(f"{what}, {size:,} candidates", ask, measured)
        yield from funnels(world, f"{size:,} candidates", measured)
    yield world.report(sizes[-1], measured)
    yield from funnels(world, f"all {sizes[-1]:,} reported to it", measured)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield measured("largest memory of the process", [0.0], f"{peak} MB")


def funnels(world: "World", size: str, measured: Callable[..., Any]) -> Iterator[Any]:
    """A funnel is remembered: nothing written since, one person's record, or nothing known yet."""
    what, ask = world.funnel()
    yield page(f"{what}, nothing written since, {size}", ask, measured)
    changed = world.write_about_somebody
    yield page(f"{what}, one record changed since, {size}", ask, measured, before=changed)
    yield page(f"{what}, the first time of a day, {size}", ask, measured, before=world.forget)


def nothing() -> None:
    """What is done before a page is asked for."""


def page(
    what: str,
    ask: Callable[[], Any],
    measured: Callable[..., Any],
    *,
    before: Callable[[], None] = nothing,
) -> Any:
    """By the clock the median and the 95th percentile, of the processor least and median."""
    ask()
    walls, cpus = [], []
    for _ in range(REQUESTS):
        before()
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        ask()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    before()
    late = quantiles(walls, n=20)[-1]
    remark = (
        f"50 % within {median(walls) * 1000:.0f} ms, 95 % within {late * 1000:.0f} ms; "
        f"processor {min(cpus) * 1000:.0f} ms at least, {median(cpus) * 1000:.0f} ms mostly; "
        f"{questions(ask)} statements; worker {memory()} MB"
    )
    return measured(what, walls, remark)


def memory() -> int:
    """What the process holds now, in MB; where the system does not tell, the most it ever held."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize() // 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def questions(work: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


class World:
    """The sample district, its eleven towns, and the people who look."""

    def __init__(self) -> None:
        from django.test import Client

        from kreislotse.access.models import Account
        from kreislotse.organisations.models import Organisation
        from kreislotse.participants.models import Call, Candidate

        self.towns = list(
            Organisation.objects.filter(part_of__name="Kreis Coesfeld", kind="municipality")
        )
        self.people = Candidate.objects
        self.clerk, self.office = Client(), Client()
        self.clerk.force_login(Account.objects.get(email="gemeinde@beispiel.example"))
        self.office.force_login(Account.objects.get(email="steuerung@beispiel.example"))
        self.town = next(each for each in self.towns if each.name == "Nottuln")
        self.call = Call.objects.filter(owner=self.town.part_of_id).latest("pk")

    def fill(self, size: int) -> int:
        """Half of the people in the clerk's town, which is the hardest case; all are released."""
        from django.db import connection, transaction

        from kreislotse.participants.states import CandidateState
        from kreislotse.participants.writing import insert_candidates
        from kreislotse.sample.invented import invented_profiles

        there = self.people.count()
        missing = size - there
        profiles = list(invented_profiles(missing, seed=size))
        others = [each for each in self.towns if each != self.town]
        share = missing // 2 // len(others)
        with transaction.atomic():
            for number, town in enumerate(others):
                part = profiles[number * share : (number + 1) * share]
                insert_candidates(town, part, at=NOON, today=DAY)
            insert_candidates(self.town, profiles[len(others) * share :], at=NOON, today=DAY)
            self.people.filter(state=CandidateState.DRAFT).update(state=CandidateState.RELEASED)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return missing

    def report(self, size: int, measured: Callable[..., Any]) -> Any:
        """Nominate so many to the running call, ask its rules, decide on two thirds of them."""
        from django.db import connection

        from kreislotse.access.policy import Actor, Role
        from kreislotse.eligibility.actions import check_call

        added = self.nominate(size)
        actor = Actor(None, NOON, frozenset({(Role.STEERING, self.call.owner_id)}))
        wall, cpu = time.perf_counter(), time.process_time()
        people = check_call(self.call, actor=actor)
        spent, worked = time.perf_counter() - wall, time.process_time() - cpu
        self.decide()
        self.forget()  # nominating and deciding here leaves no trace in the journal
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        remark = f"{added:,} of them for the first time, processor {worked:.1f} s"
        return measured(f"asking a call's rules about {people:,} people", [spent], remark)

    def nominate(self, size: int) -> int:
        """Of every town its share, the others of the clerk's own."""
        from kreislotse.participants.models import CallResponse, Nomination

        answers = CallResponse.objects.filter(part__call=self.call, part__kind="candidates")
        reported = Nomination.objects.filter(response__part__call=self.call)
        missing = size - reported.count()
        free = self.people.exclude(pk__in=reported.values("candidate")).order_by("code")
        rows: list[Nomination] = []
        for answer in sorted(answers, key=lambda each: each.municipality_id == self.town.pk):
            share = missing // 2 // 10 if answer.municipality_id != self.town.pk else missing
            own = free.filter(owner=answer.municipality_id, state="released")
            most = min(share, missing - len(rows))
            rows += [
                Nomination(candidate_id=pk, response=answer, nominated_on=DAY)
                for pk in own.values_list("pk", flat=True)[:most]
            ]
        Nomination.objects.bulk_create(rows, batch_size=5_000)
        return len(rows)

    def decide(self) -> None:
        """As the rules found, for two of three about whom they could say something."""
        from kreislotse.eligibility.models import Decision, Verdict
        from kreislotse.participants.states import CandidateState

        open_verdicts = Verdict.objects.filter(current=True, decision__isnull=True)
        found = open_verdicts.exclude(result="unclear").order_by("pk").values_list("pk", "result")
        decisions = [
            Decision(verdict_id=pk, result=result, deviates=False, decided_on=DAY)
            for pk, result in found
            if pk % 3
        ]
        Decision.objects.bulk_create(decisions, batch_size=5_000)
        checked = [each.verdict_id for each in decisions if each.result == "eligible"]
        for start in range(0, len(checked), 500):
            some = Verdict.objects.filter(pk__in=checked[start : start + 500])
            self.people.filter(pk__in=some.values("candidate")).update(state=CandidateState.CHECKED)

    def funnel(self) -> tuple[str, Callable[[], Any]]:
        from django.urls import reverse

        funnel = reverse("participants:funnel", args=[self.call.pk])
        return "the funnel of a call", lambda: good(self.office.get(funnel))

    def write_about_somebody(self) -> None:
        """A step back and forth of one person of the largest town, with its traces."""
        from kreislotse.access.policy import Actor, Role
        from kreislotse.participants.actions import lift_restriction, restrict_candidate
        from kreislotse.participants.states import RestrictionGround

        reported = self.people.filter(nominations__response__part__call=self.call, owner=self.town)
        somebody = reported.order_by("pk")[7]
        clerk = Actor(None, NOON, frozenset({(Role.MUNICIPAL_CLERK, self.town.pk)}))
        ground = RestrictionGround.REQUEST
        locked = restrict_candidate(somebody, actor=clerk, ground=ground, note="Messung")
        lift_restriction(locked, actor=clerk, note="Messung")

    def forget(self) -> None:
        from django.core.cache import caches

        caches["figures"].clear()

    def pages(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        from django.urls import reverse

        somebody = self.people.filter(owner=self.town).order_by("pk")[7]
        people = reverse("participants:people")
        record = reverse("participants:person", args=[somebody.code])
        today = reverse("today")
        found = self.clerk.post(people, {"search": "muhamad tesf"}).headers["Location"]
        exact = self.clerk.post(people, {"search": somebody.family_name}).headers["Location"]
        yield "a town's list", lambda: good(self.clerk.get(people))
        yield "the district's list by code", lambda: good(self.office.get(people))
        yield "search by another spelling", lambda: good(self.clerk.get(found))
        yield "search by a common family name", lambda: good(self.clerk.get(exact))
        yield "a record", lambda: good(self.clerk.get(record))
        yield "what is to be done, a town's", lambda: good(self.clerk.get(today))
        yield "what is to be done, the district's", lambda: good(self.office.get(today))


def good(response: Any) -> Any:
    if response.status_code != 200:
        raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}")
    return response


def main() -> None:
    import tempfile

    import run

    sizes = tuple(int(each) for each in sys.argv[1:]) or SIZES
    address = os.environ.get("KREISLOTSE_DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="kreislotse-") as folder:
        run.prepare(Path(folder), database=address)
        for found in measurements(run.Measured, sizes):
            print(found.line(), flush=True)


if __name__ == "__main__":
    main()
