"""Addresses of batches, their lines, recalls and outcomes."""

from django.urls import path

from kreislotse.web.transmission.views import batches, lines, people

app_name = "transmission"
_BATCH = "<int:batch_id>/"
_LINE = "lines/<int:line_id>/"
_RECALL = "recalls/<int:recall_id>/"
_PERSON = "people/<slug:candidate_code>/"

urlpatterns = [
    path("", batches.batches, name="batches"),
    path("new/", batches.batch_new, name="batch_new"),
    path(_BATCH, batches.batch, name="batch"),
    path(f"{_BATCH}lines/", lines.batch_lines, name="batch_lines"),
    path(f"{_BATCH}corrections/", batches.batch_delta, name="batch_delta"),
    path(f"{_BATCH}freezing/", batches.batch_freeze, name="batch_freeze"),
    path(f"{_BATCH}cancelling/", batches.batch_cancel, name="batch_cancel"),
    path(f"{_BATCH}sending/", batches.batch_send, name="batch_send"),
    path(f"{_BATCH}file/", batches.batch_file, name="batch_file"),
    path(f"{_BATCH}receipt/", batches.batch_receipt, name="batch_receipt"),
    path(f"{_BATCH}feedback/", batches.batch_feedback, name="batch_feedback"),
    path(f"{_BATCH}sums/", batches.batch_sums, name="batch_sums"),
    path(f"{_BATCH}chasing/", batches.batch_chase, name="batch_chase"),
    path(f"{_BATCH}settling/", batches.batch_settle, name="batch_settle"),
    path(_LINE, lines.line, name="line"),
    path(f"{_LINE}removal/", lines.line_drop, name="line_drop"),
    path(f"{_LINE}two-people/", lines.line_two, name="line_two"),
    path(f"{_LINE}feedback/", lines.line_feedback, name="line_feedback"),
    path(f"{_LINE}support/", lines.line_support, name="line_support"),
    path(f"{_LINE}outcome/", lines.line_outcome, name="line_outcome"),
    path(f"{_LINE}recall/", lines.line_recall, name="line_recall"),
    path("recalls/", people.recalls, name="recalls"),
    path(_RECALL, people.recall, name="recall"),
    path(f"{_RECALL}confirmation/", people.recall_confirm, name="recall_confirm"),
    path("outcomes/", people.outcomes, name="outcomes"),
    path("outcomes/<int:outcome_id>/end/", people.outcome_end, name="outcome_end"),
    path(f"{_PERSON}outcome/", people.outcome_new, name="outcome_new"),
    path(f"{_PERSON}withdrawal/", people.withdraw, name="withdraw"),
]
