"""The journal's entries in words: what kind of record, which deed, does the chain hold."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.journal.chain import end, first_break

RECORDS: dict[str, Promise] = {
    "access.Account": _("Konto"),
    "access.Installation": _("Einrichtung"),
    "organisations.Organisation": _("Stelle"),
    "organisations.Succession": _("Nachfolge"),
    "organisations.Responsibility": _("Zuständigkeit"),
    "organisations.Body": _("Gremium"),
    "organisations.ContactTopic": _("Thema"),
    "organisations.Contact": _("Ansprechperson"),
    "organisations.Membership": _("Rolle"),
    "mandates.ElectoralPeriod": _("Wahlperiode"),
    "mandates.Meeting": _("Sitzung"),
    "mandates.Paper": _("Vorlage im Register"),
    "mandates.Consultation": _("Beratungsfolge"),
    "mandates.AgendaItem": _("Tagesordnungspunkt"),
    "mandates.Resolution": _("Beschluss"),
    "mandates.Clause": _("Auftrag"),
    "mandates.Evidence": _("Nachweis"),
    "initiatives.FieldOfAction": _("Handlungsfeld"),
    "initiatives.Initiative": _("Vorhaben"),
    "initiatives.ClauseAssignment": _("Zuordnung zum Auftrag"),
    "initiatives.Partner": _("Partner"),
    "initiatives.Milestone": _("Meilenstein"),
    "initiatives.Letter": _("Schreiben"),
    "initiatives.Position": _("Haltung"),
    "initiatives.OpenQuestion": _("Offene Frage"),
    "initiatives.ReportSubscription": _("Berichtswunsch"),
    "funding.PostKind": _("Stellenart"),
    "funding.Purpose": _("Zweck"),
    "funding.Programme": _("Förderprogramm"),
    "funding.Rate": _("Fördersatz"),
    "funding.ConsentInPrinciple": _("Grundsätzliche Zustimmung"),
    "funding.ConsentParty": _("Beteiligte an der Zustimmung"),
    "funding.Application": _("Antrag"),
    "funding.ApplicationLine": _("Antragsposition"),
    "funding.ProgrammeUse": _("Nutzung eines Programms"),
    "funding.Distribution": _("Verteilung"),
    "funding.Handover": _("Übergabe"),
    "participants.TargetCriterion": _("Merkmal der Zielgruppe"),
    "participants.Call": _("Abfrage"),
    "participants.CallPart": _("Frage der Abfrage"),
    "participants.CallResponse": _("Antwort einer Kommune"),
    "counselling.ServiceKind": _("Leistungsart"),
    "counselling.ServiceOffered": _("Angebotene Leistung"),
    "courses.CourseKind": _("Kursart"),
    "courses.Quota": _("Kontingent"),
    "staffing.Post": _("Stelle im Stellenplan"),
    "staffing.Secondment": _("Abordnung"),
    "staffing.SecondmentParty": _("Beteiligte an der Abordnung"),
    "staffing.SecondmentStep": _("Schritt der Abordnung"),
    "staffing.ExternalStaff": _("Kräfte anderer Stellen"),
    "cooperation.Concept": _("Konzept"),
    "cooperation.WorkingMeeting": _("Arbeitstreffen"),
    "cooperation.Invitation": _("Einladung"),
    "cooperation.MeetingOutcome": _("Ergebnis eines Treffens"),
    "reporting.Report": _("Bericht"),
    "reporting.Section": _("Abschnitt"),
    "reporting.Passage": _("Textstelle"),
    "reporting.CoSignature": _("Mitzeichnung"),
    "reporting.Edition": _("Fassung"),
}

# Below this the whole chain is computed anew while the page is made: a fraction of a second.
CHECKED_AT_ONCE = 5000


def kind_in_words(record: str) -> Any:
    return RECORDS.get(record, _("Datensatz"))


def chain_in_words() -> str:
    """Whether the chain holds, and if not, where it breaks first."""
    broken, (last, _hash) = first_break(), end()
    if broken is None:
        return gettext("Kette unversehrt bis Eintrag {number}.").format(number=last)
    reasons = {
        "missing": gettext("Die Kette bricht bei Eintrag {number}: Er fehlt."),
        "changed": gettext("Die Kette bricht bei Eintrag {number}: Er wurde verändert."),
    }
    return reasons[broken.reason].format(number=broken.number)
