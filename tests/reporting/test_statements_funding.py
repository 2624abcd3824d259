"""How the paper tells the way of the money."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.funding.models import Distribution, ProgrammeUse
from kreislotse.funding.states import ApplicationState, ConsentRole, ConsentState, Financing
from kreislotse.initiatives.states import InitiativeKind
from kreislotse.kernel.money import Money
from tests.factories.funding import (
    ApplicationFactory,
    ApplicationLineFactory,
    CentreFactory,
    ConsentFactory,
    ConsentPartyFactory,
    MinistryFactory,
    ProgrammeFactory,
    PurposeFactory,
    RateFactory,
)
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

SENT = date(2015, 9, 24)


@pytest.fixture
def centre():
    return CentreFactory(owner=OrganisationFactory(name="Kreis Musterland", gender="m"))


@pytest.fixture
def labour(db):
    return MinistryFactory(name="Ministerium für Arbeit", short_name="MA")


@pytest.fixture
def schools(db):
    return MinistryFactory(
        name="Ministerium für Schule", short_name="MS", dative="dem Ministerium für Schule"
    )


def party(consent, organisation, role=ConsentRole.ADDRESSEE):
    return ConsentPartyFactory(consent=consent, organisation=organisation, role=role)


def test_the_request_names_its_addressee(said, centre, labour):
    consent = ConsentFactory(initiative=centre, state=ConsentState.SENT, sent_on=SENT)
    party(consent, labour)
    assert said(centre, "funding.consent") == [
        (
            "Mit Schreiben vom 24. September 2015 hat der Kreis Musterland das Ministerium für "
            "Arbeit (MA) um die grundsätzliche Zustimmung gebeten."
        )
    ]


@pytest.mark.parametrize(
    ("state", "sent", "asked", "sentences"),
    [
        (ConsentState.DRAFT, None, False, []),
        (
            ConsentState.DRAFT,
            None,
            True,
            [
                (
                    "Der Antrag auf grundsätzliche Zustimmung ist in Vorbereitung "
                    "(an: das Ministerium für Arbeit (MA))."
                )
            ],
        ),
        (
            ConsentState.SENT,
            SENT,
            False,
            [
                (
                    "Der Kreis Musterland hat um die grundsätzliche Zustimmung gebeten "
                    "(Adressat: noch offen; Datum: 24. September 2015)."
                )
            ],
        ),
        (
            ConsentState.WITHDRAWN,
            SENT,
            True,
            [
                (
                    "Mit Schreiben vom 24. September 2015 hat der Kreis Musterland das Ministerium "
                    "für Arbeit (MA) um die grundsätzliche Zustimmung gebeten. "
                    "Der Antrag ist zurückgezogen."
                )
            ],
        ),
    ],
)
def test_a_request_says_no_more_than_is_known(said, centre, labour, state, sent, asked, sentences):
    consent = ConsentFactory(initiative=centre, state=state, sent_on=sent)
    if asked:
        party(consent, labour)
    assert said(centre, "funding.consent") == sentences


@pytest.mark.parametrize(
    ("state", "decided", "roles", "sentence"),
    [
        (
            ConsentState.GRANTED,
            date(2015, 10, 8),
            {"MA": ConsentRole.DECIDING, "MS": ConsentRole.CONCURRING},
            (
                "Das MA hat sie im Einvernehmen mit dem MS mit Schreiben vom 8. Oktober 2015 "
                "erteilt, 14 Tage nach dem Antrag."
            ),
        ),
        (
            ConsentState.REFUSED,
            date(2015, 9, 25),
            {"MA": ConsentRole.DECIDING},
            "Das MA hat sie mit Schreiben vom 25. September 2015 versagt, 1 Tag nach dem Antrag.",
        ),
        (
            ConsentState.GRANTED,
            SENT,
            {"MA": ConsentRole.DECIDING, "MS": ConsentRole.DECIDING},
            (
                "Das MA und das MS haben sie mit Schreiben vom 24. September 2015 erteilt, "
                "noch am Tag des Antrags."
            ),
        ),
        (
            ConsentState.GRANTED,
            date(2015, 10, 8),
            {},
            (
                "Die Zustimmung wurde (von wem: noch offen) mit Schreiben vom 8. Oktober 2015 "
                "erteilt, 14 Tage nach dem Antrag."
            ),
        ),
    ],
)
def test_the_decision_says_who_when_and_how_long_after(
    said, centre, labour, schools, state, decided, roles, sentence
):
    consent = ConsentFactory(initiative=centre, state=state, sent_on=SENT, decided_on=decided)
    for ministry in (labour, schools):
        if ministry.short_name in roles:
            party(consent, ministry, roles[ministry.short_name])
    assert said(centre, f"funding.consent.{consent.pk}.decision") == [sentence]


@pytest.mark.parametrize(
    ("state", "with_authority", "sentence"),
    [
        (
            ApplicationState.DRAFT,
            True,
            "Der konkrete Förderantrag an die Bezirksregierung Musterstadt ist in Vorbereitung.",
        ),
        (
            ApplicationState.REJECTED,
            True,
            "Der konkrete Förderantrag an die Bezirksregierung Musterstadt ist abgelehnt.",
        ),
        (
            ApplicationState.UNKNOWN,
            False,
            (
                "Der konkrete Förderantrag (Bewilligungsbehörde: noch offen) "
                "hat den Stand: noch offen."
            ),
        ),
    ],
)
def test_an_application_says_where_it_stands(said, centre, state, with_authority, sentence):
    authority = OrganisationFactory(
        kind="district_government", name="Bezirksregierung Musterstadt", gender="f"
    )
    ApplicationFactory(
        initiative=centre, state=state, granting_authority=authority if with_authority else None
    )
    assert said(centre, "funding.application")[0] == sentence


@pytest.mark.parametrize(
    ("requested", "financing", "shares", "sentence"),
    [
        (
            Money.euros(170_000),
            Financing.FIXED_AMOUNT,
            ["2.0", "1.0", "0.4"],
            (
                "Vorgesehen ist eine Festbetragsfinanzierung von 170.000 €; "
                "sie ergibt sich aus 2,0 × 50.000 € + 1,0 × 50.000 € + 0,4 × 50.000 €."
            ),
        ),
        (
            Money.euros(90_000),
            "",
            ["2.0"],
            (
                "Vorgesehen ist eine Förderung von 90.000 € (Finanzierungsart: noch offen); "
                "aus den Stellen errechnen sich 100.000 € (2,0 × 50.000 €)."
            ),
        ),
        (
            None,
            Financing.SHARE,
            [],
            "Die Höhe der Förderung ist noch offen (Finanzierungsart: Anteilfinanzierung).",
        ),
        (
            Money(123_450),
            Financing.FULL,
            [],
            "Vorgesehen ist eine Vollfinanzierung von 1.234,50 €.",
        ),
    ],
)
def test_a_sum_stands_with_its_formula(said, centre, requested, financing, shares, sentence):
    """R-GRT-02."""
    application = ApplicationFactory(initiative=centre, requested=requested, financing=financing)
    rate = RateFactory(per_full_post=Money.euros(50_000))
    for share in shares:
        ApplicationLineFactory(application=application, share=Decimal(share), rate=rate)
    assert said(centre, f"funding.application.{application.pk}.sum") == [sentence]


def pots(*amounts, programmes=1, instead="", of_programme=False):
    """Small programmes with these sums; each has one purpose more than the last."""
    owner = OrganisationFactory(name="Kreis Musterland", gender="m")
    initiative = InitiativeFactory(owner=owner, kind=InitiativeKind.FUNDING)
    uses = [
        ProgrammeUse.objects.create(
            initiative=initiative, programme=ProgrammeFactory(name=f"Ankommen {number}")
        )
        for number in range(1, programmes + 1)
    ]
    titles = ["Sprachkurse", "Feste", "Fahrten"]
    for number, amount in enumerate(amounts):
        pot = ApplicationFactory(
            initiative=initiative,
            in_place_of=instead,
            requested=amount,
            programme=uses[0].programme if of_programme else None,
        )
        pot.purposes.set([PurposeFactory(title=title) for title in titles[:number]])
    return initiative


def test_one_sum_of_one_programme_reads_in_the_singular(said):
    assert said(pots(Money.euros(500), of_programme=True), "funding") == [
        "Der Kreis Musterland beantragt Mittel aus dem Programm „Ankommen 1“.",
        "Es geht um einen Betrag:",
        "500 € für diese Zwecke: noch offen (Programm „Ankommen 1“)",
    ]


def test_two_sums_of_two_programmes_leave_open_which_is_whose(said):
    """R-DIS-05, R-PAP-06."""
    initiative = pots(
        Money.euros(18_000), Money.euros(20_000), programmes=2, instead="des Zentrums"
    )
    assert said(initiative, "funding") == [
        (
            "Anstelle des Zentrums beantragt der Kreis Musterland Mittel aus den Programmen "
            "„Ankommen 1“ und „Ankommen 2“."
        ),
        "Es geht um zwei Beträge über zusammen 38.000 €:",
        "18.000 € für diese Zwecke: noch offen",
        "20.000 € für diese Zwecke: Sprachkurse",
        "Welcher Betrag zu welchem Programm gehört, ist noch offen.",
    ]


def test_an_unknown_sum_leaves_the_total_open(said):
    initiative = pots(Money.euros(18_000), None, programmes=0)
    assert said(initiative, "funding") == [
        "Der Kreis Musterland beantragt Mittel (Programme: noch offen).",
        "Es geht um zwei Beträge (Summe: noch offen):",
        "18.000 € für diese Zwecke: noch offen",
        "Ein Betrag, dessen Höhe noch offen ist, für diese Zwecke: Sprachkurse",
    ]


@pytest.mark.parametrize(
    ("status", "agreed", "rule", "sentences"),
    [
        (
            "bewilligt",
            True,
            "abgestimmt",
            [
                "Stand der Anträge: bewilligt.",
                "Die Mittel werden in Abstimmung mit den Städten und Gemeinden verteilt.",
            ],
        ),
        (
            "Beide sind gestellt.",
            False,
            "nach Einwohnern",
            ["Stand der Anträge: Beide sind gestellt.", "Verteilung der Mittel: nach Einwohnern."],
        ),
        ("", False, "", ["Verteilung der Mittel: noch offen."]),
    ],
)
def test_state_and_distribution_stand_as_reported(said, status, agreed, rule, sentences):
    initiative = InitiativeFactory(kind=InitiativeKind.FUNDING, status_text=status)
    Distribution.objects.create(
        initiative=initiative,
        owner=initiative.owner,
        agreed_with_municipalities=agreed,
        rule=rule,
    )
    assert said(initiative, "funding") == sentences
