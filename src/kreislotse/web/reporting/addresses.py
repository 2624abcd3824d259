"""From the reference of a record to its page, as far as the reader may see that record."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.urls import reverse

from kreislotse.access.policy import Actor

# By label: the route of the page that shows such a record, and the path to that page's key.
# Records without a page of their own are shown on the page that they belong to.
PAGES: dict[str, tuple[str, str]] = {
    "organisations.Organisation": ("organisations:organisation", "pk"),
    "organisations.Body": ("organisations:body", "pk"),
    "organisations.Responsibility": ("organisations:responsibilities", ""),
    "mandates.Meeting": ("mandates:meeting", "pk"),
    "mandates.Paper": ("mandates:paper", "pk"),
    "mandates.Consultation": ("mandates:paper", "paper_id"),
    "mandates.AgendaItem": ("mandates:meeting", "meeting_id"),
    "mandates.Resolution": ("mandates:meeting", "agenda_item__meeting_id"),
    "mandates.Clause": ("mandates:clause", "pk"),
    "mandates.Evidence": ("mandates:clause", "clause_id"),
    "initiatives.Initiative": ("initiatives:initiative", "pk"),
    "initiatives.Partner": ("initiatives:initiative", "initiative_id"),
    "initiatives.Milestone": ("initiatives:initiative", "initiative_id"),
    "initiatives.Letter": ("initiatives:initiative", "initiative_id"),
    "initiatives.Position": ("initiatives:initiative", "initiative_id"),
    "initiatives.OpenQuestion": ("initiatives:initiative", "initiative_id"),
    "initiatives.ReportSubscription": ("initiatives:initiative", "initiative_id"),
    "initiatives.FieldOfAction": ("initiatives:fields", ""),
    "funding.Programme": ("funding:programme", "pk"),
    "funding.ProgrammeUse": ("funding:programme", "programme_id"),
    "funding.Rate": ("funding:programme", "programme_id"),
    "funding.Purpose": ("funding:purposes", ""),
    "funding.ConsentInPrinciple": ("funding:consent", "pk"),
    "funding.ConsentParty": ("funding:consent", "consent_id"),
    "funding.Application": ("funding:application", "pk"),
    "funding.ApplicationLine": ("funding:application", "application_id"),
    "funding.Distribution": ("initiatives:initiative", "initiative_id"),
    "funding.Handover": ("funding:application", "application_id"),
    "awards.Award": ("awards:award", "pk"),
    "awards.AwardItem": ("awards:award", "award_id"),
    "forwarding.SharePlan": ("forwarding:plan", "pk"),
    "forwarding.Agreement": ("forwarding:plan", "plan_id"),
    "forwarding.Forwarding": ("forwarding:forwarding", "pk"),
    "staffing.Post": ("staffing:post", "pk"),
    "staffing.Secondment": ("staffing:secondment", "pk"),
    "staffing.SecondmentParty": ("staffing:secondment", "secondment_id"),
    "staffing.ExternalStaff": ("staffing:external_staff", ""),
    "courses.Quota": ("courses:quota", "pk"),
    "courses.CourseKind": ("courses:kinds", ""),
    "courses.Course": ("courses:course", "pk"),
    "courses.WaitingList": ("courses:list", "pk"),
    "allocation.CriteriaVersion": ("allocation:version", "pk"),
    "allocation.Run": ("allocation:run", "pk"),
    "participants.TargetCriterion": ("initiatives:initiative", "initiative_id"),
    "participants.Call": ("participants:call", "pk"),
    "participants.CallPart": ("participants:call", "call_id"),
    "participants.CallResponse": ("participants:response", "pk"),
    "transmission.Batch": ("transmission:batch", "pk"),
    "counselling.ServiceOffered": ("counselling:services", ""),
    "cooperation.Concept": ("cooperation:concept", "pk"),
    "cooperation.WorkingMeeting": ("cooperation:meeting", "pk"),
    "cooperation.Invitation": ("cooperation:meeting", "meeting_id"),
    "cooperation.MeetingOutcome": ("cooperation:meeting", "meeting_id"),
}


def addresses(actor: Actor, references: Iterable[str]) -> dict[str, str]:
    """The address behind each reference such as "mandates.Clause/3" that the actor may see.

    One query per kind of record. What is gone, or out of this reader's sight, has none.
    """
    wanted: dict[str, set[int]] = defaultdict(set)
    for reference in references:
        label, _, key = reference.rpartition("/")
        wanted[label].add(int(key))
    found: dict[str, str] = {}
    for label, keys in wanted.items():
        route, path = PAGES[label]
        rows = apps.get_model(label)._default_manager.visible_to(actor).filter(pk__in=keys)
        for key, target in rows.values_list("pk", path or "pk"):
            found[f"{label}/{key}"] = reverse(route, args=[target] if path else [])
    return found
