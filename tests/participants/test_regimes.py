"""Which benefits law applies from when to when: titles, changes of the law, what was entered."""

from datetime import UTC, date, datetime

import pytest

from kreislotse.access.policy import Role
from kreislotse.organisations.models import Organisation, RegimeTask
from kreislotse.organisations.responsible import responsible_for
from kreislotse.participants import actions
from kreislotse.participants.models import RegimePeriod, ResidenceTitle, TitleRegime
from kreislotse.participants.regimes import Held, Period, Row, periods, regime_on
from kreislotse.participants.states import RegimeCause
from tests.factories.organisations import (
    MunicipalityFactory,
    OrganisationFactory,
    ResponsibilityFactory,
)
from tests.factories.people import CandidateFactory

GEST, REFUGEE, UKRAINE, LEAVE, OPEN = range(1, 6)
A, S = "asylblg", "sgb_ii"
ROWS = [
    Row(GEST, A),
    Row(REFUGEE, S),
    Row(UKRAINE, A, valid_to=date(2022, 5, 31)),
    Row(UKRAINE, S, valid_from=date(2022, 6, 1)),
    Row(UKRAINE, "", first_granted_from=date(2025, 4, 1), valid_from=date(2026, 7, 1)),
    Row(LEAVE, A),
    Row(LEAVE, S, after_months=18),
    Row(OPEN, ""),
]


def entered(regime, start, end=None):
    return Period(regime, start, end, RegimeCause.ENTERED)


def shown(found):
    return [(one.regime, one.valid_from, one.valid_to) for one in found]


@pytest.mark.parametrize(
    ("held", "said", "expected"),
    [
        (  # T16
            [Held(GEST, date(2015, 6, 1)), Held(REFUGEE, date(2016, 1, 18))],
            [],
            [(A, date(2015, 6, 1), date(2016, 1, 31)), (S, date(2016, 2, 1), None)],
        ),
        (  # recognised on the first of a month: that month is the last one
            [Held(GEST, date(2015, 6, 1)), Held(REFUGEE, date(2016, 2, 1))],
            [],
            [(A, date(2015, 6, 1), date(2016, 2, 29)), (S, date(2016, 3, 1), None)],
        ),
        (  # the law itself names the day
            [Held(UKRAINE, date(2022, 3, 10))],
            [],
            [(A, date(2022, 3, 10), date(2022, 5, 31)), (S, date(2022, 6, 1), None)],
        ),
        (  # first granted late: from the planned day on a human has to say
            [Held(UKRAINE, date(2025, 5, 10))],
            [],
            [(S, date(2025, 5, 10), date(2026, 6, 30))],
        ),
        (  # a renewal does not make a first grant
            [Held(UKRAINE, date(2025, 1, 10)), Held(UKRAINE, date(2025, 9, 1))],
            [],
            [(S, date(2025, 1, 10), None)],
        ),
        (  # 18 months, and the month to its end
            [Held(LEAVE, date(2020, 1, 10))],
            [],
            [(A, date(2020, 1, 10), date(2021, 7, 31)), (S, date(2021, 8, 1), None)],
        ),
        ([Held(OPEN, date(2015, 6, 1))], [], []),
        (
            [Held(OPEN, date(2015, 6, 1))],
            [entered(A, date(2015, 6, 1))],
            [(A, date(2015, 6, 1), None)],
        ),
        (  # a clear title ends what was entered
            [Held(OPEN, date(2015, 6, 1)), Held(REFUGEE, date(2016, 1, 18))],
            [entered(A, date(2015, 6, 1))],
            [(A, date(2015, 6, 1), date(2016, 1, 31)), (S, date(2016, 2, 1), None)],
        ),
        (  # whoever enters a day means that day
            [Held(GEST, date(2015, 6, 1))],
            [entered("sgb_iii", date(2015, 8, 15), date(2015, 10, 31))],
            [
                (A, date(2015, 6, 1), date(2015, 8, 14)),
                ("sgb_iii", date(2015, 8, 15), date(2015, 10, 31)),
                (A, date(2015, 11, 1), None),
            ],
        ),
        (  # there and back within one month: nothing has changed
            [
                Held(GEST, date(2015, 6, 1)),
                Held(REFUGEE, date(2016, 1, 18)),
                Held(GEST, date(2016, 1, 25)),
            ],
            [],
            [(A, date(2015, 6, 1), None)],
        ),
    ],
)
def test_periods_follow_from_titles_and_what_was_entered(held, said, expected):
    """T16, R-REP-03: AsylbLG section 1(3) counts whole months."""
    assert shown(periods(held, ROWS, said)) == expected
    again = [one for one in periods(held, ROWS, said) if one.cause == RegimeCause.ENTERED]
    assert shown(periods(held, ROWS, again)) == expected


