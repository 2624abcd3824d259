"""The deeds around the proofs of final recipients, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.forwarding.actions import accepting, sub_proofs
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm
from kreislotse.web.forwarding import sub_proofs_forms as forms

BEGIN = Deed(
    title=_("Nachweis beginnen"),
    button=_("Nachweis beginnen"),
    done=_("Der Nachweis ist begonnen. Tragen Sie jetzt die Belege ein."),
    form=ActionForm,
    action=sub_proofs.begin_sub_proof,
)
RECEIPT = Deed(
    title=_("Beleg eintragen"),
    button=_("Beleg speichern"),
    done=_("Der Beleg ist eingetragen."),
    form=forms.ReceiptForm,
    action=sub_proofs.add_receipt_to_sub_proof,
)
REMOVE = Deed(
    title=_("Beleg herausnehmen"),
    button=_("Beleg herausnehmen"),
    done=_("Der Beleg ist herausgenommen."),
    form=ActionForm,
    action=sub_proofs.remove_receipt,
    consequence=_("Der Beleg zählt dann nicht mehr zu diesem Nachweis."),
)
DESCRIBE = Deed(
    title=_("Bericht schreiben"),
    button=_("Bericht speichern"),
    done=_("Der Bericht ist gespeichert."),
    form=forms.ReportForm,
    action=sub_proofs.describe_sub_proof,
)
SUBMIT = Deed(
    title=_("Nachweis vorlegen"),
    button=_("Nachweis vorlegen"),
    done=_("Der Nachweis ist vorgelegt und wird jetzt geprüft."),
    form=ActionForm,
    action=sub_proofs.submit_sub_proof,
    consequence=_(
        "Danach lassen sich Belege und Bericht nicht mehr ändern, außer der Nachweis wird "
        "zurückgegeben."
    ),
)
CHECK = Deed(
    title=_("Belege prüfen"),
    button=_("Entscheidungen speichern"),
    done=_("Die Entscheidungen sind gespeichert."),
    form=forms.CheckForm,
    action=accepting.check_receipts,
    verb="accept_proof",
)
ACCEPT = Deed(
    title=_("Nachweis anerkennen"),
    button=_("Nachweis anerkennen"),
    done=_("Der Nachweis ist anerkannt. Die ganze Auszahlung gilt als nachgewiesen."),
    form=ActionForm,
    action=accepting.accept_proof,
    verb="accept_proof",
    consequence=_("Die ausgezahlte Summe wird als nachgewiesen gebucht."),
)
ACCEPT_IN_PART = Deed(
    title=_("Nachweis teilweise anerkennen"),
    button=_("Teilweise anerkennen"),
    done=_("Der Nachweis ist teilweise anerkannt. Den Rest können Sie zurückfordern."),
    form=forms.ReasonForm,
    action=accepting.accept_proof_in_part,
    verb="accept_proof_in_part",
    consequence=_(
        "Nur die anerkannten Belege werden als nachgewiesen gebucht. Der Rest bleibt offen."
    ),
)
RETURN = Deed(
    title=_("Nachweis zurückgeben"),
    button=_("Zurückgeben"),
    done=_("Der Nachweis ist zurückgegeben. Der Empfänger kann ihn ergänzen."),
    form=forms.ReasonForm,
    action=accepting.return_proof,
    verb="return_proof",
    consequence=_(
        "Der Empfänger bekommt Bericht und Belege zum Ergänzen zurück. Anerkannte Belege bleiben "
        "anerkannt."
    ),
)
MY_RECEIPT = Deed(
    title=_("Beleg eintragen"),
    button=_("Beleg speichern"),
    done=_("Der Beleg ist gespeichert. Haben Sie noch einen, oder ist der Nachweis fertig?"),
    form=forms.ReceiptForm,
    action=sub_proofs.add_receipt_to_forwarding,
)
MY_REMOVE = Deed(
    title=_("Beleg herausnehmen"),
    button=_("Beleg herausnehmen"),
    done=_("Der Beleg ist herausgenommen."),
    form=ActionForm,
    action=sub_proofs.remove_receipt,
)
MY_PROOF = Deed(
    title=_("Nachweis einreichen"),
    button=_("Nachweis einreichen"),
    done=_("Danke. Ihr Nachweis ist eingereicht."),
    form=forms.ReportForm,
    action=sub_proofs.hand_in_proof,
)

# The lifecycle's steps that have a page here: address part -> deed.
STEPS = {"accept": ACCEPT, "accept_in_part": ACCEPT_IN_PART, "return": RETURN}
