"""Other districts' files: every fact as the file says it, and nothing that it does not say."""

import json
from datetime import date

import pytest
import yaml

from kreislotse.sample.facts import read_facts
from kreislotse.sample.loading import load_facts
from kreislotse.sample.loading.district import ReportedLater, reference_date
from tests.fixtures.paper import words_of
from tests.sample.facts_files import COESFELD, refusal_of

REQUEST = {
    "stage": "request for approval in principle (grundsätzliche Zustimmung)",
    "sent": "2015-09-24",
    "to": [
        "Ministerium für Arbeit, Integration und Soziales (MAIS)",
        "Ministerium für Schule und Weiterbildung (MSW)",
    ],
}
CONSENT = {
    "stage": "approval in principle granted",
    "letter_of": "2015-10-08",
    "by": "MAIS",
    "in_agreement_with": "MSW",
}
APPLICATION = {
    "stage": "concrete grant application",
    "status": "being prepared",
    "granting_authority": "Bezirksregierung Arnsberg",
}


def file_with(**changes):
    """The text of Coesfeld's facts with other values; `a__b` is the key b in the section a."""
    # Texts stay texts and numbers numbers, but days are written as days.
    content = yaml.load(COESFELD, Loader=yaml.BaseLoader)  # noqa: S506
    content["ki_application"]["stages"] = [REQUEST, CONSENT, APPLICATION]
    for path, value in changes.items():
        *sections, key = path.split("__")
        place = content
        for section in sections:
            place = place[int(section)] if section.isdecimal() else place[section]
        place[key] = value
    return _written(content)


