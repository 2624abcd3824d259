"""What the file leaves open, as questions that stay visible until they are answered."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from kreislotse.initiatives.models import Initiative
from kreislotse.sample.facts_schema import keys_of
from kreislotse.sample.facts_values import UNKNOWN
from kreislotse.sample.loading.world import World

QUESTIONS = {
    "resolution": "Beschluss: Gremium, Tag, Abstimmung und Aufträge",
    "resolution.body": "Gremium, das den Beschluss gefasst hat",
    "resolution.date": "Tag des Beschlusses",
    "resolution.vote": "Stimmenverhältnis des Beschlusses",
    "resolution.vote.for": "Zahl der Ja-Stimmen",
    "resolution.vote.against": "Zahl der Gegenstimmen",
    "resolution.vote.abstentions": "Zahl der Enthaltungen",
    "resolution.vote.biased": "Zahl der befangenen Mitglieder",
    "resolution.also_decided": "Weiterer Inhalt des Beschlusses",
    "resolution.clauses": "Aufträge des Beschlusses",
    "resolution.clauses[]": "Inhalt des {n}. Auftrags",
    "resolution.clauses[].number": "Ziffer des {n}. Auftrags",
    "resolution.clauses[].task": "Inhalt des {n}. Auftrags",
    "resolution.clauses[].hard_rule": "Strenge Vorgabe zum {n}. Auftrag",
    "ki_application": "Förderantrag für das Zentrum",
    "ki_application.stages": "Stand des Zustimmungs- und Antragsverfahrens",
    "ki_application.stages[]": "{n}. Schritt des Antragsverfahrens",
    "ki_application.stages[].stage": "Bezeichnung des {n}. Schritts im Antragsverfahren",
    "ki_application.stages[].sent": "Tag des Antrags ({n}. Schritt)",
    "ki_application.stages[].to": "Adressaten des Antrags ({n}. Schritt)",
    "ki_application.stages[].to[]": "Ein Adressat des Antrags ({n}. Schritt)",
    "ki_application.stages[].letter_of": "Datum des Schreibens ({n}. Schritt)",
    "ki_application.stages[].by": "Entscheidende Stelle ({n}. Schritt)",
    "ki_application.stages[].in_agreement_with": "Stelle, die zustimmen muss ({n}. Schritt)",
    "ki_application.stages[].status": "Stand des {n}. Schritts im Antragsverfahren",
    "ki_application.stages[].granting_authority": "Bewilligungsbehörde",
    "ki_application.kind": "Art der Finanzierung",
    "ki_application.amount_eur": "Höhe der Förderung",
    "ki_application.funded_posts": "Geförderte Stellen",
    "ki_application.funded_posts[]": "{n}. geförderte Stelle",
    "ki_application.funded_posts[].fte": "Umfang der {n}. geförderten Stelle",
    "ki_application.funded_posts[].role": "Aufgabe der {n}. geförderten Stelle",
    "ki_application.planned_start": "Geplanter Start",
    "ki_application.recruitment": "Zeitpunkt der Stellenbesetzung",
    "seconded_posts": "Abordnung von Lehrkräften",
    "seconded_posts[]": "{n}. Abordnung",
    "seconded_posts[].fte": "Umfang der {n}. Abordnung",
    "seconded_posts[].role": "Personal der {n}. Abordnung",
    "seconded_posts[].arrangement": "Art der {n}. Abordnung",
    "seconded_posts[].recruitment_by": "Zuständigkeit für das Auswahlverfahren der Abordnung",
    "seconded_posts[].in_consultation_with": "Beteiligte am Auswahlverfahren der Abordnung",
    "seconded_posts[].in_consultation_with[]": "Eine Stelle, die am Auswahlverfahren beteiligt ist",
    "seconded_posts[].target_date": "Termin der {n}. Abordnung",
    "seconded_posts[].target_reason": "Anlass für den Termin der {n}. Abordnung",
    "fields_of_action": "Handlungsfelder",
    "fields_of_action[]": "{n}. Handlungsfeld",
    "volunteer_funding": "Förderprogramme für das Ehrenamt",
    "volunteer_funding.applicant": "Antragsteller",
    "volunteer_funding.distribution": "Verteilung der Mittel",
    "volunteer_funding.status": "Stand der Anträge",
    "volunteer_funding.programmes": "Förderprogramme",
    "volunteer_funding.programmes[]": "{n}. Förderprogramm",
    "volunteer_funding.pots": "Beträge und Zwecke",
    "volunteer_funding.pots[]": "{n}. Betrag und seine Zwecke",
    "volunteer_funding.pots[].amount_eur": "Höhe des {n}. Betrags",
    "volunteer_funding.pots[].purposes": "Zwecke des {n}. Betrags",
    "volunteer_funding.pots[].purposes[]": "Ein Zweck des {n}. Betrags",
    "early_intervention": "Projekt zur Beschäftigung von Asylsuchenden",
    "early_intervention.name": "Name des Projekts",
    "early_intervention.lead": "Federführung des Projekts",
    "early_intervention.agency_district": "Agenturbezirk",
    "early_intervention.target_group": "Zielgruppe des Projekts",
    "early_intervention.target_group[]": "{n}. Merkmal der Zielgruppe",
    "early_intervention.services": "Leistungen des Projekts",
    "early_intervention.services[]": "{n}. Leistung des Projekts",
    "early_intervention.language_course_places": "Zahl der Plätze im Sprachkurs",
    "early_intervention.agency_staff": "Neue Kräfte der Agentur für Arbeit",
    "early_intervention.agency_staff.new_in_agency_district": "Zahl der neuen Kräfte im Bezirk",
    "early_intervention.agency_staff.of_which_in_district": "Zahl der neuen Kräfte im Kreis",
    "early_intervention.collected_from_municipalities_and_forwarded": (
        "Angaben, die bei den Kommunen abgefragt wurden"
    ),
    "early_intervention.collected_from_municipalities_and_forwarded[]": "{n}. abgefragte Angabe",
    "early_intervention.follow_up": "Berichte über den Verlauf des Projekts",
    "integration_points": "Integration Points",
    "integration_points.planned_by": "Wer die Integration Points plant",
    "integration_points.where": "Orte der Integration Points",
    "integration_points.purpose": "Ziel der Integration Points",
    "integration_points.not_agreed_with": "Abstimmung mit anderen Stellen",
    "integration_points.agency_offer": "Angebot der Agentur für Arbeit",
    "integration_points.rule": "Zuständigkeit der Städte und Gemeinden",
    "integration_points.joint_concept": "Gemeinsames Konzept mit dem Nachbarkreis",
    "integration_points.meeting": "Besprechung mit den Städten und Gemeinden",
    "integration_points.meeting.date": "Tag der Besprechung mit den Städten und Gemeinden",
    "integration_points.meeting.invited": "Wer zur Besprechung eingeladen ist",
    "integration_points.meeting.topic": "Thema der Besprechung",
    "integration_points.meeting.results": "Ergebnisse der Besprechung",
    "neighbour_district": "Name des Nachbarkreises",
    "neighbour_district.name": "Name des Nachbarkreises",
    "municipalities": "Namen der Städte und Gemeinden",
    "municipalities[]": "Name der {n}. Stadt oder Gemeinde",
}
_INDEX = re.compile(r"\[(\d+)\]")


def unknowns(value: Any, path: str = "") -> Iterator[str]:
    """The paths of everything that a file says is unknown, by the keys of the file."""
    if value is UNKNOWN:
        yield path
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from unknowns(item, f"{path}[{index}]")
    elif is_dataclass(value) and not isinstance(value, type):
        names = {key.attribute: key.name for key in keys_of(type(value)).values()}
        for each in fields(value):
            if each.compare:
                step = names[each.name]
                yield from unknowns(getattr(value, each.name), f"{path}.{step}" if path else step)


def question_about(path: str) -> str | None:
    """The question that an unknown value leaves open; None for those that the head shows."""
    numbers = _INDEX.findall(path)
    text = QUESTIONS.get(_INDEX.sub("[]", path))
    return text.format(n=int(numbers[0]) + 1 if numbers else 1) if text else None


def ask_about_gaps(world: World, sections: dict[str, Initiative]) -> None:
    """One open question per unknown value, at the initiative whose section it belongs to."""
    for path in unknowns(world.facts):
        initiative = sections.get(re.split(r"[.\[]", path)[0])
        question = question_about(path)
        if initiative and question:
            world.ask(initiative, path[:100], question)
