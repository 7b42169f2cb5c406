"""Files, folders, globs and standard input: everything good is there, everything bad is set aside with its reason."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from twosource.model import Item, SetAside
from twosource.readers.files import Files

STORY = "Two people drowned when a ferry capsized off Lund Point on Monday, the coastguard said."


def found(*places: str | Path, **options: int) -> list[Item | SetAside]:
    return list(Files(**options).read([str(place) for place in places]))


def paths(items: list[Item | SetAside]) -> list[str]:
    return [Path(item.path).name for item in items if isinstance(item, Item)]


def reasons(items: list[Item | SetAside]) -> dict[str, str]:
    return {Path(item.path).name: item.reason for item in items if isinstance(item, SetAside)}


def test_a_folder_is_read_with_its_folders_by_name_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/d.md", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    items = found(tmp_path)
    assert [item.path for item in items] == [str(tmp_path / name) for name in ("a.txt", "b.txt", "c/d.md")]
    assert all(isinstance(item, Item) and item.payload == STORY.encode() for item in items)


def test_a_glob_is_read_in_order_and_a_file_of_that_very_name_wins(tmp_path: Path) -> None:
    for name in ("b1.txt", "a1.txt", "[ab]1.txt", "c/x1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    assert paths(found(tmp_path / "[ab]?.txt")) == ["a1.txt", "b1.txt"]
    assert paths(found(tmp_path / "[ab]1.txt")) == ["[ab]1.txt"]
    assert paths(found(f"{tmp_path}/**/x*.txt")) == ["x1.txt"]


@pytest.mark.parametrize("place", ["nothing.txt", "no*.txt", "https://arnholmpost.example/a", "a\x00b"])
def test_a_place_with_nothing_is_set_aside(place: str) -> None:
    (item,) = found(place)
    assert isinstance(item, SetAside)
    assert item.stage == "read"
    assert ";" in item.reason, "a reason says what to do next"


# --- standard input --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payload", "media", "count"),
    [
        (STORY.encode(), "text", 1),
        (b"<!DOCTYPE html><html><body><p>x", "html", 1),
        (json.dumps({"text": STORY}).encode(), "fields", 1),
        (json.dumps([{"text": STORY}, {"text": STORY}], indent=1).encode(), "fields", 2),
        (f'{{"text": "{STORY}"}}\n{{"text": "b."}}\n'.encode(), "fields", 2),
        (f"<rss version='2.0'><channel><item><description>{STORY}</description></item></channel></rss>".encode(), "fields", 1),
        (gzip.compress(STORY.encode(), mtime=0), "text", 1),
    ],
)  # fmt: skip
def test_standard_input_is_told_by_its_content(payload: bytes, media: str, count: int) -> None:
    items = list(Files(stdin=io.BytesIO(payload)).read(["-"]))
    assert [item.media for item in items if isinstance(item, Item)] == [media] * count
    assert items[0].path == (
        "-" if media != "fields" or (payload.startswith(b'{"text": "Two') and count == 1) else "-#1"
    )


def test_a_pipe_that_delivers_a_byte_at_a_time_is_read_whole() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(1)

    (item,) = Files(stdin=Slow(gzip.compress(STORY.encode()))).read(["-"])
    assert isinstance(item, Item)
    assert item.payload == STORY.encode()


# --- formats ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("a.txt", "text"),
        ("a.MD", "text"),
        ("a.html", "html"),
        ("a.htm.gz", "html"),
        ("a.txt.gz", "text"),
        ("README", "text"),
    ],
)
def test_the_name_says_the_format_and_gz_is_unpacked(tmp_path: Path, name: str, media: str) -> None:
    payload = STORY.encode()
    (tmp_path / name).write_bytes(gzip.compress(payload) if name.endswith(".gz") else payload)
    (item,) = found(tmp_path)
    assert isinstance(item, Item)
    assert (item.media, item.payload) == (media, payload)


def test_a_page_saved_as_txt_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!DOCTYPE html>\n<html><body><p>x</p></body></html>")
    (item,) = found(tmp_path)
    assert isinstance(item, Item)
    assert item.media == "html"


def test_tables_and_programs_in_a_folder_are_no_reports_but_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("town,dead\nLund,2\n")
    assert reasons(found(tmp_path))["a.csv"].startswith("not a report")
    assert paths(found(tmp_path / "a.csv")) == ["a.csv"]


# --- hostile neighbours ----------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Two good reports among everything that may go wrong."""
    good = {"a_good.txt": STORY.encode(), "z_good.json": json.dumps({"text": STORY}).encode()}
    bad = {
        "bomb.txt.gz": gzip.compress(b"0" * 30_000_000),
        "cut.txt.gz": gzip.compress(random.Random(3).randbytes(9000))[:2000],
        "fake.json": b"{not json",
        "deep.json": b"[" * 5000 + b"]" * 5000,
        "none.json": b'{"name": "x", "description": "a package"}',
        "large.txt": b"x" * 20_000_001,
        "large.txt.gz": gzip.compress(random.Random(4).randbytes(15_000_000).hex().encode()),
        "entities.xml": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>',
        "other.xml": b"<?xml version='1.0'?><catalogue><book/></catalogue>",
        "empty.jsonl": b"\n\n",
        "empty.xml": b"",
    }
    for name, payload in (good | bad).items():
        (tmp_path / name).write_bytes(payload)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    here = os.getcwd()
    os.chdir(tmp_path)  # the path of a socket may be a hundred characters long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        os.chdir(here)
        yield tmp_path


