"""Makes src/twosource/data/idf_LANGUAGE.txt.gz from the `wordfreq` package (not a dependency of Twosource).

Run in an environment of its own: pip install wordfreq; python benchmarks/weights.py
The word frequencies are by Robyn Speer and the sources named in the files' first lines, CC BY-SA 4.0.
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
HEAD = (
    "# Word frequencies (Zipf scale, by folded form) derived from wordfreq 3.1 by Robyn Speer, CC BY-SA 4.0, "
    "https://github.com/rspeer/wordfreq: Wikipedia, SUBTLEX (Brysbaert et al.), OpenSubtitles 2018, news, books, web, "
    "Reddit, Twitter. This file is under CC BY-SA 4.0. Lines: zipf <TAB> words"
)
LEAST = {"en": 2.3} | dict.fromkeys(("ru", "uk", "de", "fr", "es", "it", "pt", "nl", "pl"), 2.8)
OTHERS = 3.2


def main() -> None:
    """Writes one file a language and prints their sizes."""
    from wordfreq import get_frequency_dict

    from twosource.stages.group.terms import TABLES, term

    for language in sorted(TABLES):
        total: dict[str, float] = defaultdict(float)
        for word, frequency in get_frequency_dict(language, "best").items():
            if word.isalpha():
                total[term(word, language)] += frequency
        levels: dict[str, list[str]] = defaultdict(list)
        for word, frequency in total.items():
            zipf = math.log10(frequency) + 9
            if zipf >= LEAST.get(language, OTHERS):
                levels[f"{zipf:.1f}"].append(word)
        lines = [
            HEAD,
            *(
                f"{zipf}\t{' '.join(sorted(levels[zipf]))}"
                for zipf in sorted(levels, key=float, reverse=True)
            ),
        ]
        path = ROOT / "src" / "twosource" / "data" / f"idf_{language}.txt.gz"
        path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))
        print(language, sum(map(len, levels.values())), path.stat().st_size)


if __name__ == "__main__":
    main()
