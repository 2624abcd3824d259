"""Contracts, notices and letters: texts with versions, conditions passed on, frozen as sent."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.attachments.models import Attachment
from kreislotse.awards.models import Condition
from kreislotse.awards.states import RecipientKind
from kreislotse.documents.sheet import Text
from kreislotse.forwarding.actions import (
    end_text_block,
    load_text_blocks,
    record_contract_signed,
    register_text_block,
    revise_text_block,
    send_contract,
    write_letter,
)
from kreislotse.forwarding.errors import (
    BracesWrong,
    LetterNotNow,
    NoticeForMunicipalities,
    PlaceholderUnknown,
    SignedInTheFuture,
    TextMissing,
)
from kreislotse.forwarding.letters import letter, sender_on
from kreislotse.forwarding.models import ForwardingDocument, Recovery, TextBlock
from kreislotse.forwarding.placeholders import PLACEHOLDERS, filled
from kreislotse.forwarding.shipped_texts import is_draft, shipped_texts
from kreislotse.forwarding.states import BlockKind, ForwardingState
from kreislotse.funding.models import Handover
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from tests.factories.forwarding import (
    ApprovedForwardingFactory,
    ForwardingFactory,
    TextBlockFactory,
)
from tests.factories.funding import ApplicationFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

DAY = date(2015, 11, 2)
CONTRACT, NOTICE = BlockKind.CONTRACT, BlockKind.NOTICE


@pytest.fixture
def granted(db):
    return ApprovedForwardingFactory(title="Kochen", recipient__name="Brücke e. V.")


@pytest.fixture
def officer(acting, granted):
    return acting(Role.GRANTS_OFFICER, at=granted.owner)


def texts_of(sheet):
    return [block for block in sheet.blocks if isinstance(block, Text)]


def test_a_contract_is_frozen_with_the_versions_of_its_texts(granted, officer):
    """R-DIS-06: the proof's day comes from the notice as it is now."""
    block = TextBlockFactory(text="{empfänger} bekommt {betrag} für „{vorhaben}“.")
    granted.item.award.proof_due_on = date(2016, 8, 31)
    granted.item.award.save()
    found = send_contract(granted, actor=officer, dated=DAY)
    assert (found.state, found.proof_due_on) == ("contract_sent", date(2016, 6, 30))
    document = ForwardingDocument.objects.get()
    assert (document.kind, document.dated) == (CONTRACT, DAY)
    assert document.blocks == [{"block": block.pk, "position": block.position, "version": 1}]
    assert bytes(document.file.content).startswith(b"%PDF")
    assert document.file.name == f"contract-{granted.pk}-2015-11-02.pdf"
    assert document.file.owner == granted.owner


def test_the_conditions_of_the_notice_are_passed_on(granted):
    """R-DIS-06: those that are marked so, in their order, without anybody copying them."""
    for position, (text, passed_on) in enumerate(
        [("Belege aufheben.", True), ("Nur für den Kreis.", False), ("Werbung nennen.", True)], 1
    ):
        Condition.objects.create(
            award=granted.item.award, position=position, text=text, passed_on=passed_on
        )
    sheet = letter(granted, CONTRACT, [TextBlockFactory(text="A\n\nB")], DAY)
    first, conditions = texts_of(sheet)
    assert first.paragraphs == ("A", "B")
    assert conditions.title == "Nebenbestimmungen aus dem Zuwendungsbescheid"
    assert conditions.paragraphs == ("1. Belege aufheben.", "2. Werbung nennen.")
    reminder = letter(granted, BlockKind.PROOF_REMINDER, [TextBlockFactory()], DAY)
    assert len(texts_of(reminder)) == 1


