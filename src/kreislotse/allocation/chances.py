"""The smallest changes that would have given somebody a place, each found true before it is said.

Without options one shortest way gives the exact answer; with options, or beside an earlier run,
everything is decided again with the change, a limited number of times.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from kreislotse.allocation.changes import (
    Change,
    Kind,
    after_weeks,
    person_of,
    with_change,
    with_person,
)
from kreislotse.allocation.criteria import TRAVEL
from kreislotse.allocation.deciding import Decision, case_of, decide_unpriced, is_plain, placed_of
from kreislotse.allocation.engine.flow import solve_flow
from kreislotse.allocation.engine.lots import lots
from kreislotse.allocation.engine.problem import MOST_POINTS, Problem
from kreislotse.allocation.engine.whatif import entrance, next_in
from kreislotse.allocation.errors import FloorsNotReachable
from kreislotse.allocation.giving import prepared
from kreislotse.allocation.inputs import Inputs, Options, Person, Way, ways_in_force
from kreislotse.courses.states import WISHES, Misfit

KINDS: tuple[Kind, ...] = ("rule", "childcare", "weeks", "points", "place")
TRIALS = 6
"""So often everything is decided again for one explanation, where no shorter way is exact."""
COURSES = 3
"""In so many courses further places are sought for, those first where fewest are before."""
MOST_MORE = 25
"""Further places that are looked at: what one more course would have."""
_NEVER_LIFTED = frozenset({Misfit.LOCKED.value, Misfit.GONE.value})
_WISHED = frozenset({TRAVEL, *(wish.value for wish in WISHES)})
_NO_WAY = Way(1, None)


class Chances:
    """What would give one person without a place one, when nothing but places counts."""

    def __init__(self, inputs: Inputs, person: str, decision: Decision | None) -> None:
        """Without a decision the best placement without options is sought first."""
        self.inputs, self.person = inputs, person_of(inputs, person)
        case = case_of(inputs)
        self.problem, rules = prepared(case, inputs.options)
        self.fixed, self.courses = rules.fixed, list(case.courses)
        self.number = list(case.persons).index(person)
        self.placed = (
            solve_flow(self.problem, fixed=self.fixed).placed
            if decision is None
            else placed_of(case, decision)
        )
        self.ways = ways_in_force(inputs, self.person)
        self._tie = _ties(inputs.options.seed, person, self.courses)
        self._entrance = entrance(self.problem, self.placed, self.number, fixed=self.fixed)

    def least(self, course: str, *, childcare: bool | None = None) -> int | None:
        """The least points for the course with which the person gets in."""
        index, needs = self._place(course, childcare)
        return self._entrance.least_weight(index, self._tie[index], childcare=needs)

    def gain(self, course: str, weight: int) -> int:
        index, needs = self._place(course, None)
        return self._entrance.gain(index, weight, self._tie[index], childcare=needs)

    def _place(self, course: str, childcare: bool | None) -> tuple[int, bool]:
        needs = self.person.childcare if childcare is None else childcare
        return self.courses.index(course), needs

    def without_childcare(self) -> list[str]:
        """Courses that the person would get in, if no childcare seat were needed."""
        if not self.person.childcare:
            return []
        found = ((course, self.least(course, childcare=False)) for course in self._in_order())
        return [
            course
            for course, least in found
            if least is not None and self.ways[course].weight >= least
        ]

    def all(self) -> Iterator[Change]:
        """The smallest change of each kind that there is."""
        for find in (self.rule, self.childcare, self.weeks, self.points, self.place):
            change = find()
            if change is not None:
                yield change

    def points(self) -> Change | None:
        """More points for one course."""
        least = ((course, self.least(course)) for course in self._in_order())
        found = [
            (points - self.ways[course].weight, course)
            for course, points in least
            if points is not None and points <= MOST_POINTS
        ]
        if not found:
            return None
        amount, course = min(found, key=lambda one: one[0])
        return Change("points", course, amount)

    def weeks(self) -> Change | None:
        """More weeks of waiting, as far as they count."""
        left = self.inputs.most_weeks - self.person.weeks
        needed = [
            -((way.weight - least) // self.inputs.week)
            for course, way in self.ways.items()
            if way.weight > 1 and self.inputs.week > 0
            for least in [self.least(course)]
            if least is not None
        ]
        amount = min(needed, default=left + 1)
        if amount > left:
            return None
        return Change("weeks", self._best_after(amount), amount)

    def rule(self) -> Change | None:
        """One thing less against a course; what the person wishes or the way comes first."""
        for course, misfit in single_bars(self.person, self.courses):
            least = self.least(course)
            if least is not None and self.person.ways[course].weight >= least:
                return Change("rule", course, 1, misfit)
        return None

    def childcare(self) -> Change | None:
        """More childcare seats in one course, as far as it has places."""
        counts, found = self.problem.childcare_capacity, None
        for course in self.without_childcare()[:COURSES]:
            index = self.courses.index(course)
            room = int(self.problem.capacity[index] - counts[index])
            fewer = room if found is None else min(room, found.amount - 1)
            amount = self._least_more("childcare_capacity", index, fewer)
            found = Change("childcare", course, amount) if amount else found
        return found

    def place(self) -> Change | None:
        """More places in one course: one where that is enough, else where fewest are before."""
        entering = next_in(self.problem, self.placed, fixed=self.fixed)
        ahead = []
        for course in self._in_order():
            index = self.courses.index(course)
            if entering[index] == self.number:
                return Change("place", course, 1)
            ahead.append((self._before(index), course))
        for _before, course in sorted(ahead, key=lambda one: one[0])[:COURSES]:
            index = self.courses.index(course)
            amount = self._least_more("capacity", index, MOST_MORE)
            if amount:
                return Change("place", course, amount)
        return None

    def _before(self, index: int) -> int:
        """How many without a place have more points for the course."""
        problem = self.problem
        pairs = np.flatnonzero(problem.course == index)
        open_ = self.placed[problem.person_of_pair()[pairs]] < 0
        own = self.ways[self.courses[index]].weight
        return int((open_ & (problem.weight[pairs] > own)).sum())

    def _least_more(self, name: str, index: int, most: int) -> int:
        """The least number of further places with which the person gets in; 0: no number does."""
        most = min(most, MOST_MORE)
        if most < 1 or not self._gets_in(name, index, most):
            return 0
        none, enough = 0, most
        while enough - none > 1:
            middle = (none + enough) // 2
            if self._gets_in(name, index, middle):
                enough = middle
            else:
                none = middle
        return enough

    def _gets_in(self, name: str, index: int, more: int) -> bool:
        counts = getattr(self.problem, name).copy()
        counts[index] += more
        changed: Problem = replace(self.problem, **{name: counts})
        return bool(solve_flow(changed, fixed=self.fixed).placed[self.number] == index)

    def _best_after(self, weeks: int) -> str:
        """The course that the person gets after so many weeks more."""
        return max(
            self._in_order(),
            key=lambda key: self.gain(key, after_weeks(self.inputs, self.ways[key], weeks)),
        )

    def _in_order(self) -> list[str]:
        return [course for course in self.courses if course in self.ways]


class Trials:
    """The same where options are in force: by deciding everything again with the change."""

    def __init__(self, inputs: Inputs, person: str) -> None:
        self.inputs, self.person, self._left = inputs, person, TRIALS
        plain = replace(inputs, options=Options(seed=inputs.options.seed), earlier=None)
        self._chances = Chances(plain, person, None)

    def would_be_placed(self, inputs: Inputs) -> bool:
        """Decided again with other inputs; no, once all trials are used up."""
        return bool(self._course_in(inputs))

    def without_childcare(self) -> bool:
        """Whether no need of a childcare seat would have given a place."""
        person = self._chances.person
        changed = with_person(self.inputs, replace(person, childcare=False))
        return person.childcare and self.would_be_placed(changed)

    def all(self) -> Iterator[Change]:
        """At most one true change of each kind."""
        points = self._first(self._points())
        weeks = self._weeks(points) if points else []
        rest = (self._rules(), self._childcare(), weeks, self._places())
        yield from (change for change in (points, *map(self._first, rest)) if change)

    def _first(self, guesses: Iterable[Change]) -> Change | None:
        """The first of these that gives a place."""
        found = (self._true(change) for change in guesses)
        return next((change for change in found if change), None)

    def _course_in(self, inputs: Inputs) -> str:
        if self._left < 1:
            return ""
        self._left -= 1
        try:
            return decide_unpriced(inputs).course_of.get(self.person, "")
        except FloorsNotReachable:
            # A change may raise the share of all so far that some town cannot be promised its part.
            return ""

    def _true(self, change: Change) -> Change | None:
        """The change with the course that it gives; None where it gives none."""
        course = self._course_in(with_change(self.inputs, self.person, change))
        if not course or (change.kind != "weeks" and course != change.course):
            return None
        return replace(change, course=course)

    def _rules(self) -> list[Change]:
        bars = single_bars(self._chances.person, self._chances.courses)
        return [Change("rule", course, 1, misfit) for course, misfit in bars[:2]]

    def _childcare(self) -> list[Change]:
        return [Change("childcare", key, 1) for key in self._chances.without_childcare()[:1]]

    def _points(self) -> list[Change]:
        guess = self._chances.points()
        if guess is None:
            return []
        amount = max(1, guess.amount)
        return [replace(guess, amount=amount * factor) for factor in (1, 4)]

    def _weeks(self, points: Change) -> list[Change]:
        """As many as bring these points, as far as they count."""
        left = self.inputs.most_weeks - self._chances.person.weeks
        amount = -(-points.amount // self.inputs.week) if self.inputs.week else left + 1
        return [Change("weeks", points.course, amount)] if amount <= left else []

    def _places(self) -> list[Change]:
        guess = self._chances.place()
        return [guess] if guess else []


def chances(inputs: Inputs, person: str, decision: Decision) -> Chances | Trials:
    """The short way where it is exact, the long one otherwise."""
    if is_plain(inputs):
        return Chances(inputs, person, decision)
    return Trials(inputs, person)


def single_bars(person: Person, courses: Sequence[str]) -> list[tuple[str, str]]:
    """Courses that one thing alone bars, with that thing; wishes and the way come first."""
    found = [
        (course, way.against[0])
        for course in courses
        for way in [person.ways.get(course, _NO_WAY)]
        if len(way.against) == 1 and way.against[0] not in _NEVER_LIFTED
    ]
    return sorted(found, key=lambda one: one[1] not in _WISHED)


def _ties(seed: str, person: str, courses: list[str]) -> list[int]:
    """The person's lots in all courses, also in those that are barred."""
    start = np.array([0, len(courses)], dtype=np.int64)
    found = lots(seed, [person], courses, start, np.arange(len(courses), dtype=np.int32))
    drawn: list[int] = found.tolist()
    return drawn
