"""What a pattern such as ``news/**/*.txt`` matches: links to folders are not followed, nothing is met twice."""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path

_STARS = re.compile(r"\*{2,}")


def matching(pattern: str) -> list[str]:
    """The files and folders that a pattern matches, in order; of what lies in a matched folder only the folder.

    As in a shell, hidden files are matched only where the pattern says their dot. A ``**`` goes to the bottom, but
    not through links: two links that lead back would make more paths than there are grains of sand.
    """
    parts = pattern.split(os.sep)
    at = next((n for n, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    base = os.sep.join(parts[:at]) + (os.sep if at else "")
    wanted = [part if part == "**" else _STARS.sub("*", part) for part in parts[at:] if part not in ("", ".")]
    while wanted and wanted[-1] == "**":
        wanted.pop()
    if not wanted:
        return [base or os.curdir] if os.path.isdir(base or os.curdir) else []
    hidden = any(part.startswith(".") for part in wanted)
    inside = Path(base or os.curdir)
    found: list[str] = []
    folders: set[Path] = set()
    for path in sorted(set(inside.glob(os.sep.join(wanted)))):
        name = path.relative_to(inside)
        if (any(part.startswith(".") for part in name.parts) and not hidden) or folders.intersection(
            path.parents
        ):
            continue
        if path.is_dir():
            folders.add(path)
        elif pattern.endswith(os.sep):
            continue
        found.append(base + str(name))
    return found