def test_the_sender_is_who_bears_the_award_on_that_day(granted):
    """R-DIS-05: first who applied in its place, from the handover on the centre."""
    award, centre = granted.item.award, OrganisationFactory(name="Integrationszentrum")
    assert sender_on(award, DAY) == award.owner
    award.application = ApplicationFactory(initiative=award.initiative, owner=award.owner)
    award.save()
    assert sender_on(award, DAY) == award.owner
    Handover.objects.create(application=award.application, to=centre, on=DAY)
    assert sender_on(award, date(2015, 11, 1)) == award.owner
    assert sender_on(award, DAY) == centre
    sheet = letter(granted, CONTRACT, [TextBlockFactory(text="{kreis}")], DAY)
    assert (sheet.sender, texts_of(sheet)[0].paragraphs) == (
        "Integrationszentrum",
        ("Integrationszentrum",),
    )


def test_a_town_gets_a_notice_or_a_contract_and_others_a_contract(granted, officer):
    for kind in (CONTRACT, NOTICE):
        TextBlockFactory(kind=kind)
    with pytest.raises(NoticeForMunicipalities, match="Brücke"):
        send_contract(granted, actor=officer, dated=DAY, kind=NOTICE)
    town = ApprovedForwardingFactory(
        item=granted.item,
        recipient=MunicipalityFactory(),
        recipient_kind=RecipientKind.MUNICIPALITY,
    )
    send_contract(town, actor=officer, dated=DAY, kind=NOTICE)
    assert town.documents.get().kind == NOTICE


def test_a_contract_that_is_refused_leaves_nothing_behind(acting, granted, officer):
    with pytest.raises(TextMissing, match=r"gilt am 02\.11\.2015 kein Textbaustein"):
        send_contract(granted, actor=officer, dated=DAY)
    TextBlockFactory()
    with pytest.raises(DateOrder):
        send_contract(granted, actor=officer, dated=date(2015, 10, 19))
    with pytest.raises(NotAllowed):
        send_contract(granted, actor=acting(Role.HEAD, at=granted.owner), dated=DAY)
    with pytest.raises(WrongState):
        send_contract(ForwardingFactory(item=granted.item), actor=officer, dated=DAY)
    assert not Attachment.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_signature_comes_after_its_contract_and_not_in_the_future(granted, officer):
    TextBlockFactory()
    send_contract(granted, actor=officer, dated=date(2015, 10, 30))
    with pytest.raises(DateOrder, match="Die Unterschrift"):
        record_contract_signed(granted, actor=officer, signed_on=date(2015, 10, 29))
    with pytest.raises(SignedInTheFuture):
        record_contract_signed(granted, actor=officer, signed_on=date(2015, 11, 3))
    found = record_contract_signed(granted, actor=officer, signed_on=DAY)
    assert (found.state, found.signed_on) == (ForwardingState.CONTRACT_SIGNED, DAY)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (BlockKind.AWARD_LETTER, ForwardingState.APPROVED),
        (BlockKind.PAYMENT_REQUEST, ForwardingState.CONTRACT_SIGNED),
        (BlockKind.PROOF_REMINDER, ForwardingState.PAID),
        (BlockKind.RECOVERY, ForwardingState.RECOVERY),
    ],
)
def test_each_letter_is_written_when_it_is_true(granted, officer, kind, state):
    paid = ForwardingFactory(item=granted.item)
    type(paid).objects.filter(pk=paid.pk).update(state=state)
    TextBlockFactory(kind=kind)
    document = write_letter(paid, actor=officer, kind=kind, dated=DAY)
    assert (document.kind, document.file.media_type) == (kind, "application/pdf")
    for wrong in {CONTRACT, NOTICE, BlockKind.RECOVERY} - {kind}:
        with pytest.raises(LetterNotNow):
            write_letter(paid, actor=officer, kind=wrong, dated=DAY)


def test_the_order_to_the_treasury_stays_in_the_house(acting, granted, officer):
    town = MunicipalityFactory(part_of=granted.owner)
    paid = ForwardingFactory(item=granted.item, recipient=town)
    for kind in (BlockKind.PAYMENT_REQUEST, BlockKind.PROOF_REMINDER):
        TextBlockFactory(kind=kind)
        write_letter(paid, actor=officer, kind=kind, dated=DAY)
    clerk = acting(Role.MUNICIPAL_CLERK, at=town)
    seen = ForwardingDocument.objects.visible_to(clerk)
    assert [each.kind for each in seen] == [BlockKind.PROOF_REMINDER]
    assert [each.kind for each in paid.documents.for_recipient()] == [BlockKind.PROOF_REMINDER]
    assert ForwardingDocument.objects.visible_to(officer).count() == 2


