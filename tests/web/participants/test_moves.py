"""The pages of files that change hands, and of residence titles."""

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.models import Move, TitleRegime
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.people import CandidateFactory, TitleRegimeFactory


@pytest.fixture
def towns(db):
    first = MunicipalityFactory(name="Olfen")
    return first, MunicipalityFactory(name="Senden", part_of=first.part_of)


@pytest.fixture
def as_clerk(acting, client_of, towns):
    actors = [acting(Role.MUNICIPAL_CLERK, at=town) for town in towns]
    return lambda which: client_of(actors[which])


def get(client, route, *args):
    return client.get(reverse(f"participants:{route}", args=args))


def test_a_file_goes_from_one_town_to_the_other(as_clerk, towns):
    """R-CAN-06: before it accepts, the other side sees name and day of birth, nothing else."""
    candidate = CandidateFactory(owner=towns[0], family_name="Umzug", complete=True, contact="0151")
    values = {"to_municipality": towns[1].pk, "moved_on": "01.12.2015"}
    offered = as_clerk(0).post(reverse("participants:move_new", args=[candidate.code]), values)
    move = Move.objects.get()
    assert offered.url == reverse("participants:move", args=[move.pk])
    giving = as_clerk(0)
    assert (
        "Die Akte ist einer anderen Stadt" in get(giving, "person", candidate.code).content.decode()
    )
    assert get(giving, "move_accept", move.pk).status_code == 403

    taking = as_clerk(1)
    assert get(taking, "person", candidate.code).status_code == 404
    assert candidate.code in get(taking, "moves").content.decode()
    shown = get(taking, "move", move.pk).content.decode()
    assert "Umzug, Amina" in shown
    assert "17.05.1990" in shown
    assert "0151" not in shown
    assert "Aufenthaltsgestattung" not in shown
    assert ReadEntry.objects.last().purpose == "Angebotene Akte erkennen"
    assert get(taking, "move_accept", move.pk).status_code == 200
    done = taking.post(reverse("participants:move_accept", args=[move.pk]))
    assert done.status_code == 302
    assert "0151" in get(taking, "person", candidate.code).content.decode()

    giving = as_clerk(0)
    assert "Umzug, Amina" not in get(giving, "move", move.pk).content.decode()
    assert get(giving, "person", candidate.code).status_code == 404


@pytest.mark.parametrize(("who", "route"), [(1, "move_decline"), (0, "move_withdraw")])
def test_an_offer_ends_without_a_trace_of_the_name(as_clerk, towns, who, route):
    candidate = CandidateFactory(owner=towns[0], family_name="Bleibt")
    move = Move.objects.create(
        candidate=candidate,
        from_municipality=towns[0],
        to_municipality=towns[1],
        moved_on="2015-12-01",
        asked_on="2015-11-01",
    )
    client = as_clerk(who)
    assert client.post(reverse(f"participants:{route}", args=[move.pk])).status_code == 302
    assert "Bleibt, Amina" not in get(as_clerk(1), "move", move.pk).content.decode()


def test_a_stranger_sees_no_move(acting, client_of, towns):
    move = Move.objects.create(
        candidate=CandidateFactory(owner=towns[0]),
        from_municipality=towns[0],
        to_municipality=towns[1],
        moved_on="2015-12-01",
        asked_on="2015-11-01",
    )
    third = MunicipalityFactory(part_of=towns[0].part_of)
    stranger = client_of(acting(Role.MUNICIPAL_CLERK, at=third))
    assert get(stranger, "move", move.pk).status_code == 404
    steering = client_of(acting(Role.STEERING, at=towns[0].part_of))
    assert get(steering, "moves").status_code == 403


def test_an_administrator_adds_a_dated_row_to_a_title(acting, client_of):
    row = TitleRegimeFactory()
    admin = client_of(acting(Role.ADMINISTRATOR, at=OrganisationFactory()))
    assert "Aufenthaltsgestattung" in get(admin, "titles").content.decode()
    assert "Leistungsrecht ab einem Tag" in get(admin, "title", row.title_id).content.decode()
    page = reverse("participants:title_regime_new", args=[row.title_id])
    assert admin.get(page).status_code == 200
    sent = {"regime": "sgb_ii", "valid_from": "01.01.2027", "source": "BGBl. 2026 I"}
    assert admin.post(page, sent).status_code == 302
    assert TitleRegime.objects.filter(regime="sgb_ii").count() == 1
    clerk = client_of(acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory()))
    assert get(clerk, "title", row.title_id).status_code == 200
    assert clerk.get(page).status_code == 403
