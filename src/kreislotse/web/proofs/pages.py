"""What the pages of proofs and forms show."""

import json
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.catalogue import right_to_keep
from kreislotse.access.policy import Permission, allowed
from kreislotse.awards.models import Award
from kreislotse.funding.models import Application
from kreislotse.kernel.german import period
from kreislotse.proofs.forms import templates_for
from kreislotse.proofs.models import FormTemplate, Proof
from kreislotse.proofs.numbers import numbers_of
from kreislotse.proofs.reasons import open_reasons
from kreislotse.proofs.rules import Numbers
from kreislotse.proofs.states import ProofState
from kreislotse.proofs.tables import (
    expenditure_table,
    income_table,
    passed_table,
    result_table,
)
from kreislotse.proofs.values import known_tables, known_values
from kreislotse.web.proofs import deeds
from kreislotse.web.proofs.listings import badge, kind
from kreislotse.web.proofs.sheets import shown_grid
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT

# The page of the forms of each kind of record, by the name of its address.
ROUTES = {
    "Application": "proofs:application_form",
    "Award": "proofs:award_form",
    "DrawDown": "proofs:draw_down_form",
    "NotificationDuty": "proofs:duty_form",
    "Proof": "proofs:proof_form",
}


def proof_page(request: Request, proof: Proof) -> dict[str, Any]:
    award, drafting = proof.duty.award, proof.state == ProofState.DRAFT
    context = record_context(
        request,
        proof,
        title=gettext("{kind}: {award}").format(kind=kind(proof.duty), award=award.title),
        crumbs=[
            (_("Verwendungsnachweise"), reverse("proofs:proofs")),
            (award.title, reverse("awards:award", args=[award.pk])),
        ],
        deeds={
            deed.verb: reverse(f"proofs:proof_{name}", args=[proof.pk])
            for name, deed in deeds.STEPS.items()
        },
        extra_deeds=_writing(proof) if drafting else [],
        state=badge(proof),
    )
    numbers = numbers_of(proof)
    return context | {
        "deeds": _one_first(context["deeds"]),
        "facts": [fact for fact in _facts(proof) if fact[1] not in (None, "")],
        "reasons": [reason.sentence(gettext) for reason in open_reasons(proof)],
        "drafting": drafting,
        "texts": _texts(proof),
        "tables": [shown_grid(table) for table in _tables(numbers)],
        "confirmations": _confirmations(proof),
        "incomes": proof.incomes.order_by("pk"),
        "may_write": drafting and allowed(request.actor, EDIT, at=proof.owner_id),
        "forms": forms_of(request, proof),
        "award": award,
    }


def forms_page(request: Request, award: Award) -> dict[str, Any]:
    """All sheets of an award in one place: of its application, its cash, its proofs."""
    records: list[Any] = [award.application] if award.application else []
    records += [award, *award.draw_downs.order_by("number")]
    records += Proof.objects.visible_to(request.actor).filter(duty__award=award).for_list()
    records += award.duties.order_by("arose_on", "pk")
    return {
        "award": award,
        "groups": [(record, forms_of(request, record)) for record in records],
        "title": gettext("Datenblätter: {award}").format(award=award.title),
        "crumbs": [(award.title, reverse("awards:award", args=[award.pk]))],
    }


def application_forms_page(request: Request, application: Application) -> dict[str, Any]:
    address = reverse("funding:application", args=[application.pk])
    return {
        "groups": [(application, forms_of(request, application))],
        "title": gettext("Datenblätter: {application}").format(application=application.title),
        "crumbs": [(application.title, address)],
    }


def template_page(request: Request, template: FormTemplate) -> dict[str, Any]:
    keep = right_to_keep(request.actor, EDIT)
    context = record_context(
        request,
        template,
        title=template.title,
        crumbs=[(_("Formulare"), reverse("proofs:templates"))],
        extra_deeds=[(keep, deeds.COPY.title, reverse("proofs:template_copy", args=[template.pk]))],
    )
    known = [*known_values(template.kind).values(), *known_tables(template.kind).values()]
    return context | {
        "facts": [
            (_("Art"), template.get_kind_display()),
            (_("Fassung"), template.version),
            (_("Nur für"), template.programme),
            (_("Gilt ab"), template.valid_from),
            (_("Gilt bis"), template.valid_to),
            (_("Quelle"), template.source),
        ],
        "layout": layout_text(template),
        "known": known,
    }


