"""One module a public set: loader, scorer, error kinds. The list is explicit, in the order of the table."""

SETS: tuple[str, ...] = ("muc4", "gvdb", "article_extraction")
