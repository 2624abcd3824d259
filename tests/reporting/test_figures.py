"""The figures of the start page count what the reader may see, and nothing else."""

from datetime import date

from kreislotse.access.policy import Role
from kreislotse.funding.states import ApplicationState
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.mandates.states import ClauseState
from kreislotse.participants.states import ResponseState
from kreislotse.reporting import figures
from kreislotse.staffing.states import PostState
from tests.factories.awards import AwardItemFactory, officer_at
from tests.factories.forwarding import ForwardingFactory
from tests.factories.funding import ApplicationFactory, CentreFactory
from tests.factories.mandates import ClauseFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallResponseFactory
from tests.factories.staffing import PostFactory


def test_open_clauses_are_counted_without_those_of_others(acting):
    clause = ClauseFactory()
    ClauseFactory(resolution=clause.resolution, state=ClauseState.FULFILLED)
    ClauseFactory()
    assert figures.open_clauses(acting(Role.HEAD, at=clause.owner)).value == "1"


def test_money_counts_what_was_not_rejected(acting):
    centre = CentreFactory()
    ApplicationFactory(initiative=centre, requested=Money.euros(170_000))
    ApplicationFactory(initiative=centre, requested=None)
    ApplicationFactory(
        initiative=centre,
        requested=Money.euros(5),
        state=ApplicationState.REJECTED,
        submitted_on=date(2015, 10, 1),
    )
    ApplicationFactory(requested=Money.euros(7))
    head = acting(Role.HEAD, at=centre.owner)
    assert figures.requested(head).value == Money.euros(170_000)


def test_money_is_open_while_no_sum_is_known(acting):
    head = acting(Role.HEAD, at=OrganisationFactory())
    assert figures.requested(head).value == "noch offen"


def test_posts_are_told_as_filled_of_all(acting):
    centre = CentreFactory()
    PostFactory(initiative=centre, state=PostState.FILLED, filled_on=date(2015, 10, 1))
    PostFactory(initiative=centre)
    PostFactory(initiative=centre, state=PostState.ABOLISHED)
    assert figures.posts(acting(Role.HEAD, at=centre.owner)).value == "1 von 2"


def test_a_nil_return_is_an_answer(acting):
    answer = CallResponseFactory()
    CallResponseFactory(
        part=answer.part, state=ResponseState.NIL_RETURN, answered_on=date(2015, 11, 1)
    )
    head = acting(Role.HEAD, at=answer.part.call.owner)
    clerk = acting(Role.MUNICIPAL_CLERK, at=answer.municipality)
    assert figures.answers_in(head).value == "1 von 2"
    assert figures.answers_in(clerk).value == "0 von 1"


def test_what_is_granted_and_free_comes_from_the_books(acting):
    item = AwardItemFactory()
    AwardItemFactory(award=item.award, amount=Money.euros(2_000))
    AwardItemFactory()
    owner = item.award.owner
    deed = movements.Deed(officer_at(owner), date(2015, 10, 1), "bound")
    movements.commit(item.pot, MunicipalityFactory(), Money.euros(5_000), deed)
    head = acting(Role.HEAD, at=owner)
    assert figures.granted(head).value == Money.euros(20_000)
    assert figures.free(head).value == Money.euros(15_000)


def test_a_town_counts_its_own_forwardings(acting):
    forwarding = ForwardingFactory(recipient=MunicipalityFactory())
    ForwardingFactory()
    clerk = acting(Role.MUNICIPAL_CLERK, at=forwarding.recipient)
    assert figures.own_forwardings(clerk).value == "1"
