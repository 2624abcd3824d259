"""Every page of every role: accessible, within its screen, and quiet in the console (G71)."""

import pytest

from kreislotse.access.policy import Role
from tests.doors.doors import DOORS
from tests.doors.knocking import VISITORS
from tests.fixtures.browser import House
from tests.journeys.looking import Looker

# Files are not pages.
FILES = {
    "reporting:edition_file",
    "reporting:public_file",
    "cooperation:meeting_ics",
    "ledger:audit_proof",
    "awards:attachment",
    "forwarding:document",
    "forwarding:my_document",
    "participants:consent_print",
    "participants:consent_scan",
    "participants:person_consent_print",
    "intake:template",
    "intake:template_plain",
    "intake:upload_leftovers",
    "allocation:run_files",
    "allocation:line_letter",
    "protection:letter",
    "protection:destruction_proof",
}
# Each page is looked at as the first of these who may open it, so as to see the most of it.
SEES_MOST = (
    Role.STEERING,
    Role.GRANTS_OFFICER,
    Role.HEAD,
    Role.MUNICIPAL_CLERK,
    Role.ADMINISTRATOR,
    Role.DATA_PROTECTION_OFFICER,
    Role.PARTNER_DISTRICT,
    Role.AGENCY_STAFF,
    Role.COUNSELLOR,
    Role.COURSE_PROVIDER,
    Role.AUDITOR,
    None,
)
MAIN = {"today", "participants:calls", "cooperation:meetings", "reporting:reports"}


def pages_of(visitor: Role | None) -> list[str]:
    """What this visitor is the first to see, and the main pages, which differ by role."""
    before = SEES_MOST[: SEES_MOST.index(visitor)]
    return [
        name
        for name, signs in DOORS.items()
        if name not in FILES
        and signs[VISITORS.index(visitor)] == "o"
        and (name in MAIN or not any(signs[VISITORS.index(other)] == "o" for other in before))
    ]


def groups() -> list[tuple[Role | None, int]]:
    """So many pages at once that two processes share the work evenly."""
    return [
        (visitor, start)
        for visitor in SEES_MOST
        for start in range(0, len(pages_of(visitor)), AT_ONCE)
    ]


AT_ONCE = 20


@pytest.mark.slow
@pytest.mark.parametrize(("visitor", "start"), groups())
def test_a_page_can_be_used_by_everybody(house: House, visitor: Role | None, start: int):
    with house.context(visitor) as context:
        looker = Looker(context)
        for name in pages_of(visitor)[start : start + AT_ONCE]:
            looker.look(house.doors[name], thoroughly=not name.endswith("_new"))
    assert "\n".join(looker.wrong) == ""


def test_every_page_is_looked_at():
    opened = {name for name, signs in DOORS.items() if "o" in signs} - FILES
    assert {name for visitor in SEES_MOST for name in pages_of(visitor)} == opened


FAULTY = """<!doctype html><title>Faulty</title><h1>One</h1><h1>Two</h1><img src="data:,">
<p style="color: #eee; background: #fff">pale</p><p style="width: 900px">wide</p>"""


def test_a_faulty_page_is_found_out(house: House):
    """Else the silence above would prove nothing."""
    with house.context() as context:
        context.route(
            "**/faulty/", lambda route: route.fulfill(body=FAULTY, content_type="text/html")
        )
        looker = Looker(context)
        looker.look("/faulty/")
    found = "\n".join(looker.wrong)
    faults = ("'headings': 2", "title 'Faulty'", "image-alt", "color-contrast", "wider than 390 px")
    assert [fault for fault in faults if fault not in found] == []
