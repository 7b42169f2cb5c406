"""Makes ``data/synonyms.txt`` from WordNet 3.0: ``python benchmarks/synonyms.py /usr/share/wordnet``.

Kept are common single words that share their first sense as a noun, or one of their first two as a verb.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from twosource.data import frequencies
from twosource.stages.group.words import stem

OUT = Path(__file__).resolve().parents[1] / "src" / "twosource" / "data" / "synonyms.txt"
HEAD = """# Words of one sense, a line a sense (n noun, v verb), from WordNet 3.0 (benchmarks/synonyms.py).
# WordNet Release 3.0. Copyright 2006 by Princeton University. All rights reserved. THIS SOFTWARE AND DATABASE IS
# PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. Permission to
# use, copy, modify and distribute this software and database and its documentation for any purpose and without fee or
# royalty is hereby granted, provided that you agree to comply with the copyright notice and statements, including the
# disclaimer, and that the same appear on all copies of the software, database and documentation, including
# modifications that you make for internal use or for distribution.
"""
SENSES = {"noun": 1, "verb": 2}
COMMON = 2.3  # on the Zipf scale: rarer words are left out


def main(wordnet: Path) -> None:
    """Writes the table."""
    known = frequencies("en")
    lines = []
    for part, senses in SENSES.items():
        words: dict[str, list[str]] = defaultdict(list)
        for line in (wordnet / f"index.{part}").read_text("latin1").splitlines():
            fields = line.split()
            if line.startswith(" ") or "_" in fields[0] or not fields[0].isalpha():
                continue
            if known.get(stem(fields[0]), 0.0) >= COMMON:
                for sense in fields[-int(fields[2]) :][:senses]:
                    words[sense].append(fields[0])
        lines += [
            f"{part[0]} {' '.join(sorted(each))}"
            for each in words.values()
            if len({stem(word) for word in each}) > 1
        ]
    OUT.write_text(HEAD + "\n".join(sorted(lines)) + "\n", "utf-8")
    print(f"{len(lines)} senses, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
