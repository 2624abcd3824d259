"""How the domain says no."""

from kreislotse.kernel.refusals import DateOrder, DomainError, ReasonNeeded


def test_a_refusal_says_its_facts():
    assert str(ReasonNeeded(what="Abweichung vom Satz")) == (
        "Bitte geben Sie einen Grund an: Abweichung vom Satz"
    )


def test_a_refusal_is_translated_before_its_facts_are_filled_in():
    english = {DateOrder.message: "{later_name} must not be before {earlier_name}."}
    refusal = DateOrder(earlier_name="a", earlier="1", later_name="b", later="0")
    assert refusal.sentence(english.__getitem__) == "b must not be before a."


def test_every_refusal_is_one_kind_of_error():
    assert issubclass(DateOrder, DomainError)
