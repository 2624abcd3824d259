"""What the authority must be told at once (R-GRT-12)."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.actions import drop_duty, raise_duty, raise_post_vacant, report_duty
from kreislotse.awards.errors import AwardNotBooked, DutySettled, InFuture
from kreislotse.awards.models import NotificationDuty
from kreislotse.awards.states import AwardState, DutyKind
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed, ReasonNeeded
from kreislotse.staffing.actions import vacate_post
from kreislotse.staffing.states import PostState
from tests.factories.awards import AwardFactory, NotificationDutyFactory
from tests.factories.staffing import PostFactory

AROSE = date(2015, 10, 1)


@pytest.fixture
def award(centre):
    return AwardFactory(owner=centre.owner, initiative=centre)


def test_a_duty_is_raised_and_reported(award, officer):
    """R-GRT-12."""
    duty = raise_duty(
        award, actor=officer, kind=DutyKind.FINANCING_CHANGED, text="Spende", arose_on=AROSE
    )
    report_duty(duty, actor=officer, reported_on=date(2015, 10, 2))
    duty.refresh_from_db()
    assert duty.reported_on == date(2015, 10, 2)
    entries = JournalEntry.objects.of_record(award)
    assert [entry.verb for entry in entries] == ["report_duty", "raise_duty"]


def test_a_duty_is_dropped_for_a_reason(award, officer):
    """R-GRT-12."""
    duty = NotificationDutyFactory(award=award)
    with pytest.raises(ReasonNeeded):
        drop_duty(duty, actor=officer, reason=" ")
    assert drop_duty(duty, actor=officer, reason="Irrtum").dropped_reason == "Irrtum"


def test_a_refused_duty_leaves_nothing_behind(award, officer, head, centre):
    duty = NotificationDutyFactory(award=award)
    done = NotificationDutyFactory(award=award, reported_on=date(2015, 6, 2))
    entered = AwardFactory(owner=centre.owner, initiative=centre, entered=True)
    said = {"kind": DutyKind.PURPOSE_CHANGED, "text": "Anders", "arose_on": AROSE}
    deeds = [
        (ReasonNeeded, lambda: raise_duty(award, actor=officer, **{**said, "text": ""})),
        (
            InFuture,
            lambda: raise_duty(award, actor=officer, **{**said, "arose_on": date(2016, 1, 1)}),
        ),
        (AwardNotBooked, lambda: raise_duty(entered, actor=officer, **said)),
        (NotAllowed, lambda: raise_duty(award, actor=head, **said)),
        (DateOrder, lambda: report_duty(duty, actor=officer, reported_on=date(2015, 5, 1))),
        (InFuture, lambda: report_duty(duty, actor=officer, reported_on=date(2016, 1, 1))),
        (DutySettled, lambda: report_duty(done, actor=officer, reported_on=AROSE)),
        (DutySettled, lambda: drop_duty(done, actor=officer, reason="Irrtum")),
        (NotAllowed, lambda: report_duty(duty, actor=head, reported_on=AROSE)),
    ]
    before = JournalEntry.objects.count(), list(NotificationDuty.objects.values())
    for refusal, refused in deeds:
        with pytest.raises(refusal):
            refused()
        assert (JournalEntry.objects.count(), list(NotificationDuty.objects.values())) == before


def test_a_vacant_post_is_to_be_told_to_each_open_award_of_its_initiative(centre, award, acting):
    """R-GRT-12; whoever keeps the posts need not work with the awards."""
    AwardFactory(owner=centre.owner, initiative=centre, entered=True)
    AwardFactory(
        owner=centre.owner, initiative=centre, state=AwardState.CLOSED, closed_on=AROSE, item=False
    )
    AwardFactory(owner=centre.owner)
    post = PostFactory(
        owner=centre.owner,
        initiative=centre,
        title="Sozialarbeit",
        state=PostState.FILLED,
        filled_on=date(2015, 5, 1),
    )
    vacate_post(post, actor=acting(Role.HEAD, at=centre.owner), vacant_from=AROSE)
    duty = NotificationDuty.objects.get()
    assert (duty.award, duty.kind, duty.arose_on) == (award, DutyKind.POST_VACANT, AROSE)
    assert duty.text == "„Sozialarbeit“ ist ab 01.10.2015 nicht besetzt."


def test_a_post_that_is_free_after_the_period_concerns_no_award(centre, award, officer):
    raised = raise_post_vacant(centre, actor=officer, text="Frei", arose_on=date(2016, 1, 1))
    assert raised == []


def test_who_may_not_keep_posts_raises_no_vacancy(centre, award, acting):
    with pytest.raises(NotAllowed):
        raise_post_vacant(
            centre, actor=acting(Role.STEERING, at=centre.owner), text="Frei", arose_on=AROSE
        )
