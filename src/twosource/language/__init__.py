"""Languages behind ports.Language; an adapter is imported only when a text needs it."""
