"""Pages of grants: what people see and do there."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.funding.models import (
    Application,
    ApplicationLine,
    ConsentInPrinciple,
    Distribution,
    Programme,
    ProgrammeUse,
    Purpose,
    Rate,
)
from kreislotse.funding.states import ApplicationState, ConsentRole, ConsentState
from kreislotse.initiatives.states import Direction
from kreislotse.kernel.money import Money
from tests.factories.funding import (
    ApplicationFactory,
    ApplicationLineFactory,
    CentreFactory,
    ConsentFactory,
    ConsentPartyFactory,
    LetterFactory,
    MinistryFactory,
    PostKindFactory,
    ProgrammeFactory,
    PurposeFactory,
    RateFactory,
)
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, client_of, centre):
    return client_of(acting(Role.GRANTS_OFFICER, at=centre.owner))


def page(client, route, *args, **query):
    response = client.get(reverse(f"funding:{route}", args=args), query)
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    return client.post(reverse(f"funding:{route}", args=args), {"sent": "1", **values})


@pytest.fixture
def application(centre):
    """The application of 2015, standing in for a centre that does not exist yet."""
    programme = ProgrammeFactory(name="Grundförderung", needs_consent=True)
    rate = RateFactory(programme=programme, source="Richtlinie 2012")
    half = RateFactory(programme=programme, per_full_post=Money.euros(40_000))
    application = ApplicationFactory(
        initiative=centre,
        programme=programme,
        requested=Money.euros(170_000),
        in_place_of="des Zentrums",
        not_begun=True,
    )
    for title, share, each in [("A", "2.0", rate), ("B", "1.0", rate), ("C", "0.5", half)]:
        ApplicationLineFactory(
            application=application, title=title, share=Decimal(share), rate=each
        )
    return application


def test_the_record_shows_how_the_sum_comes_about(officer, application):
    """T2, R-GRT-02, R-DIS-05."""
    _, text = page(officer, "application", application.pk)
    assert ("2,0 × 50.000,00 € + 1,0 × 50.000,00 € + 0,5 × 40.000,00 € = 170.000,00 €") in text
    assert "Richtlinie 2012" in text
    assert "(anstelle des Zentrums)" in text
    assert "Noch nicht übergeben." in text


def test_a_rate_that_nobody_could_read_says_what_to_do(officer, application):
    Rate.objects.update(per_full_post=None)
    _, text = page(officer, "application", application.pk)
    assert "nicht lesbar – bitte aus dem Bescheid eintragen" in text
    assert "Die Summe lässt sich noch nicht berechnen" in text
    _, text = page(officer, "programme", application.programme_id)
    assert "nicht lesbar – bitte aus dem Bescheid eintragen" in text


def test_a_difference_is_shown_with_its_reason(officer, application):
    """R-GRT-02."""
    Application.objects.update(requested=Money.euros(160_000))
    assert "noch nicht begründet" in page(officer, "application", application.pk)[1]
    Application.objects.update(difference_reason="Eigenanteil")
    assert "Begründung: Eigenanteil" in page(officer, "application", application.pk)[1]


def test_both_stages_are_seen_from_either_record(officer, application):
    consent = ConsentFactory(
        initiative=application.initiative,
        state=ConsentState.GRANTED,
        sent_on=date(2015, 9, 24),
        decided_on=date(2015, 10, 8),
    )
    for name, role in [("MAIS", ConsentRole.ADDRESSEE), ("MSW", ConsentRole.CONCURRING)]:
        ConsentPartyFactory(consent=consent, organisation__name=name, role=role)
    Application.objects.update(consent=consent)
    for route, pk in [("application", application.pk), ("consent", consent.pk)]:
        _, text = page(officer, route, pk)
        assert "1 von 2 Stufen erreicht" in text
        assert "nach 14 Tagen" in text
        assert "MAIS: angeschrieben" in text
        assert "MSW: im Einvernehmen" in text


def test_an_application_is_drafted_line_by_line(officer, centre):
    kind = PostKindFactory()
    rate = RateFactory(post_kind=kind)
    response = send(
        officer,
        "application_new",
        initiative=centre.pk,
        title="Grundförderung",
        applicant=centre.owner_id,
        programme=rate.programme_id,
        rates_on="01.12.2015",
        requested="100.000",
        purposes=[PurposeFactory().pk],
    )
    application = Application.objects.get()
    assert response.url == reverse("funding:application", args=[application.pk])
    send(
        officer,
        "application_line_new",
        application.pk,
        title="Sozialarbeit",
        post_kind=kind.pk,
        share="2,0",
    )
    line = ApplicationLine.objects.get()
    assert (line.rate, line.share, application.purposes.count()) == (rate, Decimal("2.0"), 1)
    send(officer, "application_line_remove", line.pk)
    assert not ApplicationLine.objects.exists()


def test_a_refusal_keeps_what_was_typed(officer, application):
    """R-GRT-02."""
    response = send(officer, "application_sum", application.pk, requested="160.000,00")
    text = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert "Berechnet sind 170.000,00 €" in text
    assert "160.000,00" in text


def test_too_early_is_refused_and_the_right_day_goes_through(officer, centre):
    """T3, R-GRT-01."""
    consent = ConsentFactory(
        initiative=centre, state=ConsentState.GRANTED, decided_on=date(2015, 10, 8)
    )
    application = ApplicationFactory(initiative=centre, consent=consent, approved=True)
    early = send(officer, "application_submit", application.pk, submitted_on="07.10.2015")
    assert (early.status_code, "08.10.2015" in early.content.decode()) == (422, True)
    send(officer, "application_submit", application.pk, submitted_on="09.10.2015")
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED


def test_the_change_form_knows_what_the_record_says(officer, application):
    response, _ = page(officer, "application_change", application.pk)
    assert response.context["form"].initial["applicant"] == application.applicant_id
    response = send(
        officer,
        "application_change",
        application.pk,
        title="Neuer Titel",
        applicant=application.applicant_id,
    )
    application.refresh_from_db()
    assert (response.status_code, application.title) == (302, "Neuer Titel")


@pytest.mark.parametrize(
    ("route", "state", "values", "then"),
    [
        ("application_unknown", "draft", {"note": "wie berichtet"}, "unknown"),
        ("application_draft", "unknown", {}, "draft"),
        ("application_withdraw", "draft", {"reason": "doppelt"}, "withdrawn"),
        ("application_award", "submitted", {"awarded_on": "24.11.2015"}, "awarded"),
        ("application_reject", "submitted", {}, "rejected"),
    ],
)
def test_every_step_has_its_page(officer, centre, route, state, values, then):
    application = ApplicationFactory(initiative=centre, state=state, submitted_on=date(2015, 10, 9))
    assert page(officer, route, application.pk)[0].status_code == 200
    assert send(officer, route, application.pk, **values).status_code == 302
    application.refresh_from_db()
    assert application.state == then


def test_the_head_approves(acting, client_of, application):
    head = client_of(acting(Role.HEAD, at=application.owner))
    send(head, "application_approve", application.pk)
    application.refresh_from_db()
    assert application.state == ApplicationState.INTERNALLY_APPROVED


def test_responsibility_is_handed_over(officer, application, centre):
    """R-DIS-05."""
    successor = OrganisationFactory(kind="centre", part_of=centre.owner)
    send(officer, "application_handover", application.pk, to=successor.pk, on="01.12.2015")
    _, text = page(officer, "application", application.pk)
    assert f"Ab 01.12.2015 verantwortet {successor.name}" in text


def test_the_distribution_is_entered_and_shown(officer, application):
    """R-DIS-04."""
    send(
        officer,
        "distribution",
        application.initiative_id,
        agreed_with_municipalities="on",
        rule="zu gleichen Teilen",
    )
    assert Distribution.objects.get().agreed_with_municipalities
    assert (
        "abgestimmt. Regel: zu gleichen Teilen" in page(officer, "application", application.pk)[1]
    )


def test_a_consent_goes_from_letter_to_concurrence(officer, centre):
    """R-GRT-01."""
    mais, msw = MinistryFactory(name="MAIS"), MinistryFactory(name="MSW")
    out = LetterFactory(initiative=centre, addressees=[mais, msw])
    answer = LetterFactory(initiative=centre, direction=Direction.IN, dated=date(2015, 10, 8))
    send(officer, "consent_new", initiative=centre.pk)
    consent = ConsentInPrinciple.objects.get()
    assert "Noch ist niemand angeschrieben" in page(officer, "consent", consent.pk)[1]
    send(officer, "consent_request", consent.pk, letter=out.pk)
    send(
        officer,
        "consent_grant",
        consent.pk,
        letter=answer.pk,
        decided_by=mais.pk,
        concurring=[msw.pk],
    )
    party = consent.parties.get(role=ConsentRole.CONCURRING)
    send(officer, "concurrence", party.pk, concurred_on="08.10.2015")
    _, text = page(officer, "consent", consent.pk)
    assert "nach 14 Tagen" in text
    assert text.count("08.10.2015") >= 3


@pytest.mark.parametrize(
    ("route", "values", "then"),
    [("consent_withdraw", {}, "withdrawn"), ("consent_refuse", None, "refused")],
)
def test_a_request_for_consent_ends(officer, centre, route, values, then):
    consent = ConsentFactory(initiative=centre, state="sent", sent_on=date(2015, 9, 24))
    if values is None:
        letter = LetterFactory(initiative=centre, direction="in", dated=date(2015, 10, 8))
        values = {"letter": letter.pk, "decided_by": MinistryFactory().pk}
    assert send(officer, route, consent.pk, **values).status_code == 302
    consent.refresh_from_db()
    assert consent.state == then


def test_programmes_rates_and_purposes_are_kept(officer, centre):
    send(officer, "programme_new", code="neu", name="Neu", financing="fixed_amount")
    programme = Programme.objects.get()
    kind = PostKindFactory()
    send(
        officer,
        "rate_new",
        programme.pk,
        post_kind=kind.pk,
        per_full_post="57.000",
        valid_from="01.01.2022",
        source="Richtlinie",
    )
    send(officer, "programme_change", programme.pk, name="Neuer", needs_consent="on")
    send(officer, "programme_use", initiative=centre.pk, programme=programme.pk)
    send(officer, "purpose_new", code="sprachkurse", title="Sprachkurse")
    assert Rate.objects.get().per_full_post == Money.euros(57_000)
    assert ProgrammeUse.objects.get().programme.name == "Neuer"
    assert Purpose.objects.get().title == "Sprachkurse"
    assert centre.title in page(officer, "programme", programme.pk)[1]
    assert "Sprachkurse" in page(officer, "purposes")[1]


@pytest.mark.parametrize(
    ("route", "label"),
    [
        ("applications", "Antrag anlegen"),
        ("consents", "Grundsätzliche Zustimmung vorbereiten"),
        ("programmes", "Förderprogramm anlegen"),
        ("purposes", "Zweck anlegen"),
    ],
)
def test_an_empty_list_names_the_next_step(officer, route, label):
    assert label in page(officer, route)[1]


def test_the_lists_of_grants_lead_to_each_other(officer):
    routes = ("applications", "consents", "programmes", "purposes")
    for route in routes:
        text = page(officer, route)[1]
        links = [
            f'<a class="kern-link" href="{reverse(f"funding:{each}")}">' in text for each in routes
        ]
        assert links == [each != route for each in routes]


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(
    ("route", "questions"), [("applications", 8), ("consents", 8), ("programmes", 5)]
)
def test_a_list_asks_the_same_however_long_it_is(officer, centre, route, questions, count):
    for _ in range(count):
        application = ApplicationFactory(initiative=centre, programme=ProgrammeFactory())
        ApplicationLineFactory(application=application, rate=RateFactory(), share=Decimal(1))
        ConsentPartyFactory(consent__initiative=centre)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(officer, route)
    assert len(asked) == questions


def test_a_list_is_narrowed_to_an_initiative(officer, centre):
    other = CentreFactory(owner=centre.owner)
    ours, theirs = ApplicationFactory(initiative=centre), ApplicationFactory(initiative=other)
    _, text = page(officer, "applications", initiative=centre.pk)
    assert (f">{ours.title}<" in text, f">{theirs.title}<" in text) == (True, False)


def test_what_belongs_to_others_is_not_found(officer):
    application, consent = ApplicationFactory(), ConsentFactory()
    line, party = ApplicationLineFactory(), ConsentPartyFactory()
    for route, record in [
        ("application", application),
        ("application_change", application),
        ("application_submit", application),
        ("application_handover", application),
        ("application_line_remove", line),
        ("consent", consent),
        ("consent_request", consent),
        ("concurrence", party),
        ("distribution", application.initiative),
    ]:
        assert page(officer, route, record.pk)[0].status_code == 404, route
    assert application.title not in page(officer, "applications")[1]


@pytest.mark.parametrize(
    ("role", "route", "status"),
    [
        (Role.HEAD, "application_change", 403),
        (Role.GRANTS_OFFICER, "application_approve", 403),
        (Role.GRANTS_OFFICER, "application_award", 409),
        (Role.STEERING, "application", 200),
        (Role.COUNSELLOR, "application", 404),
    ],
)
def test_doors_open_to_the_right_people_only(acting, client_of, application, role, route, status):
    client = client_of(acting(role, at=application.owner))
    assert page(client, route, application.pk)[0].status_code == status


@pytest.mark.parametrize("route", ["programme_new", "purpose_new", "application_new"])
def test_steering_only_reads_grants(acting, client_of, centre, route):
    steering = client_of(acting(Role.STEERING, at=centre.owner))
    assert page(steering, route)[0].status_code == 403
