"""The addresses of cash: draw-downs, receipts and their files, base rates."""

from django.urls import path

from kreislotse.web.awards import attachments, base_rates, draw_downs, receipts
from kreislotse.web.awards.draw_downs_pages import STEPS

_DRAW_DOWN = "draw-downs/<int:draw_down_id>/"
_RECEIPT = "receipts/<int:receipt_id>/"

cash_routes = [
    path("draw-downs/", draw_downs.draw_downs, name="draw_downs"),
    path(_DRAW_DOWN, draw_downs.draw_down, name="draw_down"),
    *[
        path(
            f"{_DRAW_DOWN}{segment}/",
            draw_downs.draw_down_step,
            {"deed": deed},
            name=f"draw_down_{segment}",
        )
        for segment, deed in STEPS.items()
    ],
    path("<int:award_id>/draw-downs/new/", draw_downs.draw_down_new, name="draw_down_new"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/new/", receipts.receipt_new, name="receipt_new"),
    path("<int:award_id>/receipts/new/", receipts.award_receipt_new, name="award_receipt_new"),
    path(_RECEIPT, receipts.receipt, name="receipt"),
    path(f"{_RECEIPT}allocations/new/", receipts.receipt_allocate, name="receipt_allocate"),
    path(
        "allocations/<int:allocation_id>/withdrawal/",
        receipts.allocation_withdraw,
        name="allocation_withdraw",
    ),
    path("attachments/<int:attachment_id>/", attachments.attachment, name="attachment"),
    path("base-rates/", base_rates.base_rates, name="base_rates"),
    path("base-rates/new/", base_rates.base_rate_new, name="base_rate_new"),
]
