"""Addresses of the lists that municipalities hand in."""

from django.urls import path

from kreislotse.web.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("new/", views.upload_new, name="upload_new"),
    path("template/", views.template, name="template_plain"),
    path("template/<int:call_id>/", views.template, name="template"),
    path("<int:upload_id>/", views.upload, name="upload"),
    path("<int:upload_id>/columns/", views.upload_columns, name="upload_columns"),
    path("<int:upload_id>/checking/", views.upload_check, name="upload_check"),
    path("<int:upload_id>/rows/", views.upload_rows, name="upload_rows"),
    path("<int:upload_id>/leftovers/", views.upload_leftovers, name="upload_leftovers"),
    path("<int:upload_id>/taking-over/", views.upload_apply, name="upload_apply"),
    path("<int:upload_id>/taking-back/", views.upload_undo, name="upload_undo"),
    path("<int:upload_id>/discarding/", views.upload_discard, name="upload_discard"),
    path("rows/<int:row_id>/", views.row, name="row"),
    path("rows/<int:row_id>/correction/", views.row_correct, name="row_correct"),
    path("rows/<int:row_id>/decision/", views.row_decide, name="row_decide"),
]
