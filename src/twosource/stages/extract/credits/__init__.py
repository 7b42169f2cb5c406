"""Who is credited with what: each module proposes sources with what they said, by one way in which texts say so."""
