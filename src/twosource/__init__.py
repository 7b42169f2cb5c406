"""Twosource: what is claimed, who said it first, and who truly stands behind it."""

__version__ = "0.1.0"
