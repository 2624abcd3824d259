"""All that grants need to be worked with and that is shipped: rates, keys, texts, forms."""

from django.db import transaction

from kreislotse.access.policy import Actor
from kreislotse.forwarding.actions import load_key_figures, load_text_blocks
from kreislotse.funding.actions import load_base_rates
from kreislotse.proofs.actions.templates import load_form_templates


@transaction.atomic
def load_paperwork(*, actor: Actor) -> int:
    """Add what the database lacks of it; say how many entries that were."""
    return (
        load_base_rates(actor=actor)
        + load_key_figures(actor=actor)
        + load_text_blocks(actor=actor)
        + load_form_templates(actor=actor)
    )
