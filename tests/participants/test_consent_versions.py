"""Consent texts go from draft to release; what is released stays as it was decided on."""

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants import actions
from kreislotse.participants.consent_errors import (
    DraftOpen,
    MonthsOutOfRange,
    NotADistrict,
    PlaceholderMisplaced,
    TextIncomplete,
    TextReleased,
)
from kreislotse.participants.consent_texts import CODES, shipped_texts
from kreislotse.participants.models import ConsentText, ConsentVersion
from kreislotse.participants.states import ConsentVersionState as State
from tests.factories.consents import draft_of, released_of
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def officer(acting, district):
    return acting(Role.DATA_PROTECTION_OFFICER, at=district)


def german(version: ConsentVersion) -> ConsentText:
    return version.texts.get(language="de")


def verbs() -> list[str]:
    return list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))


def test_the_first_edition_has_the_shipped_drafts(district, steering):
    """R-DP-07, R-DP-05"""
    version = actions.draft_consent_version(district, actor=steering)

    assert (version.number, version.state, version.valid_months) == (1, State.DRAFT, 24)
    assert set(version.texts.values_list("language", flat=True)) == set(CODES)
    assert german(version).texts == shipped_texts()["de"].texts
    assert verbs() == ["draft_consent_version"]


def test_the_next_edition_copies_the_last_one(district, steering, officer):
    first = actions.draft_consent_version(district, actor=steering)
    said = {**german(first).texts, "title": "Darf der Kreis das?"}
    actions.change_consent_text(
        german(first), actor=steering, texts=said, purposes=german(first).purposes
    )
    actions.change_consent_version(first, actor=steering, valid_months=12)
    actions.release_consent_version(first, actor=officer)

    second = actions.draft_consent_version(district, actor=steering)

    assert (second.number, second.valid_months) == (2, 12)
    assert german(second).texts["title"] == "Darf der Kreis das?"


def test_a_release_puts_the_edition_before_out_of_use(district, steering, officer):
    """R-DP-07"""
    first = released_of(district)
    second = actions.draft_consent_version(district, actor=steering)

    actions.release_consent_version(second, actor=officer)

    states = dict(ConsentVersion.objects.values_list("number", "state"))
    assert states == {1: State.RETIRED, 2: State.RELEASED}
    second.refresh_from_db()
    assert second.released_on == officer.today
    assert verbs()[-2:] == ["retire_consent_version", "release_consent_version"]
    assert german(first).texts == shipped_texts()["de"].texts


def test_the_shipped_drafts_come_once(district, steering):
    assert actions.ship_consent_texts(district, actor=steering).number == 1
    assert actions.ship_consent_texts(district, actor=steering) is None


@pytest.mark.parametrize("part", ["refusal", "withdrawal", "intro"])
def test_no_release_while_a_language_leaves_something_out(district, steering, officer, part):
    """R-DP-02: purpose, consequences of a refusal, withdrawal are said in every language."""
    version = draft_of(district)
    text = version.texts.get(language="so")
    said = {**text.texts, part: ""}
    actions.change_consent_text(text, actor=steering, texts=said, purposes=text.purposes)

    with pytest.raises(TextIncomplete, match="Somali"):
        actions.release_consent_version(version, actor=officer)

    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_no_release_without_one_of_the_languages(district, officer):
    """R-DP-05"""
    version = draft_of(district)
    ConsentText.objects.filter(version=version, language="ti").delete()
    with pytest.raises(TextIncomplete, match="Tigrinya"):
        actions.release_consent_version(version, actor=officer)


def test_a_released_text_is_never_changed(district, steering):
    """R-DP-07"""
    text = german(released_of(district))
    with pytest.raises(TextReleased):
        actions.change_consent_text(text, actor=steering, texts={}, purposes={})
    with pytest.raises(TypeError):
        text.save()
    with pytest.raises(TypeError):
        text.delete()
    text.refresh_from_db()
    assert text.texts == shipped_texts()["de"].texts


def test_places_for_values_stay_where_they_are(district, steering):
    text = german(draft_of(district))
    said = {**text.texts, "intro": "Die Kommune möchte helfen."}
    with pytest.raises(PlaceholderMisplaced, match="Wer und wozu"):
        actions.change_consent_text(text, actor=steering, texts=said, purposes=text.purposes)


@pytest.mark.parametrize("months", [0, 61])
def test_a_consent_holds_between_a_month_and_five_years(district, steering, months):
    version = draft_of(district)
    with pytest.raises(MonthsOutOfRange):
        actions.change_consent_version(version, actor=steering, valid_months=months)


def test_one_draft_at_a_time(district, steering):
    draft_of(district)
    with pytest.raises(DraftOpen):
        actions.draft_consent_version(district, actor=steering)
    assert ConsentVersion.objects.count() == 1


def test_texts_belong_to_a_district(acting, district):
    town = MunicipalityFactory(part_of=district)
    with pytest.raises(NotADistrict):
        actions.draft_consent_version(town, actor=acting(Role.STEERING, at=town))


@pytest.mark.parametrize(
    ("verb", "role"),
    [
        ("release_consent_version", Role.STEERING),
        ("release_consent_version", Role.MUNICIPAL_CLERK),
        ("release_consent_version", Role.ADMINISTRATOR),
        ("retire_consent_version", Role.STEERING),
    ],
)
def test_only_data_protection_releases_and_retires(acting, district, verb, role):
    """R-DP-07: who writes a text does not release it."""
    version = draft_of(district) if verb.startswith("release") else released_of(district)
    before = version.state
    with pytest.raises(NotAllowed):
        getattr(actions, verb)(version, actor=acting(role, at=district))
    version.refresh_from_db()
    assert version.state == before
    assert verbs() == []


def test_only_steering_writes(acting, district, officer):
    text = german(draft_of(district))
    for actor in (officer, acting(Role.HEAD, at=district)):
        with pytest.raises(NotAllowed):
            actions.change_consent_text(text, actor=actor, texts={}, purposes={})
        with pytest.raises(NotAllowed):
            actions.change_consent_version(text.version, actor=actor, valid_months=6)
        with pytest.raises(NotAllowed):
            actions.draft_consent_version(district, actor=actor)
        with pytest.raises(NotAllowed):
            actions.ship_consent_texts(district, actor=actor)
    assert verbs() == []


def test_what_is_in_use_cannot_be_released_again(district, officer):
    with pytest.raises(WrongState):
        actions.release_consent_version(released_of(district), actor=officer)


def test_another_district_has_texts_of_its_own(acting, district):
    ours, theirs = released_of(district), released_of(OrganisationFactory())
    town = MunicipalityFactory(part_of=district)
    clerk = acting(Role.MUNICIPAL_CLERK, at=town)
    draft_of(district, number=2)
    assert list(ConsentVersion.objects.visible_to(clerk)) == [ours]
    assert set(ConsentText.objects.visible_to(clerk)) == set(ours.texts.all())
    assert theirs not in ConsentVersion.objects.visible_to(acting(Role.STEERING, at=district))
    assert not ConsentVersion.objects.visible_to(acting(Role.AGENCY_STAFF, at=district)).exists()
