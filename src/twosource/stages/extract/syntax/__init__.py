"""What the rules of attribution read: the parse as a tree, its subjects, verbs, clauses and contents, and the table of cues."""
