"""Documents: one tree of blocks, written out as HTML, tagged PDF and DOCX."""
