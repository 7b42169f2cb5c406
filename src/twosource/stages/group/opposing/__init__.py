"""Contradictions said in other words: what one party denies of itself, other states, other causes, other counts."""
