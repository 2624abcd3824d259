"""How a pot becomes shares that add up to the cent (R-DIS-03)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.forwarding import sharing_errors as errors
from kreislotse.forwarding.sharing import (
    Rounding,
    rounding,
    share_by_hand,
    share_by_requests,
    share_out,
)
from kreislotse.forwarding.sharing_words import rounding_text, summary_text
from kreislotse.forwarding.shipped_figures import shipped
from kreislotse.kernel.money import ZERO, Money, total

POT, SECOND_POT = Money.euros(18_000), Money.euros(20_000)
KEY_2018 = [each.value for each in shipped()]
EQUAL = [1] * 11

pots = st.integers(min_value=1, max_value=10**11).map(Money)
weights = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=30).filter(sum)


def amounts(*texts):
    return [Money.parse(text) for text in texts]


@pytest.mark.parametrize(
    ("pot", "more", "raised", "less"),
    [(POT, "1.636,37", 4, "1.636,36"), (SECOND_POT, "1.818,19", 2, "1.818,18")],
)
def test_equal_shares_add_up_and_the_first_get_the_cents_left_over(pot, more, raised, less):
    """T6, T7, R-DIS-03"""
    shares = share_out(pot, EQUAL)
    assert shares == amounts(*[more] * raised, *[less] * (11 - raised))
    assert total(shares) == pot


T8 = ("1.139,56", "1.060,85", "3.455,87", "3.659,27", "994,44", "2.220,78")
T8 += ("603,37", "1.325,86", "733,34", "1.062,11", "1.744,55")
T9 = ("1.266,17", "1.178,72", "3.839,85", "4.065,86", "1.104,94", "2.467,54")
T9 += ("670,41", "1.473,18", "814,82", "1.180,12", "1.938,39")


@pytest.mark.parametrize(("pot", "expected"), [(POT, T8), (SECOND_POT, T9)])
def test_the_key_of_2018_shares_the_pots_of_2015_out(pot, expected):
    """T8, T9, R-DIS-03"""
    assert share_out(pot, KEY_2018) == amounts(*expected)


def test_the_base_amount_comes_first_and_the_rest_goes_by_the_key():
    """R-DIS-03"""
    shares = share_out(Money.euros(1_000), [3, 1], base=Money.euros(100))
    assert shares == [Money.euros(700), Money.euros(300)]


@pytest.mark.parametrize(
    ("refused", "refusal", "said"),
    [
        (
            lambda: share_out(POT, EQUAL, base=Money.euros(2_000)),
            errors.BaseTooLarge,
            (
                "Der Sockelbetrag von 2.000,00 € ergibt bei 11 Empfängern 22.000,00 €. Das sind "
                "4.000,00 € mehr als die 18.000,00 €, die zu verteilen sind."
            ),
        ),
        (
            lambda: share_by_hand(POT, [Money.euros(9_000), Money.parse("9.000,01")]),
            errors.SharesTooLarge,
            (
                "Die Anteile von Hand ergeben 18.000,01 €, zu verteilen sind 18.000,00 €: "
                "Es sind 0,01 € zu viel."
            ),
        ),
        (
            lambda: share_by_hand(POT, [Money.euros(17_000)]),
            errors.SharesTooSmall,
            (
                "Die Anteile von Hand ergeben 17.000,00 €, zu verteilen sind 18.000,00 €: "
                "Es fehlen 1.000,00 €."
            ),
        ),
        (
            lambda: share_by_hand(POT, [Money.euros(19_000), Money.euros(-1_000)]),
            errors.ShareBelowZero,
            "Ein Anteil oder Sockelbetrag darf nicht unter null liegen.",
        ),
        (
            lambda: share_out(POT, [0, 0]),
            errors.WeightsSayNothing,
            "Alle Gewichte sind null. Geben Sie mindestens einer Stadt oder Gemeinde eines.",
        ),
    ],
)
def test_what_cannot_add_up_is_refused_with_the_difference(refused, refusal, said):
    """R-DIS-03"""
    with pytest.raises(refusal) as caught:
        refused()
    assert str(caught.value).replace("\u00a0", " ") == said


def test_shares_by_hand_stay_as_they_were_set():
    parts = [Money.euros(10_000), ZERO, Money.euros(8_000)]
    assert share_by_hand(POT, parts) == parts
    assert share_by_hand(Money.euros(18_300), parts, base=Money.euros(100)) == [
        Money.euros(10_100),
        Money.euros(100),
        Money.euros(8_100),
    ]


@pytest.mark.parametrize(
    ("left", "expected"),
    [("100,00", ("66,67", "33,33")), ("400,00", ("200,00", "100,00")), ("-5,00", ("0", "0"))],
)
def test_a_remainder_goes_by_what_is_requested_and_never_beyond_it(left, expected):
    """R-DIS-09"""
    requested = [Money.euros(200), Money.euros(100)]
    assert share_by_requests(Money.parse(left), requested) == amounts(*expected)


def test_without_requests_a_remainder_stays():
    assert share_by_requests(POT, []) == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            rounding(POT, EQUAL),
            (
                "4 von 11 Anteilen sind um einen Cent aufgerundet, damit die Summe stimmt: "
                "die mit den größten Resten. "
                "Bei gleichem Rest geht vor, wer in der Liste weiter oben steht."
            ),
        ),
        (
            rounding(Money(100), [2, 1]),
            (
                "Einer von 2 Anteilen ist um einen Cent aufgerundet, damit die Summe stimmt: "
                "der mit dem größten Rest."
            ),
        ),
        (rounding(Money(300), [2, 1]), "Alle Anteile gehen auf den Cent genau auf."),
    ],
)
def test_the_rounding_is_told_in_a_sentence(found, said):
    assert rounding_text(found) == said


def test_the_key_of_2018_leaves_no_choice_to_the_order():
    assert rounding(POT, KEY_2018) == Rounding(shares=11, raised=4, tied=False)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["agreed"] * 11, "alle 11 einverstanden"),
        (["agreed"] * 9 + ["silent"] * 2, "9 einverstanden, 2 ohne Antwort"),
        (["agreed"] * 9 + ["objected", "asked"], "9 einverstanden, 1 Einwand, 1 noch offen"),
        (["objected"] * 2, "2 Einwände"),
        (["agreed"], "1 einverstanden"),
        ([], ""),
    ],
)
def test_the_agreement_is_told_in_a_few_words(states, said):
    """R-DIS-04"""
    assert summary_text(states) == said


@given(pots, weights, st.integers(min_value=0, max_value=1000))
def test_the_shares_add_up_to_the_pot(pot, given_weights, part):
    """R-DIS-03: also with a base amount."""
    base = Money(pot.cents * part // (1000 * len(given_weights)))
    assert total(share_out(pot, given_weights, base=base)) == pot


@given(pots, weights)
def test_each_share_is_within_a_cent_of_its_exact_quota(pot, given_weights):
    """R-DIS-03: the quota rule."""
    whole = sum(given_weights)
    for share, weight in zip(share_out(pot, given_weights), given_weights, strict=True):
        assert pot.cents * weight // whole <= share.cents <= -(-pot.cents * weight // whole)


@given(pots, weights)
def test_who_weighs_more_gets_no_less(pot, given_weights):
    ranked = sorted(zip(given_weights, share_out(pot, given_weights), strict=True))
    for (weight, share), (heavier, more) in pairwise(ranked):
        assert weight == heavier or share <= more


@given(pots, weights, st.randoms(use_true_random=False))
def test_the_order_decides_only_among_equal_remainders(pot, given_weights, random):
    order = list(range(len(given_weights)))
    random.shuffle(order)
    shares = share_out(pot, given_weights)
    shuffled = share_out(pot, [given_weights[place] for place in order])
    if not rounding(pot, given_weights).tied:
        assert shuffled == [shares[place] for place in order]
    differences = [
        abs(shares[place].cents - share.cents) for place, share in zip(order, shuffled, strict=True)
    ]
    assert max(differences) <= 1


@given(pots, weights)
def test_the_sentence_counts_the_shares_above_their_rounded_down_quota(pot, given_weights):
    whole = sum(given_weights)
    shares = share_out(pot, given_weights)
    above = [
        share.cents > pot.cents * weight // whole
        for share, weight in zip(shares, given_weights, strict=True)
    ]
    assert rounding(pot, given_weights).raised == sum(above)


@given(pots, st.lists(pots, min_size=1, max_size=20))
def test_nobody_gets_more_of_a_remainder_than_was_requested(pot, requested):
    """R-DIS-09"""
    shares = share_by_requests(pot, requested)
    assert total(shares) == min(pot, total(requested))
    assert all(share <= wish for share, wish in zip(shares, requested, strict=True))
