"""For every list, how many rows of it come to be: the dullest ones, under one district."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from kreislotse.funding.models import BaseRate
from tests.doors.course_rows import COURSE_ROWS
from tests.doors.people_rows import PEOPLE_ROWS
from tests.doors.run_rows import RUN_ROWS
from tests.factories import (
    awards,
    cash,
    cooperation,
    courses,
    forwarding,
    funding,
    initiatives,
    journal,
    mandates,
    organisations,
    participants,
    proofs,
    proving,
    reporting,
    runs,
    sharing,
    staffing,
)

Make = Callable[[Any, int], Any]


def under_initiative(factory: Any) -> Make:
    """Rows that hang on an initiative; they take the district from it."""

    def make(district: Any, count: int) -> Any:
        initiative = initiatives.InitiativeFactory(owner=district)
        return factory.create_batch(count, initiative=initiative)

    return make


def owned(factory: Any) -> Make:
    return lambda district, count: factory.create_batch(count, owner=district)


def common(factory: Any) -> Make:
    """Reference data: of no district."""
    return lambda district, count: factory.create_batch(count)


def contacts(district: Any, count: int) -> Any:
    town = organisations.MunicipalityFactory(part_of=district)
    topic = organisations.ContactTopicFactory()
    return organisations.ContactFactory.create_batch(count, owner=town, topic=topic)


def accounts(district: Any, count: int) -> Any:
    return organisations.MembershipFactory.create_batch(count, organisation=district)


def meetings(district: Any, count: int) -> Any:
    return mandates.MeetingFactory.create_batch(count, body__owner=district)


def periods(district: Any, count: int) -> Any:
    return [
        mandates.PeriodFactory(owner=district, number=count + number) for number in range(count)
    ]


def clauses(district: Any, count: int) -> Any:
    resolution = mandates.ResolutionFactory(
        agenda_item__meeting__body=organisations.BodyFactory(owner=district)
    )
    return mandates.ClauseFactory.create_batch(count, resolution=resolution)


def reports(district: Any, count: int) -> Any:
    return reporting.ReportFactory.create_batch(count, paper__owner=district)


def editions(district: Any, count: int) -> Any:
    """Editions that anybody may read."""
    return reporting.EditionFactory.create_batch(
        count, report__paper__owner=district, report__state="published"
    )


def services(district: Any, count: int) -> Any:
    initiative = initiatives.InitiativeFactory(owner=district)
    return courses.ServiceFactory.create_batch(count, initiative=initiative)


def forwardings(district: Any, count: int) -> Any:
    return forwarding.AppliedForwardingFactory.create_batch(count, item=_item(district))


def funding_calls(district: Any, count: int) -> Any:
    return forwarding.FundingCallFactory.create_batch(count, item=_item(district))


def sub_proofs(district: Any, count: int) -> Any:
    return [
        proving.SubProofFactory(forwarding=each)
        for each in forwarding.AppliedForwardingFactory.create_batch(count, item=_item(district))
    ]


def recoveries(district: Any, count: int) -> Any:
    return [
        proving.RecoveryFactory(forwarding=each)
        for each in forwarding.AppliedForwardingFactory.create_batch(count, item=_item(district))
    ]


def agreements(district: Any, count: int) -> Any:
    plan = sharing.SharePlanFactory(initiative__owner=district, state="consultation")
    return sharing.AgreementFactory.create_batch(count, plan=plan)


def key_figures(district: Any, count: int) -> Any:
    return sharing.KeyFigureFactory.create_batch(count, organisation__part_of=district)


def residuals(district: Any, count: int) -> Any:
    return awards.AwardFactory.create_batch(count, owner=district)


def own_proofs(district: Any, count: int) -> Any:
    return proofs.ProofFactory.create_batch(count, duty__award__owner=district)


def base_rates(district: Any, count: int) -> Any:
    known = BaseRate.objects.count()
    return [
        BaseRate.objects.create(
            valid_from=date(1950, 1, 1) + timedelta(days=known + each), percent=1, source="Bank"
        )
        for each in range(count)
    ]


def _item(district: Any) -> Any:
    return forwarding.ForwardableItemFactory(award__owner=district)


ROWS: dict[str, Make] = {
    "access:accounts": accounts,
    "journal:entries": lambda district, count: journal.written(count),
    "organisations:organisations": common(organisations.OrganisationFactory),
    "organisations:bodies": owned(organisations.BodyFactory),
    "organisations:contacts": contacts,
    "organisations:topics": common(organisations.ContactTopicFactory),
    "organisations:responsibilities": common(organisations.ResponsibilityFactory),
    "mandates:clauses": clauses,
    "mandates:meetings": meetings,
    "mandates:papers": owned(mandates.PaperFactory),
    "mandates:periods": periods,
    "initiatives:initiatives": owned(initiatives.InitiativeFactory),
    "initiatives:fields": common(initiatives.FieldOfActionFactory),
    "funding:applications": under_initiative(funding.ApplicationFactory),
    "funding:consents": under_initiative(funding.ConsentFactory),
    "funding:programmes": common(funding.ProgrammeFactory),
    "funding:purposes": common(funding.PurposeFactory),
    "ledger:books": owned(awards.BookFactory),
    "awards:awards": owned(awards.AwardFactory),
    "awards:draw_downs": lambda d, n: cash.DrawDownFactory.create_batch(n, award__owner=d),
    "awards:receipts": owned(cash.ReceiptFactory),
    "awards:base_rates": base_rates,
    "forwarding:plans": under_initiative(sharing.SharePlanFactory),
    "forwarding:agreements": agreements,
    "forwarding:key_figures": key_figures,
    "forwarding:residuals": residuals,
    "forwarding:forwardings": forwardings,
    "forwarding:funding_calls": funding_calls,
    "forwarding:text_blocks": common(forwarding.TextBlockFactory),
    "forwarding:conflicts": owned(forwarding.ConflictFactory),
    "forwarding:sub_proofs": sub_proofs,
    "forwarding:recoveries": recoveries,
    "proofs:proofs": own_proofs,
    "proofs:templates": common(proofs.FormTemplateFactory),
    "staffing:posts": under_initiative(staffing.PostFactory),
    "staffing:secondments": under_initiative(staffing.SecondmentFactory),
    "staffing:external_staff": under_initiative(staffing.ExternalStaffFactory),
    "counselling:services": services,
    "counselling:service_kinds": common(courses.ServiceKindFactory),
    "participants:calls": under_initiative(participants.CallFactory),
    "allocation:criteria": owned(runs.CriteriaSetFactory),
    "cooperation:meetings": under_initiative(cooperation.WorkingMeetingFactory),
    "cooperation:concepts": under_initiative(cooperation.ConceptFactory),
    "reporting:clause_map": clauses,
    "reporting:reports": reports,
    "reporting:public_papers": editions,
    **COURSE_ROWS,
    **PEOPLE_ROWS,
    **RUN_ROWS,
}
