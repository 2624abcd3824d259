"""The only writers of proofs, forms and dossiers, one function per intention."""

from kreislotse.proofs.actions.dossiers import take_dossier
from kreislotse.proofs.actions.proving import (
    add_income,
    begin_proof,
    change_income,
    confirm,
    record_proof_audit,
    remove_income,
    reopen_proof,
    sign_proof,
    submit_proof,
    write_report,
)
from kreislotse.proofs.actions.shipped import load_paperwork
from kreislotse.proofs.actions.templates import copy_form_template, load_form_templates

__all__ = [
    "add_income",
    "begin_proof",
    "change_income",
    "confirm",
    "copy_form_template",
    "load_form_templates",
    "load_paperwork",
    "record_proof_audit",
    "remove_income",
    "reopen_proof",
    "sign_proof",
    "submit_proof",
    "take_dossier",
    "write_report",
]
