"""Forms: typed the German way, nothing lost, every error at its field and in the summary."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.eligibility.models import RuleSet
from kreislotse.organisations.models import Organisation
from kreislotse.web.forms import ActionForm
from tests.factories.organisations import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.frame_pages")]
FORM = "/frame/new/"
RIGHT = {
    "name": "Sprachkurs",
    "kind": "district",
    "day": "24.12.2015",
    "amount": "1.234,56",
    "share": "0,5",
    "way": "post",
    "parts": ["a"],
}


@pytest.fixture
def writer(acting, client_of):
    return client_of(acting(Role.STEERING, at=OrganisationFactory()))


def test_what_is_right_is_carried_out_and_said(writer):
    answer = writer.post(FORM, RIGHT, follow=True)
    assert answer.redirect_chain == [("/frame/", 302)]
    assert "Der Eintrag ist gespeichert." in answer.content.decode()


def test_each_field_has_its_label_and_hint_and_says_when_it_is_optional(writer):
    page = writer.get(FORM).content.decode()
    for name in ("name", "why", "kind", "day", "amount", "share", "sure"):
        assert f'<label class="kern-label" for="id_{name}">' in page
    assert page.count("(freiwillig)") == 2
    assert 'id="id_day_hint">Tag.Monat.Jahr, zum Beispiel 24.12.2015' in page
    assert re.search(r'<input[^>]*name="amount"[^>]*inputmode="decimal"', page)
    assert re.search(r'<input[^>]*name="day"[^>]*aria-describedby="id_day_hint"', page)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Bitte füllen Sie dieses Feld aus."),
        ("way", "", "Bitte wählen Sie hier etwas aus."),
        ("day", "31.02.2015", "Das ist kein Datum."),
        ("day", "24.12.15", "Das ist kein Datum."),
        ("day", "24.12.1015", "Das Jahr muss zwischen 1946 und 2100 liegen."),
        ("amount", "12,345", "„12,345“ ist kein Betrag in Euro."),
    ],
)
def test_an_error_stands_at_its_field_and_in_the_summary(writer, field, typed, said):
    answer = writer.post(FORM, {**RIGHT, field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a class="kern-link" href="#id_{field}">' in page
    assert f'id="id_{field}_error"' in page
    assert page.count(said) == 2


def test_what_was_typed_stays_after_an_error(writer):
    page = writer.post(FORM, {**RIGHT, "day": "morgen", "why": "Weil <alle>"}).content.decode()
    assert 'value="morgen"' in page
    assert 'value="1.234,56"' in page
    assert "Weil &lt;alle&gt;" in page
    assert re.search(r'<input[^>]*value="post"[^>]*checked', page)
    assert re.search(r'<input[^>]*value="a"[^>]*kern-form-check__checkbox[^>]*checked', page)


def test_a_refusal_of_the_house_stands_in_the_summary(writer):
    answer = writer.post(FORM, {**RIGHT, "name": "Falsch"})
    assert answer.status_code == 422
    assert "Ende (1) darf nicht vor Beginn (2) liegen." in answer.content.decode()


def test_the_page_says_what_the_deed_will_do_and_how_to_leave_it(writer):
    page = writer.get(FORM).content.decode()
    assert "Der Eintrag wird allen gezeigt" in page
    assert re.search(r'href="/frame/" data-abandon>Abbrechen<', page)


def test_without_the_right_the_form_is_not_even_shown(acting, client_of):
    auditor = client_of(acting(Role.AUDITOR, at=OrganisationFactory()))
    assert auditor.get(FORM).status_code == 403
    assert auditor.post(FORM, RIGHT).status_code == 403


def test_forms_with_data_of_people_in_care_keep_no_draft(writer):
    assert "data-no-draft" in writer.get("/frame/person/").content.decode()
    assert "data-no-draft" not in writer.get(FORM).content.decode()


def test_an_empty_form_that_is_sent_is_answered_and_not_shown_anew(writer):
    assert writer.post("/frame/person/", {}).status_code == 422


def test_no_invisible_sign_is_taken_over_whatever_the_form(writer):
    """Marks of direction would show an entry in another order than it is kept."""
    answer = writer.post(
        FORM, {**RIGHT, "name": "Sprach\u202ekurs\u2066", "amount": "zu\u200fviel"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Sprachkurs"' in page
    assert "„zuviel“ ist kein Betrag in Euro." in page
    assert not {"\u202e", "\u2066", "\u200f"} & set(page)


@pytest.mark.urls("kreislotse.config.urls")
def test_a_stored_text_of_any_package_has_no_invisible_sign(writer):
    district = Organisation.objects.get()
    values = {"owner": district.pk, "title": "Sprach\u202ekurs", "about": "ab\u200eA1"}
    address = reverse("eligibility:rule_set_new")
    assert writer.post(address, {"sent": "1", **values}).status_code == 302
    rule_set = RuleSet.objects.get()
    assert (rule_set.title, rule_set.about) == ("Sprachkurs", "abA1")


def test_a_password_stays_as_it_is_typed(acting):
    sent = QueryDict("password=a%E2%80%8Bb&name=a%E2%80%8Bb")

    class Sealed(ActionForm):
        password = forms.CharField(widget=forms.PasswordInput)
        name = forms.CharField()

    form = Sealed(sent, actor=acting(Role.STEERING, at=OrganisationFactory()))
    assert form.is_valid()
    assert form.cleaned_data == {"password": "a\u200bb", "name": "ab"}
