"""Addresses of runs, their lines, what is decided about them, and how to repeat them."""

from django.urls import path

from kreislotse.web.allocation.views import lines, runs

_RUN = "runs/<int:run_id>/"
_LINE = "lines/<int:line_id>/"

run_urls = [
    path("runs/", runs.runs, name="runs"),
    path("runs/new/", runs.run_new, name="run_new"),
    path(_RUN, runs.run, name="run"),
    path(f"{_RUN}again/", runs.run_redraw, name="run_redraw"),
    path(f"{_RUN}signing/", runs.run_sign, name="run_sign"),
    path(f"{_RUN}reopening/", runs.run_reopen, name="run_reopen"),
    path(f"{_RUN}discarding/", runs.run_discard, name="run_discard"),
    path(f"{_RUN}sending/", runs.run_send, name="run_send"),
    path(f"{_RUN}moving-up/", runs.run_move_up, name="run_move_up"),
    path(f"{_RUN}files/", runs.run_files, name="run_files"),
    path(f"{_RUN}check/", runs.run_check, name="run_check"),
    path(f"{_RUN}lines/", lines.run_lines, name="run_lines"),
    path(_LINE, lines.line, name="line"),
    path(f"{_LINE}letter/", lines.line_letter, name="line_letter"),
    path(f"{_LINE}decision/", lines.line_override, name="line_override"),
    path(f"{_LINE}decision/removal/", lines.override_take_back, name="override_take_back"),
]
