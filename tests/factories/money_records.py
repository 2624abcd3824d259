"""A record of every kind that has to do with money, for one side of the world."""

from datetime import date
from typing import Any

from kreislotse.forwarding.keys import hash_of, new_key
from kreislotse.forwarding.models import TextBlock
from kreislotse.funding.models import Programme, Purpose
from kreislotse.kernel.money import Money
from kreislotse.proofs.models import FormTemplate
from tests.factories import awards, cash, forwarding, funding, proofs, proving, sharing
from tests.factories.access import AccountFactory
from tests.factories.attachments import AttachmentFactory


def money_records(initiative: Any, town: Any, mark: str) -> dict[str, Any]:
    """By the parameter of their addresses, as the doors look them up."""
    district = initiative.owner
    programme = Programme.objects.order_by("pk").first()
    award = awards.AwardFactory(
        owner=district,
        initiative=initiative,
        programme=programme,
        item=False,
        title=f"Bescheid {mark}",
        forwarding_allowed=True,
        state="proof_due",
    )
    purpose = Purpose.objects.order_by("pk").first()
    item = awards.AwardItemFactory(award=award, title=f"Zweck {mark}", purpose=purpose)
    return {
        "award_id": award,
        "item_id": item,
        "awards:programme_flow:programme_id": programme,
        "book_id": award.book,
        "ledger_account_id": award.book.accounts.order_by("pk").first(),
        "transfer_id": award.book.transfers.order_by("pk").first(),
        "condition_id": award.conditions.create(position=1, text=f"Auflage {mark}"),
        **_after_the_notice(award, item, mark),
        **_cash(item, mark),
        **_shares(initiative, item, town, mark),
        **_passed_on(item, town, mark),
        **_paper(programme, mark),
        **_application(initiative, programme, mark),
    }


def _after_the_notice(award: Any, item: Any, mark: str) -> dict[str, Any]:
    duty = awards.ProofDutyFactory(award=award)
    proof = proofs.ProofFactory(duty=duty, measure=f"Getan {mark}")
    other = awards.ProofDutyFactory(award=award, final=False)
    return {
        "duty_id": awards.NotificationDutyFactory(award=award, text=f"Stelle frei {mark}"),
        "repayment_id": awards.RepaymentFactory(item=item, reason=f"Rest {mark}"),
        "proof_duty_id": other,
        "proof_id": proof,
        "income_id": proofs.ProofIncomeFactory(proof=proof, from_whom=f"Spende {mark}"),
    }


def _cash(item: Any, mark: str) -> dict[str, Any]:
    owner = item.award.owner
    line = cash.DrawDownLineFactory(item=item, draw_down__needed_for=f"Honorar {mark}")
    receipt = cash.ReceiptFactory(owner=owner, subject=f"Faltblatt {mark}")
    return {
        "draw_down_id": line.draw_down,
        "receipt_id": receipt,
        "allocation_id": receipt.allocations.create(item=item, amount=Money.euros(10)),
        "attachment_id": AttachmentFactory(owner=owner, name=f"rechnung-{mark}.pdf"),
    }


def _shares(initiative: Any, item: Any, town: Any, mark: str) -> dict[str, Any]:
    plan = sharing.SharePlanFactory(
        initiative=initiative, title=f"Verteilung {mark}", item=item, state="consultation"
    )
    share = sharing.ShareFactory(plan=plan, organisation=town)
    return {
        "share_id": share,
        "plan_id": plan,
        "agreement_id": sharing.AgreementFactory(plan=plan, municipality=town, remark=mark),
    }


def _passed_on(item: Any, town: Any, mark: str) -> dict[str, Any]:
    """One paid out to the town, one by the public's link, one being checked, one asked back."""
    call = forwarding.FundingCallFactory(item=item, title=f"Aufruf {mark}")
    paid = forwarding.ForwardingFactory(item=item, recipient=town, title=f"Kurs {mark}")
    key = new_key()
    by_link = forwarding.ForwardingFactory(
        item=item, call=call, title=f"Fest {mark}", key_hash=hash_of(key)
    )
    receipt = proving.SubProofReceiptFactory(sub_proof__forwarding=paid)
    recovery = proving.RecoveryFactory(
        forwarding__item=item, forwarding__recipient=town, reason=f"Rest {mark}"
    )
    conflict = forwarding.ConflictFactory(
        owner=item.award.owner, account=AccountFactory(name=f"Mensch {mark}")
    )
    return {
        "funding_call_id": call,
        "forwarding_id": paid,
        "document_id": _contract(paid, mark),
        "forwarding:my_document:document_id": _contract(by_link, mark),
        "forwarding:my_receipt_remove:sub_receipt_id": proving.SubProofReceiptFactory(
            sub_proof__forwarding=by_link
        ),
        "key": key,
        "sub_proof_id": receipt.sub_proof,
        "sub_receipt_id": receipt,
        "recovery_id": recovery,
        "conflict_id": conflict,
    }


def _contract(paid: Any, mark: str) -> Any:
    file = AttachmentFactory(owner=paid.owner, name=f"vertrag-{mark}.pdf")
    return paid.documents.create(kind="contract", dated=date(2015, 10, 21), blocks=[], file=file)


def _paper(programme: Any, mark: str) -> dict[str, Any]:
    """Reference data: of nobody, hence without a mark."""
    return {
        "block_id": TextBlock.objects.order_by("pk").first(),
        "template_id": _form("proof"),
        "proofs:award_form:template_id": _form("appeal_waiver"),
        "proofs:application_form:template_id": _form("application"),
        "proofs:draw_down_form:template_id": _form("draw_down"),
        "proofs:duty_form:template_id": _form("notification"),
        "rate_id": funding.RateFactory(programme=programme),
        "guideline_id": funding.GuidelineFactory(programme=programme),
        "number_id": funding.ProgrammeNumberFactory(programme=programme),
        "date_id": funding.ProgrammeDateFactory(programme=programme),
        "required_annex_id": funding.RequiredAnnexFactory(programme=programme),
    }


def _form(kind: str) -> Any:
    return FormTemplate.objects.filter(kind=kind).order_by("pk").first()


def _application(initiative: Any, programme: Any, mark: str) -> dict[str, Any]:
    application = funding.ApplicationFactory(
        initiative=initiative, programme=programme, title=f"Kleiner Antrag {mark}"
    )
    asked = funding.ApplicationFactory(
        initiative=initiative, title=f"Gestellter Antrag {mark}", submitted=True
    )
    return {
        "co_financing_id": funding.CoFinancingFactory(
            application=application, from_whom=f"Stiftung {mark}"
        ),
        "annex_id": funding.ApplicationAnnexFactory(application=application),
        "inquiry_id": funding.InquiryFactory(application=asked, question=f"Warum {mark}?"),
    }
