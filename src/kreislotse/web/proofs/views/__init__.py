"""The pages of proofs, of forms and of dossiers."""
