"""Addresses of the books."""

from django.urls import path

from kreislotse.web.ledger import views

app_name = "ledger"
urlpatterns = [
    path("books/", views.books, name="books"),
    path("books/<int:book_id>/", views.book, name="book"),
    path("books/<int:book_id>/flow/", views.book_flow, name="book_flow"),
    path("books/<int:book_id>/transfers/", views.transfers, name="transfers"),
    path("accounts/<int:ledger_account_id>/", views.account, name="account"),
    path("transfers/<int:transfer_id>/", views.transfer, name="transfer"),
    path("transfers/<int:transfer_id>/reverse/", views.transfer_reverse, name="transfer_reverse"),
    path("audit/", views.audit, name="audit"),
    path("audit/proof/", views.audit_proof, name="audit_proof"),
]
