"""The pages of the books: where the money is, what was booked, and its reversal."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.ledger.models import Book, Transfer
from kreislotse.ledger.states import AccountKind as K
from tests.factories.ledger import BookFactory, deed, pot
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.fixtures.guards import unguarded

pytestmark = pytest.mark.django_db
euros = Money.euros


@pytest.fixture
def district():
    return OrganisationFactory(name="Kreis Coesfeld")


@pytest.fixture
def book(district):
    """T21: 18.000 euros, half of it drawn, 6.000 bound for a town, of that 4.000 paid, 1.000
    proven; and 2.000 for another purpose, untouched."""
    book = BookFactory(owner=district, title="Ehrenamt 2015")
    town = MunicipalityFactory(name="Nottuln", part_of=district)
    award = pot(book, awarded=euros(18_000))
    pot(book, item="item-2", awarded=euros(2_000))
    movements.request_draw(award, euros(10_000), deed(book, "request"))
    movements.receive_draw(award, euros(9_000), deed(book, "receive"))
    movements.commit(award, town, euros(6_000), deed(book, "commit", "Vertrag vom 2. November"))
    movements.pay(award, town, euros(4_000), deed(book, "pay"))
    movements.prove(award, town, euros(1_000), deed(book, "prove"))
    book.refresh_from_db()
    return book


@pytest.fixture
def officer(acting, client_of, district):
    return client_of(acting(Role.GRANTS_OFFICER, at=district))


def page(client, route, *args, **query):
    response = client.get(reverse(f"ledger:{route}", args=args), query)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def test_the_list_sums_up_how_far_the_money_has_come(officer, book):
    BookFactory(title="Buch eines anderen Kreises")
    rows = officer.get(reverse("ledger:books")).context["lines"]
    assert [[cell["value"] for cell in row] for row in rows] == [
        [
            "Ehrenamt 2015",
            *map(euros, (20_000, 9_000, 6_000, 4_000, 1_000, 0)),
            9,
        ]
    ]


@pytest.mark.parametrize("key", ["title", "awarded", "returned", "length"])
def test_the_list_sorts_by_what_it_shows(officer, book, key):
    BookFactory(owner=book.owner, title="Anfang")
    for sign, first in (("", "Anfang"), ("-", "Ehrenamt 2015")):
        if key == "returned":
            first = "Ehrenamt 2015"  # both are zero: the older one stands first
        rows = officer.get(reverse("ledger:books"), {"sort": f"{sign}{key}"}).context["lines"]
        assert rows[0][0]["value"] == first


def test_the_list_asks_as_much_for_many_books_as_for_one(officer, district):
    asked = []
    for number in (1, 60):
        while Book.objects.count() < number:
            pot(BookFactory(owner=district), awarded=Money(1))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(officer, "books")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_book_shows_each_item_with_its_money_and_the_sum(officer, book):
    context = officer.get(reverse("ledger:book", args=[book.pk])).context
    assert [str(column) for column in context["columns"]] == [
        "bewilligt",
        "noch nicht abgerufen",
        "abgerufen",
        "eingegangen",
        "frei",
        "gebunden",
        "Nachweis offen",
        "nachgewiesen",
        "zurückgegeben",
    ]
    rows = [(title, [amount for _, amount in amounts]) for title, amounts in context["items"]]
    assert rows == [
        (
            "Zweck item-1",
            [*map(euros, (18_000, 8_000, 1_000, 9_000, 12_000, 2_000, 3_000, 1_000, 0))],
        ),
        ("Zweck item-2", [*map(euros, (2_000, 2_000, 0, 0, 2_000, 0, 0, 0, 0))]),
    ]
    assert [amount for _, amount in context["sums"]] == [
        *map(euros, (20_000, 10_000, 1_000, 9_000, 14_000, 2_000, 3_000, 1_000, 0))
    ]


def test_a_book_leads_to_its_accounts_and_each_to_its_transfers(officer, book):
    said = page(officer, "book", book.pk)
    account = book.accounts.get(kind=K.PAID)
    assert f'href="{reverse("ledger:account", args=[account.pk])}"' in said
    assert "Zweck item-1, ausgezahlt (Nottuln)" in said
    assert "Eingegangen und noch da" in said
    shown = page(officer, "account", account.pk)
    assert "Stand: 3.000,00 €." in shown
    rows = officer.get(reverse("ledger:account", args=[account.pk])).context["lines"]
    assert [row[2]["value"] for row in rows] == ["Nachweis anerkannt", "Auszahlung"]


def test_what_was_paid_before_it_came_in_is_said(officer, book, district):
    town = MunicipalityFactory(part_of=district)
    movements.spend(pot(book), town, euros(7_000), deed(book, "advance"))
    said = page(officer, "book", book.pk)
    assert "Vorgeleistet" in said
    assert "2.000,00 €" in said


def test_an_empty_book_says_what_comes_next(officer, district):
    said = page(officer, "book", BookFactory(owner=district).pk)
    assert "Noch ist nichts bewilligt. Das Buch füllt sich mit dem Bescheid." in said
    assert "<svg" not in said.split("<main", 1)[1]


def test_transfers_are_found_by_reference_and_kind_and_taken_along(officer, book):
    address = reverse("ledger:transfers", args=[book.pk])
    assert len(officer.get(address).context["lines"]) == 9
    for query in ({"search": "COMMIT"}, {"kind": "commitment"}):
        rows = officer.get(address, query).context["lines"]
        assert [row[6]["value"] for row in rows] == ["Vertrag vom 2. November"]
    lines = officer.get(address, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0]) == (10, "Nr.;Tag;Art;Betrag;Von;Nach;Anmerkung")


def test_a_list_of_transfers_asks_as_much_for_many_as_for_few(officer, book):
    asked = []
    for more in (0, 100):
        for number in range(more):
            movements.award(pot(book), Money(1), deed(book, f"more-{number}"))
        with CaptureQueriesContext(connection) as queries:
            page(officer, "transfers", book.pk)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_transfer_says_who_booked_what_and_what_belongs_to_it(acting, client_of, book, district):
    clerk = acting(Role.GRANTS_OFFICER, at=district)
    spend = movements.Deed(clerk, clerk.today, "lunch", "Bewirtung")
    bound, paid = movements.spend(pot(book), district, euros(50), spend)
    said = page(client_of(clerk), "transfer", bound.pk)
    for part in ("Bindung", "50,00 €", "Bewirtung", "lunch/bound", bound.hash, "Person "):
        assert part in said
    assert f'href="{reverse("ledger:transfer", args=[paid.pk])}"' in said
    assert f'href="{reverse("ledger:transfer_reverse", args=[bound.pk])}"' in said


def test_a_deed_is_reversed_with_a_reason(officer, book):
    wrong = Transfer.objects.get(deed="prove")
    response = officer.post(
        reverse("ledger:transfer_reverse", args=[wrong.pk]), {"reason": "Beleg fehlt"}
    )
    assert response.url == reverse("ledger:transfer", args=[wrong.pk])
    said = page(officer, "transfer", wrong.pk)
    assert "Der Vorgang ist storniert." in said
    assert "Storniert durch die Buchung" in said
    assert "Beleg fehlt" in said
    assert reverse("ledger:transfer_reverse", args=[wrong.pk]) not in said
    reversal = page(officer, "transfer", wrong.reversal.pk)
    assert "Storniert die Buchung" in reversal


def test_a_refused_reversal_keeps_what_was_typed(officer, book):
    wrong = Transfer.objects.get(deed="pay")
    response = officer.post(
        reverse("ledger:transfer_reverse", args=[wrong.pk]), {"reason": "Falscher Ort"}
    )
    said = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert "Von den 4.000,00 € sind auf „Zweck item-1, ausgezahlt (Nottuln)“ nur noch" in said
    assert "Falscher Ort" in said
    without = officer.post(reverse("ledger:transfer_reverse", args=[wrong.pk]), {"reason": ""})
    assert without.status_code == 422


def test_the_audit_is_made_when_asked_for_and_proven(officer, book):
    assert "Jetzt prüfen" in page(officer, "audit")
    said = officer.post(reverse("ledger:audit")).content.decode()
    assert "Alles stimmt." in said
    assert reverse("ledger:audit_proof") in said
    proof = officer.get(reverse("ledger:audit_proof"))
    assert (proof["Content-Type"], proof.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_audit_names_each_difference_of_the_books_that_the_reader_may_see(officer, book):
    theirs = pot(BookFactory(title="Fremdes Buch"), awarded=Money(1))
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_transfer SET note = 'x' WHERE number = 2 AND book_id IN (%s, %s)",
            [book.pk, theirs.book.pk],
        )
    said = officer.post(reverse("ledger:audit")).content.decode()
    assert "1 Abweichung gefunden." in said
    assert "Ehrenamt 2015, Buchung 2: Die Buchung passt nicht zu ihrer Prüfsumme." in said
    assert "Fremdes Buch" not in said


ROUTES = [
    ("books", ""),
    ("book", "book"),
    ("book_flow", "book"),
    ("transfers", "book"),
    ("account", "account"),
    ("transfer", "transfer"),
    ("audit", ""),
    ("audit_proof", ""),
]


@pytest.mark.parametrize(("route", "of"), ROUTES)
@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.AUDITOR, 200), (Role.STEERING, 200), (Role.HEAD, 200), (Role.MUNICIPAL_CLERK, 404)],
)
def test_who_reads_the_money_of_the_place_reads_its_books(
    acting, client_of, book, district, route, of, role, status
):
    """R-DP-10, R-DP-11"""
    records = {"book": book, "account": book.accounts.first(), "transfer": book.transfers.first()}
    args = [records[of].pk] if of else []
    client = client_of(acting(role, at=district))
    expected = 403 if status == 404 and not of else status
    assert client.get(reverse(f"ledger:{route}", args=args)).status_code == expected


def test_nobody_elsewhere_sees_a_book(acting, client_of, book):
    """R-DP-11"""
    stranger = client_of(acting(Role.GRANTS_OFFICER, at=OrganisationFactory()))
    records = {"book": book, "account": book.accounts.first(), "transfer": book.transfers.first()}
    for route, of in [*ROUTES, ("transfer_reverse", "transfer")]:
        if of:
            address = reverse(f"ledger:{route}", args=[records[of].pk])
            assert stranger.get(address).status_code == 404
    assert "Ehrenamt 2015" not in page(stranger, "books")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.STEERING, Role.HEAD])
def test_who_only_reads_does_not_reverse(acting, client_of, book, district, role):
    """R-DP-10"""
    wrong = Transfer.objects.get(deed="prove")
    client = client_of(acting(role, at=district))
    address = reverse("ledger:transfer_reverse", args=[wrong.pk])
    assert address not in page(client, "transfer", wrong.pk)
    assert client.post(address, {"reason": "Irrtum"}).status_code == 403
    assert book.transfers.count() == 9
