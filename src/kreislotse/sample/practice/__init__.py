"""An invented pot of 18.000 €, invented people and a course: the demonstration shows every stage.

Nothing of it is true of the district: the initiative, the authority and the associations say so in
their names. It goes through the same actions that people use.
"""

from kreislotse.sample.practice.allocation import propose_places
from kreislotse.sample.practice.people import report_people
from kreislotse.sample.practice.places import give_places
from kreislotse.sample.practice.pot import practise

__all__ = ["give_places", "practise", "propose_places", "report_people"]
