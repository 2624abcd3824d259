"""Who gets which course place: the best for all, with its proof, repeatable by anyone."""
