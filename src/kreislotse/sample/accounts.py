"""The invented people of the demonstration: one account per role."""

from typing import NamedTuple

from kreislotse.access.policy import Role

# Shown on the login page of a demonstration, which holds invented people only.
DEMO_PASSWORD = "Kreislotse-Vorfuehrung"  # noqa: S105


class DemoPerson(NamedTuple):
    """An invented person: `place` names the organisation, empty for the district itself."""

    role: Role
    email: str
    name: str
    function: str
    place: str = ""


PEOPLE = (
    DemoPerson(Role.HEAD, "leitung@beispiel.example", "Hanna Lindner", "Leitung"),
    DemoPerson(Role.STEERING, "steuerung@beispiel.example", "Stefan Brandt", "Steuerung"),
    DemoPerson(Role.GRANTS_OFFICER, "foerderung@beispiel.example", "Fatma Yildirim", "Förderung"),
    DemoPerson(Role.COUNSELLOR, "beratung@beispiel.example", "Berit Hansen", "Beratung"),
    DemoPerson(
        Role.MUNICIPAL_CLERK, "gemeinde@beispiel.example", "Georg Wessels", "Sozialamt", "Nottuln"
    ),
    DemoPerson(
        Role.AGENCY_STAFF,
        "agentur@beispiel.example",
        "Agnes Kowalski",
        "Arbeitsvermittlung",
        "Agentur für Arbeit Coesfeld",
    ),
    DemoPerson(
        Role.COURSE_PROVIDER,
        "traeger@beispiel.example",
        "Tomasz Nowak",
        "Kursleitung",
        "Sprachschule Musterweg",
    ),
    DemoPerson(
        Role.PARTNER_DISTRICT,
        "partner@beispiel.example",
        "Petra Albers",
        "Integration",
        "Kreis Borken",
    ),
    DemoPerson(Role.AUDITOR, "pruefung@beispiel.example", "Paul Richter", "Rechnungsprüfung"),
    DemoPerson(
        Role.DATA_PROTECTION_OFFICER, "datenschutz@beispiel.example", "Dana Schwarz", "Datenschutz"
    ),
    DemoPerson(Role.ADMINISTRATOR, "verwaltung@beispiel.example", "Veit Sommer", "Verwaltung"),
)
