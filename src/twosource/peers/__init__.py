"""Clients to partner desks, and the signatures by which desks know each other."""
