"""Compiles the message catalogues named on the command line, without the gettext programs."""

import sys
from pathlib import Path

import polib

for name in sys.argv[1:]:
    source = Path(name)
    polib.pofile(str(source), check_for_duplicates=True).save_as_mofile(
        str(source.with_suffix(".mo"))
    )
