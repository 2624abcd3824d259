"""Who acts in a request, and how a refusal becomes an answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kreislotse.access.policy import Actor
from kreislotse.kernel.refusals import DomainError, NotAllowed, WrongState
from kreislotse.organisations.queries import actor_of
from kreislotse.web.errors import refused

Answer = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Puts the actor into the request: the account with the roles it holds today."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        known = request.user.is_authenticated
        request.actor = actor_of(request.user, now) if known else Actor(None, now)
        response = self.answer(request)
        if known:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class RefusalMiddleware:
    """Turns a refusal that no form took into a page: 403 without the right, 409 in the wrong state."""

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
