"""Kreislotse: the workbench of a Kommunales Integrationszentrum."""

__version__ = "0.1.0"
