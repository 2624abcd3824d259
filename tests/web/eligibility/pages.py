"""How the tests of these pages ask for them, and whom a town has reported."""

from datetime import date

from django.urls import reverse

from kreislotse.participants.models import Nomination
from tests.factories.people import CandidateFactory


def reported(call, town, number=1):
    people = CandidateFactory.create_batch(number, owner=town, released=True)
    response = call.parts.get().responses.get(municipality=town)
    Nomination.objects.bulk_create(
        Nomination(candidate=each, response=response, nominated_on=date(2015, 10, 5))
        for each in people
    )
    return people


def page(client, route, *args, **query):
    response = client.get(reverse(f"eligibility:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"eligibility:{route}", args=args), {"sent": "1", **values})
