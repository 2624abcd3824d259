"""What kinds of records are called: in a paper's evidence in German, on pages translated."""

from django.db import models
from django.utils.translation import gettext_noop as _

KINDS = {
    "organisations.Organisation": _("Organisation"),
    "organisations.Body": _("Gremium"),
    "organisations.Responsibility": _("Zuständigkeit"),
    "mandates.Meeting": _("Sitzung"),
    "mandates.Paper": _("Vorlage"),
    "mandates.AgendaItem": _("Tagesordnungspunkt"),
    "mandates.Resolution": _("Beschluss"),
    "mandates.Clause": _("Auftrag"),
    "mandates.Evidence": _("Nachweis"),
    "initiatives.Initiative": _("Vorhaben"),
    "initiatives.Partner": _("Beteiligung"),
    "initiatives.Milestone": _("Meilenstein"),
    "initiatives.Letter": _("Schreiben"),
    "initiatives.Position": _("Stellungnahme"),
    "initiatives.OpenQuestion": _("Offene Frage"),
    "initiatives.ReportSubscription": _("Berichtsbitte"),
    "initiatives.FieldOfAction": _("Handlungsfeld"),
    "funding.Programme": _("Förderprogramm"),
    "funding.ProgrammeUse": _("Nutzung eines Programms"),
    "funding.Rate": _("Fördersatz"),
    "funding.Purpose": _("Zweck"),
    "funding.ConsentInPrinciple": _("Grundsätzliche Zustimmung"),
    "funding.ConsentParty": _("Beteiligung an der Zustimmung"),
    "funding.Application": _("Antrag"),
    "funding.ApplicationLine": _("Zeile des Antrags"),
    "funding.Distribution": _("Verteilung"),
    "funding.Handover": _("Übergabe"),
    "awards.Award": _("Zuwendungsbescheid"),
    "awards.AwardItem": _("Position des Bescheids"),
    "forwarding.SharePlan": _("Verteilungsvorschlag"),
    "forwarding.Agreement": _("Abstimmung"),
    "forwarding.Forwarding": _("Weiterleitung"),
    "staffing.Post": _("Stelle im Stellenplan"),
    "staffing.Secondment": _("Abordnung"),
    "staffing.SecondmentParty": _("Beteiligung an der Abordnung"),
    "staffing.ExternalStaff": _("Kräfte anderer Stellen"),
    "courses.Quota": _("Kontingent"),
    "courses.CourseKind": _("Kursart"),
    "courses.Course": _("Kurs"),
    "courses.WaitingList": _("Warteliste"),
    "allocation.CriteriaVersion": _("Fassung der Kriterien"),
    "allocation.Run": _("Verfahren"),
    "participants.TargetCriterion": _("Merkmal der Zielgruppe"),
    "participants.Call": _("Abfrage"),
    "participants.CallPart": _("Teil der Abfrage"),
    "participants.CallResponse": _("Antwort einer Kommune"),
    "transmission.Batch": _("Übermittlung"),
    "counselling.ServiceOffered": _("Angebotene Leistung"),
    "cooperation.Concept": _("Konzept"),
    "cooperation.WorkingMeeting": _("Besprechung"),
    "cooperation.Invitation": _("Einladung"),
    "cooperation.MeetingOutcome": _("Ergebnis der Besprechung"),
}


def kind_of(record: models.Model) -> str:
    """The kind of a record in words; KeyError for records that no sentence may rest on."""
    return KINDS[record._meta.label]
