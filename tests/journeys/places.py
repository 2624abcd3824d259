"""What journey 4 begins with: a thousand people who wait, and two ways to choose among them."""

from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LIST = "Warteliste für hundert Plätze"
# Run by the house's own Python, beside the server that is already running.
FILL = """
import sys
sys.path.insert(0, sys.argv[1])
import django
django.setup()
from kreislotse.allocation.actions import add_criteria_set, change_criteria, draft_criteria
from kreislotse.allocation.actions import publish_criteria
from kreislotse.courses.models import CourseKind
from kreislotse.organisations.models import Organisation
from kreislotse.organisations.queries import system_actor
from kreislotse.web.clock import now
from tests.factories.many_waiting import many_waiting
district = Organisation.objects.get(key="05558")
provider = Organisation.objects.filter(kind="provider").order_by("pk").first()
actor = system_actor(now(), district.pk)
many_waiting(district, provider, CourseKind.objects.get(code="integrationskurs"), actor.today)
chosen = add_criteria_set(district, actor=actor, title="Hundert Plätze")
draft = chosen.versions.get()
change_criteria(draft, actor=actor, obliged=300, week=10, most_weeks=52)
publish_criteria(draft, actor=actor)
change_criteria(draft_criteria(chosen, actor=actor), actor=actor, floor_percent=90, week=5)
"""


def fill(place: Any) -> None:
    """A thousand people, five courses of twenty places, a published version and a draft."""
    place.run("-c", FILL, str(ROOT))
