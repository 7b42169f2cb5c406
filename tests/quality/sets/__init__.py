"""One module a public set: loader, scorer, error kinds. The list is explicit, in the order of the table."""

SETS: tuple[str, ...] = (
    "kursk",
    "polnear",
    "muc4",
    "gvdb",
    "timex",
    "article_extraction",
    "basil",
    "ecbplus",
    "ru_news",
    "clough",
    "edits",
    "trec_duplicates",
    "trec_ts",
    "fnc1",
    "worlds",
)
