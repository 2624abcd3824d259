"""Photographs the pages of the sample district: all into build/screenshots, a few into docs.

The demonstration runs on a data folder and a port of its own; both are gone afterwards.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import browser
import pypdfium2
from demonstration import Demonstration
from playwright.sync_api import Browser, Page, sync_playwright
from setup import ROOT

ALL = ROOT / "build" / "screenshots"
README = ROOT / "docs" / "screenshots"
