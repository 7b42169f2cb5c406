"""Whole stories: reports in, the brief out, held to what an editor found."""
