"""The lists of consent editions and of documented norms."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.participants.models import ConsentVersion, LegalBasis
from kreislotse.participants.states import ConsentPurpose, ConsentVersionState
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.navigation import Entry

P = Permission
TONES = {ConsentVersionState.RELEASED: "success", ConsentVersionState.DRAFT: "warning"}
NEIGHBOURS = (
    Entry(
        _("Einwilligungstexte"),
        "participants:consents",
        (P.CONSENT_WRITE, P.CONSENT_RELEASE, P.PERSON_EDIT),
    ),
    Entry(
        _("Rechtsgrundlagen"),
        "participants:bases",
        (P.CONSENT_RELEASE, P.PERSON_CHECK, P.PERSON_EDIT),
    ),
    Entry(_("Blätter drucken"), "participants:consents_to_ask", (P.PERSON_EDIT,)),
)


def version_address(version: ConsentVersion) -> str:
    return reverse("participants:consent_version", args=[version.pk])


def basis_address(basis: LegalBasis) -> str:
    return reverse("participants:basis", args=[basis.pk])


def state_badge(version: ConsentVersion) -> Badge:
    state = ConsentVersionState(version.state)
    text = _("Entwurf – noch nicht freigegeben") if state == ConsentVersionState.DRAFT else None
    return Badge(text or version.get_state_display(), TONES.get(state, "info"))


VERSIONS = Listing(
    _("Einwilligungstexte"),
    [
        Column("number", _("Fassung"), str, sort="number", link=version_address),
        Column("state", _("Stand"), state_badge, sort="state"),
        Column("released", _("Freigegeben am"), lambda row: row.released_on, sort="released_on"),
        Column("months", _("Gilt Monate"), lambda row: row.valid_months, numeric=True),
        Column("owner", _("Kreis"), lambda row: row.owner.name),
    ],
    _("Noch keine Texte. Die Steuerung legt eine Fassung an, der Datenschutz gibt sie frei."),
    filters=[
        Filter(
            "state",
            _("Stand"),
            ConsentVersionState.choices,
            lambda rows, chosen: rows.filter(state=chosen),
        )
    ],
    searchable=False,
    file_name="einwilligungstexte",
)
BASES = Listing(
    _("Rechtsgrundlagen"),
    [
        Column("norm", _("Norm"), lambda row: row.norm, sort="norm", link=basis_address),
        Column("purpose", _("Zweck"), LegalBasis.get_purpose_display, sort="purpose"),
        Column("recipient", _("Empfänger"), lambda row: row.recipient.name),
        Column("from", _("Gilt ab"), lambda row: row.valid_from, sort="valid_from"),
        Column("to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
    ],
    _(
        "Keine Norm ist dokumentiert. Daten gehen nur mit der Einwilligung jeder einzelnen Person "
        "weiter."
    ),
    filters=[
        Filter(
            "purpose",
            _("Zweck"),
            ConsentPurpose.choices,
            lambda rows, chosen: rows.filter(purpose=chosen),
        )
    ],
    searchable=False,
    file_name="rechtsgrundlagen",
)
