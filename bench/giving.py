"""What the office waits for when a hundred places are given to a thousand people, page by page.

Run by `bench/run.py giving` on SQLite; each line is a whole request: by the clock, of the
processor, with its statements.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3
SIZES = (1_000, 5_000)


def measurements(measured: Callable[..., Any]) -> Iterator[Any]:
    """For each size the way from the comparison to moving up, plain and with every option."""
    for size in SIZES:
        for title, options in (("points only", {}), ("households, sizes, floors", FIRM)):
            desk = Desk(size, title, options, mark=f"{size // 1_000}{title[0]}")
            for what, work in desk.steps():
                yield asked(f"{what}, {size:,} people, {title}", work, measured)


FIRM = {"keep_together": True, "keep_minimum": True, "floor_percent": 80}


def asked(what: str, work: Callable[[], Any], measured: Callable[..., Any]) -> Any:
    """Asked several times where it changes nothing, else once."""
    walls, cpus = [], []
    for _ in range(RUNS if getattr(work, "again", True) else 1):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return measured(what, walls, f"processor {min(cpus) * 1000:.0f} ms at least")


def once(work: Callable[[], Any]) -> Callable[[], Any]:
    work.again = False  # type: ignore[attr-defined]
    return work


class Desk:
    """The steering's desk and the head's, over a list of their own."""

    def __init__(self, people: int, title: str, options: dict[str, Any], mark: str) -> None:
        from django.test import Client

        from kreislotse.access.models import Account
        from kreislotse.allocation import actions
        from kreislotse.courses.models import CourseKind
        from kreislotse.organisations.models import Organisation
        from kreislotse.organisations.queries import system_actor
        from kreislotse.web.clock import now
        from tests.factories.many_waiting import many_waiting

        self.steering, self.head = Client(), Client()
        self.steering.force_login(Account.objects.get(email="steuerung@beispiel.example"))
        self.head.force_login(Account.objects.get(email="leitung@beispiel.example"))
        district = Organisation.objects.get(key="05558")
        provider = Organisation.objects.filter(kind="provider").first()
        self.actor = system_actor(now(), district.pk)
        kind = CourseKind.objects.create(code=mark, title=title)
        self.list = many_waiting(
            district,
            provider,
            kind,
            self.actor.today,
            people=people,
            courses=people // 200,
            mark=mark,
        )
        chosen = actions.add_criteria_set(district, actor=self.actor, title=mark)
        self.criteria = chosen.versions.get()
        points = {"obliged": 300, "week": 10, "most_weeks": 52}
        actions.change_criteria(self.criteria, actor=self.actor, **points, **options)
        self.criteria = actions.publish_criteria(self.criteria, actor=self.actor)
        self.draft = actions.draft_criteria(chosen, actor=self.actor)
        actions.change_criteria(self.draft, actor=self.actor, week=5)

    def steps(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        from kreislotse.allocation import actions
        from kreislotse.allocation.gathering import courses_for
        from kreislotse.courses.actions import decline_offer

        base = "/allocation/"
        both = f"list={self.list.pk}&a={self.criteria.pk}&b={self.draft.pk}"
        yield "two versions compared", lambda: good(self.steering.get(f"{base}comparison/?{both}"))
        courses = courses_for(self.list, self.actor.today)
        before = f"{base}runs/new/?list={self.list.pk}"
        said = {"criteria": self.criteria.pk, "courses": [each.pk for each in courses]}
        yield "a proposal", once(lambda: moved(self.steering.post(before, said)))
        run = self.list.runs.get()
        yield "the page of the run", lambda: good(self.steering.get(f"{base}runs/{run.pk}/"))
        yield (
            "the people of the run",
            lambda: good(self.steering.get(f"{base}runs/{run.pk}/lines/")),
        )
        left = run.lines.filter(course__isnull=True, ways__has_key="1").first()
        left = left or run.lines.filter(course__isnull=True).first()
        yield (
            "why somebody has no place",
            lambda: good(self.steering.get(f"{base}lines/{left.pk}/")),
        )
        placed = run.lines.filter(course__isnull=False).first()
        address = f"{base}lines/{placed.pk}/decision/?course=none"
        yield "the effect of deciding otherwise", lambda: self.steering.get(address)
        yield "signing", once(lambda: moved(self.head.post(f"{base}runs/{run.pk}/signing/")))
        run.refresh_from_db()
        offer = {"channel": "letter", "reply_by": self.actor.today}
        yield "the offers", once(lambda: actions.send_offers(run, actor=self.actor, **offer))
        declined = run.lines.filter(offer__isnull=False).first()
        decline_offer(declined.offer, actor=self.actor, reason="work")
        yield (
            "who moves up",
            lambda: good(self.steering.get(f"{base}runs/{run.pk}/moving-up/")),
        )


def good(response: Any) -> Any:
    if response.status_code != 200:
        raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}")
    return response


def moved(response: Any) -> Any:
    if response.status_code != 302:
        raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}")
    return response


def main() -> None:
    import tempfile

    import run

    with tempfile.TemporaryDirectory(prefix="kreislotse-") as folder:
        run.prepare(Path(folder))
        for found in measurements(run.Measured):
            print(found.line(), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
