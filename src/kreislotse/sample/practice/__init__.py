"""An invented pot of 18.000 €, so that the demonstration shows every stage of money.

Nothing of it is true of the district: the initiative, the authority and the associations say so in
their names. It goes through the same actions that people use.
"""

from kreislotse.sample.practice.pot import practise

__all__ = ["practise"]
