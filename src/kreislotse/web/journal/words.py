"""The journal's entries in words: what kind of record, which deed, does the chain hold."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from kreislotse.journal import readings
from kreislotse.journal.chain import Break, end, first_break
from kreislotse.journal.models import ReadKind
from kreislotse.reporting.kinds import KINDS

# What no sentence of a paper rests on; the others are called as in its evidence.
RECORDS = {
    **KINDS,
    "access.Account": _("Konto"),
    "participants.ConsentGrant": _("Zweck einer Einwilligung"),
    "participants.ResidenceStatus": _("Aufenthaltsstatus einer Person"),
    "participants.RegimePeriod": _("Leistungsrecht einer Person"),
    "participants.Qualification": _("Abschluss"),
    "participants.LanguageSkill": _("Sprachkenntnis"),
    "eligibility.Criteria": _("Regelwerk der Abfrage"),
    "eligibility.Decision": _("Entscheidung über ein Prüfergebnis"),
    "protection.DestructionItem": _("Zeile der Löschliste"),
    "access.Installation": _("Installation"),
    "organisations.Succession": _("Nachfolge"),
    "organisations.ContactTopic": _("Thema einer Ansprechperson"),
    "organisations.Contact": _("Ansprechperson"),
    "organisations.Membership": _("Rolle an einer Organisation"),
    "mandates.ElectoralPeriod": _("Wahlperiode"),
    "mandates.Consultation": _("Beratungsfolge"),
    "initiatives.ClauseAssignment": _("Zuordnung eines Auftrags"),
    "funding.PostKind": _("Art der Stelle"),
    "participants.CallReminder": _("Erinnerung an eine Abfrage"),
    "intake.Upload": _("hochgeladene Liste"),
    "intake.UploadRow": _("Zeile einer Liste"),
    "intake.ColumnMapping": _("Spaltenzuordnung"),
    "participants.Potential": _("Zahl der Leistungsberechtigten"),
    "participants.Nomination": _("Meldung einer Person"),
    "participants.Candidate": _("Person"),
    "participants.Household": _("Haushalt"),
    "participants.Move": _("Umzug einer Akte"),
    "participants.ResidenceTitle": _("Aufenthaltsstatus"),
    "participants.TitleRegime": _("Leistungsrecht eines Aufenthaltsstatus"),
    "attachments.Attachment": _("Datei"),
    "ledger.Book": _("Buch"),
    "ledger.LedgerAccount": _("Buchungskonto"),
    "ledger.Transfer": _("Buchung"),
    "funding.Guideline": _("Förderrichtlinie"),
    "funding.ProgrammeNumber": _("Ziffer"),
    "funding.ProgrammeDate": _("Jahrestermin"),
    "funding.RequiredAnnex": _("geforderte Anlage"),
    "funding.BaseRate": _("Basiszinssatz"),
    "funding.CoFinancing": _("Mitfinanzierung"),
    "funding.ApplicationAnnex": _("Anlage"),
    "funding.Inquiry": _("Rückfrage"),
    "awards.AllowedRecipient": _("zugelassener Empfänger"),
    "awards.AwardChangeLine": _("Änderung einer Position"),
    "awards.DrawDownLine": _("Zeile des Mittelabrufs"),
    "forwarding.ForwardingCheck": _("Prüfpunkt"),
    "awards.Condition": _("Nebenbestimmung"),
    "awards.AwardChange": _("Änderungsbescheid"),
    "awards.NotificationDuty": _("Mitteilungspflicht"),
    "awards.Repayment": _("Erstattung"),
    "awards.DrawDown": _("Mittelabruf"),
    "awards.ProofDuty": _("Nachweispflicht"),
    "awards.Receipt": _("Zahlungsbeleg"),
    "awards.Allocation": _("Zuordnung eines Zahlungsbelegs"),
    "forwarding.KeyFigure": _("Schlüsselzahl"),
    "forwarding.FundingCall": _("Aufruf"),
    "forwarding.ForwardingDocument": _("Schriftstück zur Weiterleitung"),
    "forwarding.Share": _("Anteil"),
    "forwarding.TextBlock": _("Textbaustein"),
    "forwarding.ConflictOfInterest": _("Befangenheit"),
    "forwarding.SubProof": _("Teilnachweis"),
    "forwarding.SubProofReceipt": _("Beleg im Teilnachweis"),
    "forwarding.Recovery": _("Rückforderung"),
    "proofs.Proof": _("Verwendungsnachweis"),
    "proofs.ProofIncome": _("Einnahme im Nachweis"),
    "transmission.BatchLine": _("Zeile der Übermittlung"),
    "transmission.FeedbackSum": _("Rückmeldung in Summen"),
    "transmission.Recall": _("Rückruf"),
    "transmission.Outcome": _("Ergebnis der Förderung"),
    "proofs.FormTemplate": _("Formularvorlage"),
    "counselling.ServiceKind": _("Art der Leistung"),
    "courses.CourseTerms": _("Bedingungen einer Kursart"),
    "courses.Contingent": _("vorgehaltene Plätze"),
    "courses.QuotaPlace": _("Platz eines Kontingents"),
    "courses.Course": _("Kurs"),
    "courses.CourseTime": _("Kurszeit"),
    "courses.Seat": _("Kursplatz"),
    "courses.ChildcareSeat": _("Platz in der Kinderbetreuung"),
    "courses.Lesson": _("Unterrichtstag"),
    "courses.WaitingList": _("Warteliste"),
    "courses.ListOrder": _("Reihenfolge"),
    "courses.WaitingEntry": _("Listeneintrag"),
    "courses.Entitlement": _("Berechtigung"),
    "courses.Jump": _("Vorziehen"),
    "courses.Duty": _("Unterrichtung"),
    "courses.ContactAttempt": _("Kontaktversuch"),
    "courses.Offer": _("Angebot"),
    "courses.Presence": _("Anwesenheit"),
    "courses.Certificate": _("Bescheinigung"),
    "courses.TravelTime": _("gemessener Weg"),
    "allocation.CriteriaSet": _("Kriterien der Platzvergabe"),
    "allocation.CriteriaVersion": _("Fassung der Kriterien"),
    "allocation.RunCourse": _("Kurs im Verfahren"),
    "allocation.RunLine": _("Zeile des Verfahrens"),
    "allocation.Override": _("andere Entscheidung"),
    "staffing.SecondmentStep": _("Schritt der Abordnung"),
    "protection.ArchiveOffer": _("Angebot an das Archiv"),
    "protection.DestructionList": _("Löschliste"),
    "protection.Disclosure": _("Auskunft an eine Person"),
    "protection.Hold": _("Aufbewahrung"),
    "protection.RetentionPeriod": _("Aufbewahrungsfrist"),
    "reporting.Report": _("Bericht der Verwaltung"),
    "reporting.Section": _("Abschnitt"),
    "reporting.Passage": _("Satz der Vorlage"),
    "reporting.CoSignature": _("Mitzeichnung"),
    "reporting.Edition": _("Fassung"),
    "participants.ConsentVersion": _("Fassung der Einwilligung"),
    "participants.ConsentText": _("Einwilligungstext"),
    "participants.Consent": _("Einwilligung"),
    "participants.LegalBasis": _("Rechtsgrundlage"),
    "eligibility.CountryList": _("Länderliste"),
    "eligibility.CountryListVersion": _("Fassung der Länderliste"),
    "eligibility.RuleSet": _("Regelwerk"),
    "eligibility.RuleSetVersion": _("Fassung des Regelwerks"),
    "eligibility.Rule": _("Regel"),
    "eligibility.Verdict": _("Prüfergebnis"),
    "eligibility.Review": _("Geändertes Prüfergebnis"),
}

READ_KINDS: dict[str, Any] = {
    ReadKind.LIST.value: gettext_lazy("Liste"),
    ReadKind.RECORD.value: gettext_lazy("Datensatz"),
    ReadKind.SEARCH.value: gettext_lazy("Suche"),
    ReadKind.EXPORT.value: gettext_lazy("Datei"),
    ReadKind.PRINT.value: gettext_lazy("Druck"),
    ReadKind.TRANSMISSION.value: gettext_lazy("Übermittlung"),
    ReadKind.LETTER.value: gettext_lazy("Schreiben an die Person"),
}

# Below this the whole chain is computed anew while the page is made: a fraction of a second.
CHECKED_AT_ONCE = 5000


def kind_in_words(record: str) -> str:
    return gettext(RECORDS.get(record, _("Datensatz")))


def chain_in_words() -> str:
    """Whether the journal's chain holds, and if not, where it breaks first."""
    return _in_words(first_break(), end()[0])


def read_chain_in_words() -> str:
    """The same of the read log's chain."""
    return _in_words(readings.first_break(), readings.end())


def _in_words(broken: Break | None, last: int) -> str:
    if broken is None:
        return gettext("Kette unversehrt bis Eintrag {number}.").format(number=last)
    reasons = {
        "missing": gettext("Die Kette bricht bei Eintrag {number}: Er fehlt."),
        "changed": gettext("Die Kette bricht bei Eintrag {number}: Er wurde verändert."),
    }
    return reasons[broken.reason].format(number=broken.number)
