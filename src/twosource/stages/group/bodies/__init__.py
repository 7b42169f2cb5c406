"""Who is whom in a story: bodies by their posts and names, the persons that speak for them, and descriptions."""
