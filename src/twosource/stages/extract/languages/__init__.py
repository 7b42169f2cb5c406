"""Reports in other languages than English, read by their words alone."""
