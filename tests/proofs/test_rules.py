"""Plan against actual, income against expenditure, and whether all ties (R-GRT-14, G19)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from kreislotse.funding.states import Financing
from kreislotse.kernel.money import ZERO, Money
from kreislotse.proofs import errors
from kreislotse.proofs.rules import (
    Income,
    ItemLine,
    Numbers,
    Passed,
    Said,
    empty_parts,
    percent,
    ties,
)

EUROS = Money.euros
COURSES = ItemLine(
    1,
    "Sprachkurse",
    planned=EUROS(18_000),
    own=EUROS(17_000),
    others=EUROS(1_000),
    receipts=EUROS(17_000),
    accepted=EUROS(1_000),
    bound=ZERO,
)
CLUB = Passed("Sprachkurse", "Verein", "Kochen", EUROS(1_000), EUROS(1_000), ZERO, ZERO)
TIED = Numbers(
    final=True,
    financing=Financing.FULL,
    items=(COURSES,),
    incomes=(),
    passed=(CLUB,),
    received=EUROS(18_000),
    repaid=ZERO,
    requested=ZERO,
    shared_cost=ZERO,
)
SAID = Said("Kurse", "gelernt", "ein Kurs weniger", False, True, True, True)


def shared(**values):
    """A notice with 80 per cent of 20,000.00 and own funds of 4,000.00."""
    line = replace(COURSES, planned=EUROS(16_000), own=EUROS(15_000), receipts=EUROS(15_000))
    numbers = replace(
        TIED,
        financing=Financing.SHARE,
        percent_hundredths=8000,
        eligible_by_notice=EUROS(20_000),
        items=(line,),
        received=EUROS(16_000),
        shared_cost=EUROS(4_000),
        incomes=(Income("Eigenmittel", "Kreis", EUROS(4_000), EUROS(4_000)),),
    )
    return replace(numbers, **values)


def test_what_ties_has_no_reason_against_it():
    assert ties(TIED) == []
    assert ties(shared()) == []


def test_the_actual_is_own_spending_and_what_recipients_proved():
    assert COURSES.actual == EUROS(18_000)
    assert replace(COURSES, own=EUROS(16_500)).difference == EUROS(-500)


def test_what_came_in_and_is_not_earned_goes_back():
    line = replace(COURSES, own=EUROS(16_500), receipts=EUROS(16_500))
    numbers = replace(TIED, items=(line,))
    assert (numbers.spent, numbers.to_repay, numbers.still_due) == (EUROS(17_500), EUROS(500), ZERO)


def test_what_was_paid_back_before_counts():
    line = replace(COURSES, own=EUROS(16_500), receipts=EUROS(16_500))
    numbers = replace(TIED, items=(line,), repaid=EUROS(200))
    assert numbers.to_repay == EUROS(300)


def test_what_is_spent_and_not_drawn_is_still_due():
    assert replace(TIED, received=EUROS(10_000)).still_due == EUROS(8_000)


def test_a_share_falls_with_the_expenditure():
    """2.2.1: 80 per cent of 18,000.00 instead of 20,000.00 are 14,400.00."""
    line = replace(COURSES, planned=EUROS(16_000), own=EUROS(13_400), receipts=EUROS(13_400))
    numbers = shared(
        items=(line,),
        shared_cost=EUROS(3_600),
        incomes=(Income("Eigenmittel", "Kreis", EUROS(4_000), EUROS(3_600)),),
    )
    assert (numbers.earned, numbers.to_repay) == (EUROS(14_400), EUROS(1_600))
    assert ties(numbers) == []


def test_a_deficit_falls_with_every_other_income():
    """2.2.2: new income reduces the grant in full."""
    numbers = replace(
        TIED,
        financing=Financing.DEFICIT,
        incomes=(Income("Dritte", "Stiftung", ZERO, EUROS(2_000)),),
    )
    assert (numbers.earned, numbers.to_repay) == (EUROS(16_000), EUROS(2_000))
    assert ties(numbers) == []


@pytest.mark.parametrize(
    ("numbers", "reason", "sentence"),
    [
        (
            replace(TIED, items=(replace(COURSES, receipts=EUROS(16_000)),)),
            errors.ReceiptsDiffer,
            (
                "Bei „Sprachkurse“ ergeben die eigenen Belege 16.000,00\u00a0€, im Buch stehen als "
                "eigene Ausgaben 17.000,00\u00a0€. Ordnen Sie Belege zu, oder stornieren Sie die "
                "falsche Buchung."
            ),
        ),
        (
            replace(TIED, items=(replace(COURSES, accepted=EUROS(900)),)),
            errors.SubProofsDiffer,
            (
                "Bei „Sprachkurse“ sind in den Nachweisen der Empfänger 900,00\u00a0€ anerkannt, "
                "im Buch stehen 1.000,00\u00a0€ als nachgewiesen."
            ),
        ),
        (
            replace(TIED, items=(replace(COURSES, bound=EUROS(5)),)),
            errors.StillBound,
            (
                "Bei „Sprachkurse“ sind noch 5,00\u00a0€ gebunden. Zahlen Sie aus, oder geben "
                "Sie frei."
            ),
        ),
        (
            replace(TIED, passed=(replace(CLUB, accepted=EUROS(900)),)),
            errors.NotProven,
            (
                "Verein hat von „Sprachkurse“ noch 100,00\u00a0€ weder nachgewiesen noch "
                "zurückgezahlt. Erkennen Sie den Nachweis an, oder fordern Sie das Geld zurück."
            ),
        ),
        (
            replace(TIED, requested=EUROS(1)),
            errors.StillRequested,
            (
                "Ein Mittelabruf über 1,00\u00a0€ ist angefordert und noch nicht eingegangen. "
                "Tragen Sie den Eingang ein, oder nehmen Sie den Abruf zurück."
            ),
        ),
        (
            shared(incomes=()),
            errors.IncomeDiffers,
            (
                "Einnahmen und Ausgaben stimmen nicht überein: Aus der Zuwendung stehen "
                "16.000,00\u00a0€ zu, andere Einnahmen sind 0,00\u00a0€, die Ausgaben sind "
                "20.000,00\u00a0€. Tragen Sie die fehlenden Einnahmen ein, oder berichtigen "
                "Sie sie."
            ),
        ),
    ],
)
def test_every_difference_is_a_sentence(numbers, reason, sentence):
    found = ties(numbers)
    assert [type(each) for each in found] == [reason]
    assert found[0].sentence() == sentence


def test_waived_money_is_no_longer_open():
    waived = replace(CLUB, accepted=EUROS(900), waived=EUROS(100))
    assert ties(replace(TIED, passed=(waived,))) == []


def test_an_interim_proof_waits_for_nobody():
    """R-GRT-15: what recipients still owe is for the final proof."""
    line = replace(COURSES, bound=EUROS(5), accepted=EUROS(3))
    assert ties(replace(TIED, final=False, items=(line,), requested=EUROS(1))) == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (replace(SAID, measure=" "), errors.MeasureMissing),
        (replace(SAID, effects=""), errors.EffectsMissing),
        (replace(SAID, deviations=""), errors.DeviationsMissing),
        (replace(SAID, economical=False), errors.NotEconomical),
        (replace(SAID, agrees_with_books=False), errors.BooksNotConfirmed),
        (replace(SAID, conditions_kept=False), errors.ConditionsNotConfirmed),
    ],
)
def test_every_empty_part_is_a_reason(said, reason):
    assert [type(each) for each in empty_parts(said, TIED)] == [reason]


def test_no_deviations_is_refused_where_the_numbers_deviate():
    line = replace(COURSES, own=EUROS(16_500), receipts=EUROS(16_500))
    said = replace(SAID, deviations="", no_deviations=True)
    found = empty_parts(said, replace(TIED, items=(line,)))
    assert [type(each) for each in found] == [errors.DeviationsDenied]
    assert empty_parts(said, TIED) == []


def test_a_lump_sum_owes_the_confirmation_only():
    lump = replace(TIED, financing=Financing.LUMP_SUM)
    bare = Said("", "", "", False, True, True, True)
    assert empty_parts(bare, lump) == []
    assert ties(replace(lump, received=ZERO)) == []


def test_per_cent_of_nothing_is_nothing():
    assert percent(ZERO, ZERO) == Fraction(0)
    assert percent(EUROS(1), EUROS(3)) == Fraction(100, 3)