def test_the_good_are_all_there_and_each_bad_one_is_set_aside_with_its_reason(folder: Path) -> None:
    items = found(folder)
    assert paths(items) == ["a_good.txt", "z_good.json"]
    expected = {
        "bomb.txt.gz": "bomb", "cut.txt.gz": "unreadable: the gzip", "fake.json": "unreadable: not valid JSON",
        "deep.json": "too deep", "none.json": "no text found", "large.txt": "too large", "large.txt.gz": "too large",
        "entities.xml": "bomb", "other.xml": "no text found", "empty.jsonl": "empty", "empty.xml": "empty",
        "loop": "a link to a folder", "self.txt": "a symbolic link that leads back", "gone.txt": "a symbolic link to nothing",
        "pipe.txt": "not a file but a pipe", "socket.txt": "not a file but a socket",
    }  # fmt: skip
    assert {
        name: expected[name] for name, reason in reasons(items).items() if reason.startswith(expected[name])
    } == expected
    assert all(";" in reason for reason in reasons(items).values()), "a reason says what to do next"


def test_folders_nested_too_deep_are_set_aside(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 6)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    items = found(tmp_path, max_depth=4)
    assert paths(items) == ["b.txt"]
    assert reasons(items)["d"].startswith("too deep")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.txt").chmod(0)
    assert reasons(found(tmp_path))["a.txt"].startswith("unreadable: permission denied")


def test_a_name_that_is_not_utf_8_is_shown_and_can_be_printed(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:
        file.write(STORY.encode())
    (item,) = found(tmp_path)
    assert item.path.endswith("caf\\xe9.txt")
    item.path.encode("utf-8")


def test_a_size_given_by_the_caller_is_kept_to_the_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    (tmp_path / "b.txt").write_bytes(b"x" * 101)
    items = found(tmp_path, max_bytes=100)
    assert paths(items) == ["a.txt"]
    assert "100 bytes" in reasons(items)["b.txt"]


def test_memory_does_not_grow_with_the_number_of_reports(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        place = tmp_path / f"{count}.jsonl"
        with place.open("w") as file:
            for number in range(count):
                file.write(json.dumps({"text": f"{number} {STORY}" * 20}) + "\n")
        tracemalloc.start()
        try:
            assert sum(1 for _ in Files().read([str(place)])) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(4000) < peak(400) * 1.5


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt"]),
        ("**/*.txt", ["a.txt", "in/b.txt", "in/deep/c.txt"]),
        ("**", ["a.txt", "in/b.txt", "in/deep/c.txt"]),
        ("in/**", ["in/b.txt", "in/deep/c.txt"]),
        ("**/*", ["a.txt", "in/b.txt", "in/deep/c.txt"]),
        ("*/", ["in/b.txt", "in/deep/c.txt"]),
        ("**.txt", ["a.txt"]),
        (".*/*.txt", [".hidden/d.txt"]),
        ("in/[bx].txt", ["in/b.txt"]),
    ],
)
def test_a_pattern_meets_each_file_once_and_follows_no_links(
    tmp_path: Path, pattern: str, names: list[str]
) -> None:
    for name in ("a.txt", "in/b.txt", "in/deep/c.txt", ".hidden/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Two people drowned off the point.")
    # Two links that lead back: followed forty folders deep they make a path for every number of forty bits.
    (tmp_path / "in" / "deep" / "back").symlink_to(tmp_path / "in" / "deep")
    (tmp_path / "in" / "deep" / "again").symlink_to(tmp_path / "in")
    found = list(Files().read([f"{tmp_path}/{pattern}"]))
    paths = [os.path.relpath(each.path, tmp_path) for each in found if isinstance(each, Item)]
    assert paths == names
