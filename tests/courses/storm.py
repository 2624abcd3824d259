"""Random admissions to a few courses, by threads or by processes of their own.

python -m tests.courses.storm PROCESSES ATTEMPTS     that many processes, each so many attempts
"""

import os
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime

import django
from django.db import IntegrityError, OperationalError, connection, transaction

NOW = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)


def attempts(seed: int, number: int) -> Counter[str]:
    """Whoever waits takes a seat, whoever has one may give it back, and some go around it all."""
    from kreislotse.courses.models import Course, WaitingEntry

    chance, done = random.Random(seed), Counter[str]()
    entries = list(WaitingEntry.objects.order_by("pk").values_list("pk", flat=True))
    courses = list(Course.objects.order_by("pk"))
    for _ in range(number):
        entry, course = chance.choice(entries), chance.choice(courses)
        kind = chance.random()
        if kind < 0.8:
            done[_admit(entry, course)] += 1
        elif kind < 0.9:
            done[_return(entry)] += 1
        else:
            done[_write_past_the_actions(entry, chance)] += 1
    return done


def _admit(pk: int, course: object) -> str:
    from kreislotse.access.deeds import advance, check, lock
    from kreislotse.courses.errors import ChildcareFull, CourseFull
    from kreislotse.courses.models import WaitingEntry
    from kreislotse.courses.seating import seats_of, take_seat
    from kreislotse.kernel.refusals import WrongState

    try:
        with transaction.atomic():
            entry = lock(WaitingEntry(pk=pk))
            actor = _actor(entry)
            check(entry, "offer_place", actor=actor)
            take_seat(entry, course)
            advance(entry, "offer_place", actor=actor, **seats_of(entry))
    except (CourseFull, ChildcareFull, WrongState) as refusal:
        return type(refusal).__name__
    except (IntegrityError, OperationalError) as error:
        # Somebody who went around the actions was quicker; the database has kept the rule.
        return _refused(error)
    return "placed"


def _return(pk: int) -> str:
    from kreislotse.access.deeds import advance, lock
    from kreislotse.courses.models import WaitingEntry
    from kreislotse.kernel.refusals import WrongState

    try:
        with transaction.atomic():
            entry = lock(WaitingEntry(pk=pk))
            left = {"seat": None, "childcare_seat": None}
            advance(entry, "return_to_list", actor=_actor(entry), **left)
    except WrongState:
        return "nothing to return"
    except OperationalError as error:
        return _refused(error)
    return "returned"


def _write_past_the_actions(pk: int, chance: random.Random) -> str:
    """By the tables alone: a state without a seat, a seat without a state, somebody's seat."""
    from kreislotse.courses.models import Seat, WaitingEntry
    from kreislotse.courses.states import WaitingState

    seat = chance.choice(list(Seat.objects.order_by("pk").values_list("pk", flat=True)))
    values = chance.choice(
        [
            {"state": WaitingState.ACCEPTED},
            {"state": WaitingState.OFFERED, "seat": None},
            {"seat": seat},
            {"state": WaitingState.STARTED, "seat": seat},
        ]
    )
    try:
        with transaction.atomic():
            WaitingEntry.objects.filter(pk=pk).update(**values)
    except (IntegrityError, OperationalError) as error:
        return _refused(error)
    return "written"


def _refused(error: Exception) -> str:
    """By a constraint; or a write around the actions and a deed waited for each other's seat.

    PostgreSQL then ends one of the two, who has written nothing.
    """
    if isinstance(error, OperationalError) and "deadlock" not in str(error):
        raise error
    return "refused"


def _actor(entry: object) -> object:
    from kreislotse.organisations.queries import system_actor

    return system_actor(NOW, entry.owner_id)  # type: ignore[attr-defined]


def _child(seed: int, number: int, begin: int) -> int:
    """A process that opens its own connection; none is open yet when it parts."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os.read(begin, 1)
        attempts(seed, number)
    except BaseException as error:  # noqa: BLE001 - a fork must never go on as its parent
        sys.stderr.write(repr(error))
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def main(processes: int, number: int) -> int:
    """How many of the processes ended as they should."""
    begin_read, begin_write = os.pipe()
    children = [_child(seed, number, begin_read) for seed in range(processes)]
    time.sleep(0.2)
    os.write(begin_write, b"." * processes)
    return sum(os.waitpid(child, 0)[1] == 0 for child in children)


if __name__ == "__main__":
    django.setup()
    connection.close()
    sys.stdout.write(str(main(int(sys.argv[1]), int(sys.argv[2]))))