def test_a_recovery_letter_names_amount_day_and_reason(granted):
    Recovery.objects.create(
        forwarding=granted,
        amount=Money(12_345),
        reason="Beleg fehlt.",
        known_on=DAY,
        demanded_on=DAY,
        due_on=date(2015, 12, 1),
    )
    text = TextBlockFactory(
        kind=BlockKind.RECOVERY, text="{rückforderung} bis {rückzahlung_bis}: {grund}"
    )
    sheet = letter(granted, BlockKind.RECOVERY, [text], DAY)
    assert texts_of(sheet)[0].paragraphs == ("123,45\u00a0€ bis 01.12.2015: Beleg fehlt.",)


def test_a_new_version_ends_the_old_one(officer):
    said = {"title": "Verwendung", "text": "Nur für {vorhaben}."}
    first = register_text_block(actor=officer, kind=CONTRACT, valid_from=date(2015, 1, 1), **said)
    other = register_text_block(actor=officer, kind=CONTRACT, valid_from=date(2015, 1, 1), **said)
    assert (first.position, other.position) == (1, 2)
    second = revise_text_block(first, actor=officer, valid_from=date(2015, 7, 1), **said)
    first.refresh_from_db()
    assert (second.version, second.position, first.valid_to) == (2, 1, date(2015, 6, 30))
    assert list(TextBlock.objects.in_force(CONTRACT, date(2015, 6, 30))) == [first, other]
    assert list(TextBlock.objects.in_force(CONTRACT, date(2015, 7, 1))) == [second, other]
    with pytest.raises(DateOrder):
        revise_text_block(second, actor=officer, valid_from=date(2015, 7, 1), **said)
    end_text_block(second, actor=officer, valid_to=date(2015, 12, 31))
    with pytest.raises(DateOrder):
        end_text_block(second, actor=officer, valid_to=date(2015, 6, 30))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("{betrag} für {niemand}", PlaceholderUnknown),
        ("{betrag.cents}", PlaceholderUnknown),
        ("{}", PlaceholderUnknown),
        ("{betrag", BracesWrong),
        ("{betrag!r}", BracesWrong),
        ("{betrag:>99999}", BracesWrong),
    ],
)
def test_a_text_with_an_unknown_placeholder_is_not_saved(officer, text, refusal):
    with pytest.raises(refusal):
        register_text_block(actor=officer, kind=CONTRACT, title="A", text=text, valid_from=DAY)
    assert not TextBlock.objects.exists()


def test_who_works_with_money_or_keeps_reference_data_writes_texts(acting, granted):
    said = {"kind": CONTRACT, "title": "A", "text": "B", "valid_from": DAY}
    for role in (Role.GRANTS_OFFICER, Role.ADMINISTRATOR):
        register_text_block(actor=acting(role, at=granted.owner), **said)
    for role in (Role.HEAD, Role.MUNICIPAL_CLERK):
        with pytest.raises(NotAllowed):
            register_text_block(actor=acting(role, at=granted.owner), **said)


def test_the_shipped_texts_are_drafts_for_every_letter_with_known_places_only(acting, granted):
    administrator = acting(Role.ADMINISTRATOR, at=granted.owner)
    assert load_text_blocks(actor=administrator) == len(shipped_texts())
    assert load_text_blocks(actor=administrator) == 0
    assert set(TextBlock.objects.values_list("kind", flat=True)) == set(BlockKind)
    assert all(is_draft(block.source) for block in TextBlock.objects.all())
    values = dict.fromkeys(PLACEHOLDERS, "X")
    assert not any("{" in filled(block.text, values) for block in TextBlock.objects.all())
    with pytest.raises(NotAllowed):
        load_text_blocks(actor=acting(Role.GRANTS_OFFICER, at=granted.owner))
