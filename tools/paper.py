"""Writes the committee paper of the sample district into build/paper."""

import sys

from kreislotse.cli import main
from setup import ROOT

if __name__ == "__main__":
    sys.exit(main(["paper", "--out", str(ROOT / "build" / "paper")]))
