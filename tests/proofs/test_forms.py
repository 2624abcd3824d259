"""Forms of the state: what is shipped can be filled, what is changed is checked first."""

import json
from datetime import date

import page
import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.models import DrawDown
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Fields, Grid, Text
from kreislotse.documents.workbook import render_xlsx
from kreislotse.funding.states import Financing
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.proofs import actions, errors
from kreislotse.proofs.forms import fill, templates_for
from kreislotse.proofs.layout import check_layout, parsed
from kreislotse.proofs.models import FormTemplate
from kreislotse.proofs.reference_data import forms
from kreislotse.proofs.states import FormKind
from kreislotse.proofs.values import GROUPS, TABLES, VALUES, known_tables, known_values
from tests.documents.test_pdf import failures, words
from tests.factories.awards import NotificationDutyFactory
from tests.factories.funding import ApplicationFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.proofs import FormTemplateFactory
from tests.proofs.conftest import SPRING

ON = date(2016, 3, 15)
LAYOUT = [{"title": "I", "text": ["Bescheid vom {award.dated}, Grund: {award.reference}."]}]


@pytest.fixture
def keeper(acting):
    return acting(Role.ADMINISTRATOR, at=OrganisationFactory(), now=SPRING)


@pytest.fixture
def shipped(keeper):
    actions.load_form_templates(actor=keeper)
    return {each.kind: each for each in FormTemplate.objects.all()}


@pytest.fixture
def draw_down(world):
    """The call for 18,000.00 that the world has drawn."""
    call = DrawDown.objects.create(
        award=world.item.award, number=1, expected_use_on=date(2016, 1, 20), needed_for="Kurse"
    )
    call.lines.create(item=world.item, amount=Money.euros(18_000))
    return call


def test_every_kind_of_form_is_shipped_once_and_only_once(shipped, keeper):
    assert set(shipped) == set(FormKind)
    assert actions.load_form_templates(actor=keeper) == 0
    assert JournalEntry.objects.filter(verb="load_form_templates").count() == len(FormKind)


def test_every_shipped_layout_names_known_values_only():
    for form in forms():
        check_layout(form.layout, form.kind)


def test_every_value_belongs_to_a_group_that_some_form_can_read():
    groups = {group for names in GROUPS.values() for group in names}
    assert {each.group for each in (*VALUES.values(), *TABLES.values())} == groups


def test_every_value_can_be_read(world, draw_down):
    """No value of the register fails on a record with the dullest data."""
    records = {
        FormKind.APPLICATION: ApplicationFactory(),
        FormKind.COVER_LETTER: world.item.award,
        FormKind.DRAW_DOWN: draw_down,
        FormKind.PROOF: world.proof,
        FormKind.NOTIFICATION: NotificationDutyFactory(award=world.item.award),
    }
    for kind, record in records.items():
        rows = [{"label": value.label, "value": name} for name, value in known_values(kind).items()]
        layout = [{"fields": rows}, *({"table": name} for name in known_tables(kind))]
        sheet = fill(FormTemplateFactory(kind=kind, layout=layout), record, on=ON)
        assert len(sheet.blocks) == 1 + len(known_tables(kind))


def test_shipped_forms_print_accessibly(shipped, world, draw_down):
    """8.2 to 8.5: application, call for money, proof, notification; PDF and workbook alike."""
    duty = NotificationDutyFactory(award=world.item.award)
    for record in (ApplicationFactory(), world.item.award, draw_down, world.proof, duty):
        templates = templates_for(record, ON)
        assert templates
        for template in templates:
            sheet = fill(template, record, on=ON)
            pdf = render_pdf(sheet)
            for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
                assert page.validate_pdf_bytes(pdf, profile=profile).is_compliant
            assert render_xlsx(sheet) == render_xlsx(fill(template, record, on=ON))


def test_the_proof_shows_plan_and_actual(shipped, world):
    sheet = fill(shipped[FormKind.PROOF], world.proof, on=ON)
    assert sheet.mark == "Entwurf"
    text = words(render_pdf(sheet))
    assert "Kochverein e. V." in text
    assert "Noch zurückzuzahlen 0,00 €" in text
    grids = {block.title: block for block in sheet.blocks if isinstance(block, Grid)}
    assert grids["II.2 Ausgaben"].total == (
        "Summe",
        *map(Money.euros, (18_000, 17_500, 500, 18_000, 0)),
    )
    assert grids["II.1 Einnahmen"].rows == (
        ("Zuwendung des Landes", Money.euros(18_000), "100,0", Money.euros(18_000), "100,0"),
    )


def test_a_signed_proof_keeps_its_numbers(shipped, world, head):
    signed = actions.sign_proof(world.proof, actor=head)
    before = fill(shipped[FormKind.PROOF], signed, on=ON)
    world.forwarding.accepted = Money.euros(400)
    world.forwarding.save()
    after = fill(shipped[FormKind.PROOF], signed, on=date(2020, 1, 1))
    assert (after, after.mark, after.dated) == (before, "", ON)


