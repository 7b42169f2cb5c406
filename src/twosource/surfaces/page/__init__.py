"""The brief as a page: one self-contained HTML file, its pictures drawn as SVG, and Markdown."""

from __future__ import annotations

from .html import html
from .markdown import markdown

__all__ = ["html", "markdown"]
