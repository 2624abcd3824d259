"""Where the money is: the figures, and a drawing whose bars are as long as their shares."""

from fractions import Fraction

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger import movements
from kreislotse.ledger.models import Book
from kreislotse.web.ledger.flow import figures_of, flow_of
from tests.factories.ledger import BookFactory, deed, pot
from tests.factories.organisations import MunicipalityFactory

pytestmark = pytest.mark.django_db
euros = Money.euros


@pytest.fixture
def book():
    """1.000 euros: 600 drawn, 100 called for; 800 bound, 500 of it paid, 250 of that proven; 50
    paid back."""
    book, town = BookFactory(), MunicipalityFactory()
    award = pot(book, awarded=euros(1_000))
    movements.request_draw(award, euros(700), deed(book, "request"))
    movements.receive_draw(award, euros(600), deed(book, "receive"))
    movements.commit(award, town, euros(800), deed(book, "commit"))
    movements.pay(award, town, euros(500), deed(book, "pay"))
    movements.prove(award, town, euros(250), deed(book, "prove"))
    movements.repay(award, euros(50), deed(book, "repay"))
    return book


def ours(*books):
    return Book.objects.filter(pk__in=[book.pk for book in books])


def said(books):
    return [(each.number, str(each.label), each.amount) for each in figures_of(books)]


def test_every_stage_says_what_has_got_so_far_and_what_stayed_behind(book):
    assert said(ours(book)) == [
        (1, "bewilligt", euros(1_000)),
        (2, "eingegangen", euros(600)),
        (3, "abgerufen", euros(100)),
        (4, "noch nicht abgerufen", euros(300)),
        (5, "insgesamt gebunden", euros(800)),
        (6, "zurückgegeben", euros(50)),
        (7, "frei", euros(150)),
        (8, "ausgezahlt", euros(500)),
        (9, "noch nicht ausgezahlt", euros(300)),
        (10, "nachgewiesen", euros(250)),
        (11, "noch nicht nachgewiesen", euros(250)),
    ]
    assert [figure.per_cent for figure in figures_of(ours(book))][:3] == [
        "100,0\u00a0%",
        "60,0\u00a0%",
        "10,0\u00a0%",
    ]


def test_several_books_are_summed_up(book):
    other = pot(BookFactory(), awarded=euros(500)).book
    figures = said(ours(book, other))
    assert figures[0][2] == euros(1_500)
    assert figures[6][2] == euros(650)


def test_the_parts_of_a_bar_lie_side_by_side_and_the_band_leads_to_the_next(book):
    bars = flow_of(ours(book))["flow"].bars
    assert [[(part.x, part.width) for part in bar.parts] for bar in bars] == [
        [("0.000%", "100.000%")],
        [("0.000%", "60.000%"), ("60.000%", "10.000%"), ("70.000%", "30.000%")],
        [("0.000%", "80.000%"), ("80.000%", "5.000%"), ("85.000%", "15.000%")],
        [("0.000%", "50.000%"), ("50.000%", "30.000%")],
        [("0.000%", "25.000%"), ("25.000%", "25.000%")],
    ]
    assert [bar.band_width for bar in bars[:-1]] == ["100.000%", "100.000%", "80.000%", "50.000%"]
    assert [part.middle for part in bars[2].parts] == ["40.000%", "", "92.500%"]
    assert [[part.first for part in bar.parts] for bar in bars[3:]] == [[True, False]] * 2
    edges = [bar.band_y + bar.band_height for bar in bars[:-1]]
    assert edges == [bar.y for bar in bars[1:]]


def test_what_is_nothing_is_not_drawn_but_stands_in_the_table():
    book = pot(awarded=euros(10)).book
    flow = flow_of(ours(book))["flow"]
    assert [[str(part.figure.label) for part in bar.parts] for bar in flow.bars] == [
        ["bewilligt"],
        ["noch nicht abgerufen"],
        ["frei"],
    ]
    assert len(flow.figures) == 11


def test_nothing_awarded_is_no_picture():
    flow = flow_of(ours(BookFactory()))["flow"]
    assert (flow.bars, flow.height, flow.awarded) == ([], 0, ZERO)
    assert {figure.share for figure in flow.figures} == {Fraction(0)}


def test_the_picture_has_its_words_and_its_figures_as_a_file(acting, client_of, book):
    client = client_of(acting(Role.AUDITOR, at=book.owner))
    page = client.get(reverse("ledger:book", args=[book.pk])).content.decode()
    page = page.replace("\u00a0", " ")
    assert 'role="img" aria-labelledby="flow-title flow-text"' in page
    assert "Der Weg von 1.000,00 € von der Bewilligung bis zum Nachweis</title>" in page
    assert "5 insgesamt gebunden: 800,00 €. 6 zurückgegeben: 50,00 €." in page
    address = reverse("ledger:book_flow", args=[book.pk])
    assert f'href="{address}?export=csv"' in page
    lines = client.get(address, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert lines[1].replace("\u00a0", " ") == "1;Bewilligung;bewilligt;1.000,00 €;100,0 %"
    assert len(lines) == 12