def layout_text(template: FormTemplate) -> str:
    """The layout as people edit it."""
    return json.dumps(template.layout, ensure_ascii=False, indent=2)


def dossier_page(award: Award) -> dict[str, Any]:
    """What will be in the dossier, before anybody takes it."""
    return {
        "award": award,
        "title": gettext("Prüfordner: {award}").format(award=award.title),
        "crumbs": [
            (_("Bescheide"), reverse("awards:awards")),
            (award.title, reverse("awards:award", args=[award.pk])),
        ],
        "counts": [
            (_("Positionen des Bescheids"), award.items.count()),
            (_("Buchungen mit Prüfsummen"), award.book.length),
            (_("Mittelabrufe"), award.draw_downs.count()),
            (_("Zuordnungen von Belegen"), _allocated(award)),
            (_("Weiterleitungen"), _forwarded(award)),
            (_("Nachweise"), award.proof_duties.filter(proof__isnull=False).count()),
            (_("Änderungsbescheide"), award.changes.count()),
            (_("Mitteilungen"), award.duties.count()),
        ],
    }


def _allocated(award: Award) -> int:
    """One line per allocation: the join repeats the item."""
    standing = {"allocations__isnull": False, "allocations__withdrawn_on__isnull": True}
    return award.items.filter(**standing).count()


def _forwarded(award: Award) -> int:
    return award.items.filter(forwardings__isnull=False).count()


def _one_first(possible: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where no step of the way can be taken yet, writing is what comes next."""
    if any(deed["primary"] for deed in possible):
        return possible
    return [deed | {"primary": place == 0} for place, deed in enumerate(possible)]


def _writing(proof: Proof) -> list[tuple[Permission, Any, str]]:
    return [
        (EDIT, deed.title, reverse(f"proofs:{name}", args=[proof.pk]))
        for name, deed in (
            ("proof_report", deeds.REPORT),
            ("income_new", deeds.ADD_INCOME),
            ("proof_confirm", deeds.CONFIRM),
        )
    ]


def _facts(proof: Proof) -> list[tuple[Any, ...]]:
    duty, scan = proof.duty, proof.scan
    return [
        (_("Bescheid"), duty.award, reverse("awards:award", args=[duty.award_id])),
        (_("Art"), kind(duty)),
        (_("Zeitraum"), period(duty.period_from, duty.period_to)),
        (_("Vorzulegen bis"), duty.due_on),
        (_("Unterschrieben am"), proof.signed_on),
        (_("Prüfsumme"), proof.checksum),
        (_("Vorgelegt am"), proof.submitted_on),
        (_("Was vorgelegt wurde"), scan, _file(proof) if scan else ""),
        (_("Von der Behörde geprüft am"), proof.audited_on),
        (_("Prüfungsvermerk"), proof.audit_remark),
    ]


def _file(proof: Proof) -> str:
    return reverse("awards:attachment", args=[proof.scan_id])


def _texts(proof: Proof) -> list[tuple[Any, Any]]:
    none = _("Es gab keine Abweichungen.")
    return [
        (_("Durchgeführte Maßnahme"), proof.measure),
        (_("Erfolg und Auswirkungen"), proof.effects),
        (_("Abweichungen"), none if proof.no_deviations else proof.deviations),
    ]


def _confirmations(proof: Proof) -> list[tuple[Any, bool]]:
    return [
        (_("Die Nebenbestimmungen wurden eingehalten."), proof.conditions_kept),
        (_("Die Ausgaben waren notwendig und wirtschaftlich."), proof.economical),
        (_("Die Angaben stimmen mit den Büchern überein."), proof.agrees_with_books),
    ]


def _tables(numbers: Numbers) -> list[Any]:
    tables = [income_table(numbers), expenditure_table(numbers), result_table(numbers)]
    return [*tables, passed_table(numbers)] if numbers.passed else tables


def forms_of(request: Request, record: Any) -> list[tuple[str, str]]:
    """The forms in force for a record, with the address of their screen."""
    route = ROUTES[type(record).__name__]
    return [
        (each.title, reverse(route, args=[record.pk, each.pk]))
        for each in templates_for(record, request.actor.today)
    ]