def test_a_lump_sum_is_offered_the_confirmation(shipped, world):
    award = world.item.award
    assert [each.kind for each in templates_for(world.proof, ON)] == [FormKind.PROOF]
    award.financing = Financing.LUMP_SUM
    award.save()
    world.proof.refresh_from_db()
    assert [each.kind for each in templates_for(world.proof, ON)] == [FormKind.CONFIRMATION]


def test_what_is_not_known_stays_empty(world):
    layout = [
        {"fields": [{"label": "Konto", "value": ""}, {"label": "Amt", "value": "award.programme"}]},
        {"text": ["Verzicht vom {award.waived_on}."]},
    ]
    template = FormTemplateFactory(kind=FormKind.COVER_LETTER, layout=layout)
    sheet = fill(template, world.item.award, on=ON)
    assert sheet.blocks == (
        Fields("", (("Konto", None), ("Amt", None))),
        Text("", ("Verzicht vom ____________.",)),
    )


def test_a_form_fits_its_kind_of_record_only(shipped, world):
    with pytest.raises(errors.FormDoesNotFit):
        fill(shipped[FormKind.APPLICATION], world.proof, on=ON)


def test_a_changed_form_is_a_new_version_from_a_day_on(world, shipped, officer):
    old = shipped[FormKind.PROOF]
    new = actions.copy_form_template(
        old, actor=officer, title="Neu", layout=json.dumps(LAYOUT), valid_from=date(2016, 4, 1)
    )
    old.refresh_from_db()
    assert (new.version, new.code, old.valid_to) == (2, old.code, date(2016, 3, 31))
    assert templates_for(world.proof, ON) == [old]
    assert templates_for(world.proof, date(2016, 4, 1)) == [new]
    sheet = fill(new, world.proof, on=ON)
    assert sheet.blocks == (Text("I", ("Bescheid vom 02.01.2015, Grund: 49.2-KI.",)),)


@pytest.mark.parametrize(
    ("layout", "refusal", "place"),
    [
        ("[{", errors.NotAForm, "Zeile 1, Zeichen 3"),
        ("{}", errors.NotAForm, "Anfang"),
        ("[]", errors.NotAForm, "Anfang"),
        ("[1]", errors.NotAForm, "Block 1"),
        ('[{"title": "x"}]', errors.NotAForm, "Block 1"),
        ('[{"text": ["a"], "fields": []}]', errors.NotAForm, "Block 1"),
        ('[{"text": "a"}]', errors.NotAForm, "Block 1, text"),
        ('[{"text": [3]}]', errors.NotAForm, "Block 1, text 1"),
        ('[{"fields": [{"label": "a"}]}]', errors.NotAForm, "Block 1, fields 1"),
        ('[{"table": "proof.measure"}]', errors.UnknownValue, "Block 1, table"),
        ('[{"text": ["{proof.nichts}"]}]', errors.UnknownValue, "Block 1, text 1"),
        (
            '[{"fields": [{"label": "a", "value": "application.need"}]}]',
            errors.UnknownValue,
            "Block 1, fields 1",
        ),
    ],
)
def test_a_slip_in_a_layout_is_named_by_its_place(layout, refusal, place, world, shipped, officer):
    """G19: nothing of the form is changed, and the known names are told."""
    before = JournalEntry.objects.count()
    with pytest.raises(refusal) as told:
        actions.copy_form_template(
            shipped[FormKind.PROOF],
            actor=officer,
            title="Neu",
            layout=layout,
            valid_from=date(2016, 4, 1),
        )
    assert told.value.facts["place"] == place
    assert JournalEntry.objects.count() == before
    if refusal is errors.UnknownValue:
        assert "award.title" in str(told.value) or "proof.income" in str(told.value)


def test_a_new_version_begins_after_the_one_before(world, shipped, officer):
    with pytest.raises(errors.FormInForce):
        actions.copy_form_template(
            shipped[FormKind.PROOF],
            actor=officer,
            title="Neu",
            layout=json.dumps(LAYOUT),
            valid_from=date(2015, 1, 1),
        )


def test_forms_are_kept_by_whoever_works_with_money(world, shipped, acting):
    auditor = acting(Role.AUDITOR, at=world.item.award.owner)
    with pytest.raises(NotAllowed):
        actions.copy_form_template(
            shipped[FormKind.PROOF],
            actor=auditor,
            title="Neu",
            layout=json.dumps(LAYOUT),
            valid_from=date(2016, 4, 1),
        )
    with pytest.raises(NotAllowed):
        actions.load_form_templates(actor=auditor)


def test_a_typed_layout_is_read():
    assert parsed(json.dumps(LAYOUT)) == LAYOUT


def test_hostile_texts_in_a_layout_are_printed(world):
    layout = [{"title": "#panic()", "text": ["{award.title} $x$ {nichts} #import"]}]
    template = FormTemplateFactory(kind=FormKind.COVER_LETTER, layout=layout)
    assert failures(render_pdf(fill(template, world.item.award, on=ON))) == []
