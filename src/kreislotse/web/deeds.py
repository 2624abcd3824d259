"""The page for one deed: fetch, show the form, run one action, go on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kreislotse.access.deeds import check
from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.web.forms import ActionForm
from kreislotse.web.requests import Request


@dataclass(frozen=True)
class Deed:
    """A deed as its page shows it. Texts are lazy translations.

    `needs` is asked for at the record's owner (or anywhere, for reference data) before the form
    is shown; `verb` names a lifecycle step and is checked with its state instead.
    """

    title: Any
    button: Any
    done: Any
    form: type[ActionForm]
    action: Callable[..., Any]
    needs: Permission | None = None
    verb: str = ""
    consequence: Any = ""
    # A template that extends deed.html, where a form wants its fields in groups.
    template: str = "deed.html"


def perform(
    request: Request,
    deed: Deed,
    *subjects: Any,
    then: Callable[[Any], str],
    back: str,
    at: int | None = None,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the deed's form for its subjects, or carry it out and go to `then(result)`.

    `at` is the place to ask the right at when there is no record yet.
    """
    _gate(request, deed, subjects, at)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = deed.form(*sent, actor=request.actor, initial=initial)
    if form.is_valid() and form.carry_out(deed.action, *subjects):
        messages.success(request, deed.done)
        return redirect(then(form.result))
    context = {
        "deed": deed,
        "form": form,
        "subject": subjects[0] if subjects else None,
        "back": back,
    }
    return render(request, deed.template, context, status=422 if form.is_bound else 200)


def _gate(request: Request, deed: Deed, subjects: tuple[Any, ...], at: int | None) -> None:
    if deed.verb:
        check(subjects[0], deed.verb, actor=request.actor)
    elif deed.needs and (at or hasattr(subjects[0] if subjects else None, "owner_id")):
        require(request.actor, deed.needs, at=at or subjects[0].owner_id)
    elif deed.needs:
        require_anywhere(request.actor, deed.needs)
