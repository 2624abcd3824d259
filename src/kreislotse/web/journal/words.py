"""The journal's entries in words: what kind of record, which deed, does the chain hold."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from kreislotse.journal.chain import end, first_break
from kreislotse.reporting.kinds import KINDS

# What no sentence of a paper rests on; the others are called as in its evidence.
RECORDS = {
    **KINDS,
    "access.Account": _("Konto"),
    "access.Installation": _("Installation"),
    "organisations.Succession": _("Nachfolge"),
    "organisations.ContactTopic": _("Thema einer Ansprechperson"),
    "organisations.Contact": _("Ansprechperson"),
    "organisations.Membership": _("Rolle an einer Organisation"),
    "mandates.ElectoralPeriod": _("Wahlperiode"),
    "mandates.Consultation": _("Beratungsfolge"),
    "initiatives.ClauseAssignment": _("Zuordnung eines Auftrags"),
    "funding.PostKind": _("Art der Stelle"),
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
    "proofs.FormTemplate": _("Formularvorlage"),
    "counselling.ServiceKind": _("Art der Leistung"),
    "staffing.SecondmentStep": _("Schritt der Abordnung"),
    "reporting.Report": _("Bericht der Verwaltung"),
    "reporting.Section": _("Abschnitt"),
    "reporting.Passage": _("Satz der Vorlage"),
    "reporting.CoSignature": _("Mitzeichnung"),
    "reporting.Edition": _("Fassung"),
}

# Below this the whole chain is computed anew while the page is made: a fraction of a second.
CHECKED_AT_ONCE = 5000


def kind_in_words(record: str) -> str:
    return gettext(RECORDS.get(record, _("Datensatz")))


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