@pytest.fixture
def titles(acting):
    admin = acting(Role.ADMINISTRATOR, at=OrganisationFactory())
    assert actions.load_residence_titles(actor=admin) == 31
    return {title.code: title for title in ResidenceTitle.objects.all()}


def test_loading_the_titles_again_adds_nothing(acting, titles):
    admin = acting(Role.ADMINISTRATOR, at=Organisation.objects.get())
    assert actions.load_residence_titles(actor=admin) == 0
    assert (ResidenceTitle.objects.count(), TitleRegime.objects.count()) == (31, 34)
    assert titles["P24"].regimes.count() == 3


def test_recognition_changes_regime_responsible_body_and_contact(acting, titles):
    """T16: recognised on 18.01.2016, AsylbLG until 31.01.2016, SGB II from 01.02.2016."""
    town = MunicipalityFactory(name="Olfen")
    centre = OrganisationFactory(kind="job_centre", name="Jobcenter", part_of=town.part_of)
    ResponsibilityFactory()
    ResponsibilityFactory(regime=S, body_kind="job_centre", norm="§ 6 SGB II")
    candidate = CandidateFactory(owner=town)
    clerk = acting(Role.MUNICIPAL_CLERK, at=town, now=datetime(2016, 1, 20, 9, tzinfo=UTC))
    for code, day in (("GEST", date(2015, 6, 1)), ("P25_2A", date(2016, 1, 18))):
        actions.record_status(candidate, actor=clerk, title=titles[code], since=day)

    assert list(
        candidate.regimes.order_by("valid_from").values_list("regime", "valid_from", "valid_to")
    ) == [(A, date(2015, 6, 1), date(2016, 1, 31)), (S, date(2016, 2, 1), None)]
    for day, regime, body in ((date(2016, 1, 31), A, town), (date(2016, 2, 1), S, centre)):
        now = regime_on(candidate, day)
        assert now.regime == regime
        assert responsible_for(regime, RegimeTask.BENEFIT, town, day).body == body


def test_a_title_that_leaves_it_open_waits_for_a_human(acting, titles):
    candidate = CandidateFactory()
    clerk = acting(Role.MUNICIPAL_CLERK, at=candidate.owner)
    actions.record_status(candidate, actor=clerk, title=titles["FIKT"], since=date(2015, 9, 1))
    today = clerk.today
    rows = type(candidate).objects
    assert regime_on(candidate, today) is None
    assert list(rows.without_regime(today)) == [candidate]
    actions.record_regime(candidate, actor=clerk, regime=S, valid_from=date(2015, 9, 1))
    assert regime_on(candidate, today).cause == RegimeCause.ENTERED
    assert list(rows.without_regime(today)) == []


def test_a_new_row_of_a_title_reaches_all_who_hold_it(acting, titles):
    admin = acting(Role.ADMINISTRATOR, at=OrganisationFactory())
    candidate = CandidateFactory()
    clerk = acting(Role.MUNICIPAL_CLERK, at=candidate.owner)
    actions.record_status(candidate, actor=clerk, title=titles["GEST"], since=date(2015, 6, 1))
    actions.add_title_regime(
        titles["GEST"], actor=admin, regime=S, valid_from=date(2015, 10, 1), source="Test"
    )
    assert list(
        RegimePeriod.objects.order_by("valid_from").values_list("regime", "valid_from", "valid_to")
    ) == [(A, date(2015, 6, 1), date(2015, 9, 30)), (S, date(2015, 10, 1), None)]
