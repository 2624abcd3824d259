"""The forms of a final recipient's proof: a receipt, the report, the findings of the check."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kreislotse.awards.states import OtherFunding
from kreislotse.forwarding.actions.accepting import ReceiptFinding
from kreislotse.forwarding.models import SubProofReceipt
from kreislotse.web.forms import ActionForm, DateField, FileField, MoneyField

ACCEPTED, OBJECTED, LATER = "accepted", "objected", "later"


class ReceiptForm(ActionForm):
    """One receipt, the photo first: on a phone it is in the hand already."""

    file = FileField(
        label=_("Foto oder Datei des Belegs"),
        help_text=_("Foto oder PDF, höchstens 15 MB"),
        required=False,
        # Without „capture“: so a phone offers its camera and the photos taken before.
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )
    amount = MoneyField(label=_("Betrag des Belegs"))
    dated = DateField(label=_("Datum auf dem Beleg"))
    payee = forms.CharField(
        label=_("Bezahlt an"), max_length=200, help_text=_("zum Beispiel der Name des Geschäfts")
    )
    subject = forms.CharField(label=_("Wofür"), max_length=300)
    paid_on = DateField(
        label=_("Bezahlt am"),
        required=False,
        help_text=_("nur, wenn an einem anderen Tag bezahlt wurde"),
    )
    invoice_number = forms.CharField(label=_("Rechnungsnummer"), max_length=80, required=False)
    other_funding = forms.ChoiceField(
        label=_("Bezahlt jemand anderes einen Teil davon?"), choices=OtherFunding.choices
    )
    other_amount = MoneyField(label=_("Wie viel davon bezahlen andere?"), required=False)
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.pop("file", None)
        said = {"file_name": file.name, "file_content": file.read()} if file else {}
        return {**data, "paid_on": data.get("paid_on") or data.get("dated"), **said}


class ReportForm(ActionForm):
    report = forms.CharField(
        label=_("Was haben Sie mit dem Geld gemacht?"),
        help_text=_("Zwei Sätze genügen. Bitte keine Namen von Teilnehmenden."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    people_reached = forms.IntegerField(
        label=_("Wie viele Menschen haben Sie erreicht?"),
        help_text=_("ungefähr, als Zahl"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    confirmed = forms.BooleanField(
        label=_(
            "Die Angaben stimmen. Das Geld wurde nur für den bewilligten Zweck ausgegeben, die "
            "Ausgaben waren notwendig und sparsam. Die Belege heben wir auf."
        ),
        required=False,
    )


class CheckForm(ActionForm):
    """Accept or object, receipt by receipt; what is left for later is not touched."""

    CHOICES = (
        (ACCEPTED, _("anerkennen")),
        (OBJECTED, _("beanstanden")),
        (LATER, _("später entscheiden")),
    )

    def __init__(self, *args: Any, receipts: list[SubProofReceipt], **options: Any) -> None:
        self.receipts = receipts
        super().__init__(*args, **options)

    def offer(self, actor: Any) -> None:
        for receipt in self.receipts:
            subject = receipt.allocation.receipt.subject
            self.fields[f"verdict_{receipt.pk}"] = forms.ChoiceField(
                label=format_lazy("{}: {}", _("Entscheidung"), subject),
                choices=self.CHOICES,
                initial=_verdict(receipt),
                widget=forms.RadioSelect,
            )
            self.fields[f"objection_{receipt.pk}"] = forms.CharField(
                label=format_lazy("{}: {}", _("Beanstandung"), subject),
                help_text=_("Der Empfänger liest diesen Satz."),
                initial=receipt.objection,
                max_length=300,
                required=False,
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each receipt beside the two fields about it."""
        return [
            {
                "receipt": each.allocation.receipt,
                "amount": each.allocation.amount,
                "fields": [self[f"verdict_{each.pk}"], self[f"objection_{each.pk}"]],
            }
            for each in self.receipts
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        findings = []
        for each in self.receipts:
            verdict = data.get(f"verdict_{each.pk}", LATER)
            objection = data.get(f"objection_{each.pk}", "")
            if verdict == OBJECTED and not objection:
                self.add_error(f"objection_{each.pk}", _("Schreiben Sie, was beanstandet wird."))
            if verdict != LATER:
                findings.append(ReceiptFinding(each, verdict == ACCEPTED, objection))
        if not findings and not self.errors:
            self.add_error(None, _("Entscheiden Sie über mindestens einen Beleg."))
        return {"findings": findings}


class ReasonForm(ActionForm):
    reason = forms.CharField(
        label=_("Grund"),
        help_text=_("Der Empfänger liest diesen Satz. Bitte keine Namen."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _verdict(receipt: SubProofReceipt) -> str:
    if receipt.accepted is None:
        return LATER
    return ACCEPTED if receipt.accepted else OBJECTED