def _written(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_word(k)}: {_written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return _word(value)


def _word(value):
    text = str(value)
    return text if text.replace(".", "").replace("-", "").isalnum() else json.dumps(text)


@pytest.fixture
def said(loaded_paper):
    """The words of the paper of Coesfeld with other values."""

    def words(**changes):
        return words_of(loaded_paper(read_facts(file_with(**changes))))

    return words


def test_a_refusal_is_never_told_as_a_consent(said):
    refusal = {**CONSENT, "stage": "approval in principle refused"}
    words = said(ki_application__stages=[REQUEST, refusal])
    assert (
        "Das MAIS hat sie im Einvernehmen mit dem MSW mit Schreiben vom 8. Oktober 2015 versagt"
    ) in words
    assert " erteilt" not in words


def test_a_refusal_in_german_words_is_a_refusal(said):
    refusal = {**CONSENT, "stage": "grundsätzliche Zustimmung abgelehnt"}
    assert "2015 versagt, 14 Tage nach dem Antrag." in said(
        ki_application__stages=[REQUEST, refusal]
    )


def test_a_letter_of_which_nobody_says_what_it_is_grants_nothing(said):
    words = said(ki_application__stages=[REQUEST, {**CONSENT, "stage": "unknown"}])
    assert "Gegenstand: „im Einvernehmen mit dem Ministerium für Schule" in words
    assert " erteilt" not in words


def test_a_consent_without_a_known_request_keeps_that_it_is_one(said):
    assert "Gegenstand: „Erteilung der grundsätzlichen Zustimmung, im Einvernehmen" in said(
        ki_application__stages=[CONSENT]
    )


def test_a_letter_whose_sender_is_unknown_has_none(said):
    words = said(ki_application__stages=[REQUEST, {**CONSENT, "by": "unknown"}])
    assert "Schreiben vom 8. Oktober 2015; von wem, ist noch offen." in words


def test_two_ministries_concur_by_their_names(said):
    consent = {**CONSENT, "in_agreement_with": "MSW und MIK"}
    request = {**REQUEST, "to": [*REQUEST["to"], "Ministerium für Inneres und Kommunales (MIK)"]}
    assert (
        "im Einvernehmen mit dem MSW und dem Ministerium für Inneres und Kommunales (MIK) mit"
    ) in said(ki_application__stages=[request, consent])


def test_each_request_and_each_answer_is_told(said):
    words = said(
        ki_application__stages=[
            {**REQUEST, "to": [REQUEST["to"][0]]},
            {**REQUEST, "to": [REQUEST["to"][1]], "sent": "2015-09-25"},
            {"stage": CONSENT["stage"], "letter_of": "2015-10-08", "by": "MAIS"},
            {"stage": CONSENT["stage"], "letter_of": "2015-10-12", "by": "MSW"},
        ]
    )
    for day in ("24. September", "25. September", "8. Oktober", "12. Oktober"):
        assert f"mit Schreiben vom {day} 2015".casefold() in words.casefold()


def test_the_order_of_the_steps_in_the_file_does_not_matter(said):
    sent = {**APPLICATION, "sent": "2015-11-02", "status": "submitted"}
    words = said(ki_application__stages=[sent, CONSENT, REQUEST])
    assert "2015 erteilt, 14 Tage nach dem Antrag." in words
    assert "Der konkrete Förderantrag an die Bezirksregierung Arnsberg hat den Stand: " in words
    assert "Stand: eingereicht." in words


def test_a_request_after_the_consent_is_refused_wherever_it_stands():
    late = {**REQUEST, "sent": "2015-10-20"}
    (line,) = refusal_of(file_with(ki_application__stages=[CONSENT, late]))
    assert line.endswith(
        "Feld ki_application.stages[0].letter_of: "
        "Der Brief vom 08.10.2015 liegt vor dem Antrag vom 20.10.2015. Prüfen Sie beide Tage."
    )


@pytest.mark.parametrize("stages", [[REQUEST], "unknown"])
def test_an_authority_that_the_file_does_not_name_is_open(said, stages):
    words = said(ki_application__stages=stages)
    assert "Der konkrete Förderantrag (Bewilligungsbehörde: noch offen) hat den Stand" in words
    assert "Arnsberg" not in words


def test_an_application_sent_to_its_authority_asks_for_no_consent(said):
    stage = {**APPLICATION, "sent": "2015-10-20", "to": ["Bezirksregierung Arnsberg"]}
    words = said(ki_application__stages=[stage])
    assert "um die grundsätzliche Zustimmung" not in words
    assert "Der Kreis Coesfeld hat sich mit Schreiben vom 20. Oktober 2015 an die Bezi" in words


def test_the_kind_of_financing_is_that_of_the_file(said):
    assert "Vorgesehen ist eine Anteilfinanzierung von 170.000 €." in said(
        ki_application__kind="Anteilsfinanzierung"
    )


def test_an_unknown_kind_of_financing_is_open(said):
    assert "Vorgesehen ist eine Förderung von 170.000 € (Finanzierungsart: noch offen)." in said(
        ki_application__kind="unknown"
    )


def test_another_state_does_not_pay_by_the_rates_of_this_one(said):
    words = said(
        district={"name": "Landkreis Osnabrück", "state": "Niedersachsen"},
        seconded_posts__0__recruitment_by="district",
    )
    assert "Vorgesehen ist eine Festbetragsfinanzierung von 170.000 €." in words
    assert "Das Verfahren führt der Landkreis Osnabrück;" in words


def test_names_of_other_states_are_declined(said):
    ministry = "Niedersächsisches Ministerium für Soziales, Gesundheit und Gleichstellung (MS)"
    words = said(
        ki_application__stages=[{**REQUEST, "to": [ministry]}],
        integration_points__planned_by="Regionaldirektion Niedersachsen-Bremen",
        volunteer_funding__applicant="Caritasverband Osnabrück e. V.",
    )
    assert "das Niedersächsische Ministerium für Soziales" in words
    assert "Die Regionaldirektion Niedersachsen-Bremen plant" in words
    assert "Der Caritasverband Osnabrück e. V. beantragt Mittel" in words


def test_nobody_is_named_as_recipient_whom_the_file_does_not_name(said):
    assert "folgende Angaben zusammengetragen und weitergeleitet:" in said()


@pytest.mark.parametrize("lead", ["unknown", "district"])
def test_the_staff_of_the_agency_stay_the_agencys(said, lead):
    assert "Die Agentur für Arbeit hat für den Agenturbezirk Borken-Coesfeld zwei neue" in said(
        early_intervention__lead=lead
    )


@pytest.mark.parametrize("start", ["2015-10-01", "unknown"])
def test_the_centre_is_not_called_missing_when_it_may_exist(said, start):
    words = said(ki_application__planned_start=start)
    assert "noch nicht bestehenden" not in words
    assert "Der Kreis Coesfeld beantragt Mittel" in words


def test_an_unknown_applicant_is_not_the_district(said):
    assert "„Zusammenkommen und Verstehen“; wer den Antrag stellt, ist noch offen." in said(
        volunteer_funding__applicant="unknown"
    )


@pytest.mark.parametrize("votes", [(27, 27), (0, 0), (10, 30)])
def test_votes_without_a_majority_decide_nothing(said, votes):
    count = {"for": votes[0], "against": votes[1], "abstentions": 0, "biased": 0}
    words = said(resolution__vote=count)
    assert "über Folgendes abgestimmt:" in words
    assert "Eine Mehrheit der Ja-Stimmen ergibt sich daraus nicht; das Ergebnis ist noch" in words
    assert "Folgendes beschlossen" not in words


def test_clauses_stand_in_the_order_of_their_numbers_and_an_unknown_number_is_open(said):
    tasks = [("10", "zehn zu tun"), ("unknown", "offen zu bleiben"), ("2", "zwei zu tun")]
    clauses = [{"number": number, "task": task} for number, task in tasks]
    words = said(resolution__clauses=clauses)
    wanted = ["Ziffer 2: Die", "Ziffer 10: Die", "Ziffer noch offen: Die"]
    places = [words.index(each) for each in wanted]
    assert places == sorted(places)


def test_a_sum_with_an_unknown_part_is_open(said):
    words = said(
        ki_application__funded_posts=["unknown", {"fte": "1.25", "role": "teachers"}],
        volunteer_funding__pots=["unknown", {"amount_eur": "5", "purposes": ["Fahrten"]}],
    )
    assert "Gefördert werden Stellen, die der Kreis Coesfeld einrichtet (Umfang: noch" in words
    assert "Es geht um zwei Beträge (Summe: noch offen):" in words


def test_no_course_places_are_a_number_too(said):
    assert "Für den Kurs „ESF-BAMF-Sprachkurs“ stehen keine Plätze bereit." in said(
        early_intervention__language_course_places="0"
    )


def test_an_unknown_role_of_a_secondment_is_open_in_its_own_words(said):
    assert "Hinzu kommen 2,0 Stellen (Personal: noch offen); vorgesehen ist" in said(
        seconded_posts__0__role="unknown"
    )


def test_what_has_passed_is_told_in_the_past(said):
    words = said(
        integration_points__meeting__date="2015-09-30", ki_application__planned_start="2015-10-01"
    )
    assert "Für den 30. September 2015 waren alle elf Städte und Gemeinden eingeladen" in words
    assert "Der Start war für den 1. Oktober 2015 vorgesehen." in words


def test_no_paper_is_dated_before_what_it_reports():
    facts = read_facts(file_with(integration_points__meeting__date="2015-09-30"))
    assert reference_date(facts) == date(2015, 10, 8)


@pytest.mark.django_db
def test_a_reference_date_before_the_last_event_is_refused():
    with pytest.raises(ReportedLater) as refused:
        load_facts(read_facts(COESFELD), as_of=date(2015, 9, 1))
    assert str(refused.value) == (
        "Der Stichtag 01.09.2015 liegt vor dem 08.10.2015, von dem die Faktendatei berichtet. "
        "Nennen Sie diesen Tag oder einen späteren."
    )


@pytest.mark.parametrize("sort_keys", [True, False])
@pytest.mark.parametrize("allow_unicode", [True, False])
def test_a_file_that_a_program_has_written_anew_says_the_same(sort_keys, allow_unicode):
    """Such a program tears `{role: clerk, second grade}` and names of ministries at the comma."""
    written = yaml.safe_dump(
        yaml.safe_load(COESFELD), sort_keys=sort_keys, allow_unicode=allow_unicode
    )
    assert read_facts(written) == read_facts(COESFELD)
