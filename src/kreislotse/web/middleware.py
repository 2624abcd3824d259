"""Who acts in a request, and how a refusal becomes an answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kreislotse.access.models import Account
from kreislotse.access.policy import Actor
from kreislotse.kernel.refusals import DomainError, NotAllowed, WrongState
from kreislotse.organisations.queries import actor_of
from kreislotse.web import clock
from kreislotse.web.errors import refused
from kreislotse.web.requests import Request

Answer = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Puts the actor into the request: the account with the roles it holds today."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        now = clock.now()
        account = request.user
        request.actor = actor_of(account, now) if isinstance(account, Account) else Actor(None, now)
        response = self.answer(request)
        if request.actor.person_id is not None:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class RefusalMiddleware:
    """Turns a refusal that no form took into a page: 403 for a right, 409 for a state, else 422."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return refused(request, error, status=403)
        if isinstance(error, WrongState):
            return refused(request, error, status=409)
        return refused(request, error, status=422) if isinstance(error, DomainError) else None
