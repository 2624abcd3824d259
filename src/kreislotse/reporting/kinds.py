"""What kinds of records are called in a paper's evidence."""

from django.db import models

KINDS = {
    "organisations.Organisation": "Stelle",
    "organisations.Body": "Gremium",
    "organisations.Responsibility": "Zuständigkeit",
    "mandates.Meeting": "Sitzung",
    "mandates.Paper": "Vorlage",
    "mandates.AgendaItem": "Tagesordnungspunkt",
    "mandates.Resolution": "Beschluss",
    "mandates.Clause": "Auftrag",
    "mandates.Evidence": "Nachweis",
    "initiatives.Initiative": "Vorhaben",
    "initiatives.Partner": "Beteiligung",
    "initiatives.Milestone": "Meilenstein",
    "initiatives.Letter": "Schreiben",
    "initiatives.Position": "Stellungnahme",
    "initiatives.OpenQuestion": "Offene Frage",
    "initiatives.ReportSubscription": "Berichtsbitte",
    "initiatives.FieldOfAction": "Handlungsfeld",
    "funding.Programme": "Förderprogramm",
    "funding.ProgrammeUse": "Nutzung eines Programms",
    "funding.Rate": "Fördersatz",
    "funding.Purpose": "Zweck",
    "funding.ConsentInPrinciple": "Grundsätzliche Zustimmung",
    "funding.ConsentParty": "Beteiligung an der Zustimmung",
    "funding.Application": "Antrag",
    "funding.ApplicationLine": "Zeile des Antrags",
    "funding.Distribution": "Verteilung",
    "funding.Handover": "Übergabe",
    "staffing.Post": "Stelle im Stellenplan",
    "staffing.Secondment": "Abordnung",
    "staffing.SecondmentParty": "Beteiligung an der Abordnung",
    "staffing.ExternalStaff": "Kräfte anderer Stellen",
    "courses.Quota": "Kontingent",
    "courses.CourseKind": "Kursart",
    "participants.TargetCriterion": "Merkmal der Zielgruppe",
    "participants.Call": "Abfrage",
    "participants.CallPart": "Teil der Abfrage",
    "participants.CallResponse": "Antwort einer Kommune",
    "counselling.ServiceOffered": "Angebotene Leistung",
    "cooperation.Concept": "Konzept",
    "cooperation.WorkingMeeting": "Besprechung",
    "cooperation.Invitation": "Einladung",
    "cooperation.MeetingOutcome": "Ergebnis der Besprechung",
}


def kind_of(record: models.Model) -> str:
    """The kind of a record in words; KeyError for records that no sentence may rest on."""
    return KINDS[record._meta.label]
