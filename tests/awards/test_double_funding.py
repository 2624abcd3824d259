"""What others cover is not paid again where the programme forbids it (R-GRT-11)."""

from kreislotse.awards.double_funding import Clash, Payer, clash

KIM = Payer(("programme", 1), "KIM", excludes_others=True, norm="§ 9 Abs. 4 TIntG")
KOMM_AN = Payer(("programme", 2), "KOMM-AN")
OWN = Payer(("award", 7), "Kreismittel")


def test_a_programme_that_excludes_others_pays_nothing_that_others_cover():
    """T22"""
    found = clash(KIM, paying=[KOMM_AN], other="Bund")
    assert found == Clash("KIM", "§ 9 Abs. 4 TIntG", ("KOMM-AN", "Bund"))


def test_it_is_no_difference_which_of_the_two_came_first():
    assert clash(KOMM_AN, paying=[KIM]) == Clash("KIM", "§ 9 Abs. 4 TIntG", ("KOMM-AN",))


def test_other_programmes_may_share_a_cost():
    assert clash(KOMM_AN, paying=[OWN], other="Dritte") is None


def test_two_awards_of_one_programme_are_one_payer():
    assert clash(KIM, paying=[KIM, KIM]) is None


def test_a_cost_that_nobody_else_covers_may_be_paid():
    assert clash(KIM, paying=[]) is None
