"""``python -m twosource`` is the command ``twosource``."""

from __future__ import annotations

from .surfaces.cli import main

main()
