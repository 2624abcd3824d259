"""Brings a district's facts into the records, by the same actions that people use."""

from kreislotse.sample.loading.district import Loaded, load_facts

__all__ = ["Loaded", "load_facts"]
