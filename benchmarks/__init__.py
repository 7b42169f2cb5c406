"""Speed, always as a ratio of two things measured in one run: machines differ, ratios less so."""
