"""The dossier of an award (Prüfordner): what the auditor takes along."""

from kreislotse.proofs.dossiers.packing import dossier, file_name

__all__ = ["dossier", "file_name"]
