"""What is not known yet: it stays open until somebody answers it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.errors import QuestionAlreadyAnswered
from kreislotse.initiatives.models import Initiative, OpenQuestion
from kreislotse.mandates.order import check_order

EDIT = Permission.INITIATIVE_EDIT


@transaction.atomic
def ask_question(
    initiative: Initiative,
    *,
    actor: Actor,
    question: str,
    about: str = "",
    due_on: date | None = None,
) -> OpenQuestion:
    """Ask what is not known; `about` names the fact that it leaves open."""
    require(actor, EDIT, at=initiative.owner_id)
    check_order(actor.today, _("dem Tag der Frage"), due_on, _("Der Termin der Antwort"))
    asked = OpenQuestion(
        initiative=lock(initiative),
        question=question,
        about=about,
        asked_on=actor.today,
        due_on=due_on,
    )
    return add(asked, "ask_question", actor=actor, needs=EDIT)


@transaction.atomic
def answer_question(question: OpenQuestion, *, actor: Actor, answer: str) -> OpenQuestion:
    """Answer the question, once."""
    require(actor, EDIT, at=question.owner_id)
    question = lock(question)
    if question.answered_on is not None:
        raise QuestionAlreadyAnswered(day=f"{question.answered_on:%d.%m.%Y}")
    return change(
        question,
        "answer_question",
        actor=actor,
        needs=EDIT,
        answer=answer,
        answered_on=actor.today,
    )
