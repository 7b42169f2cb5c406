"""Settings: file, then environment, then flags."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource.config import Settings, settings
from twosource.errors import UsageError


def test_without_anything_said_the_defaults_hold(tmp_path: Path) -> None:
    assert settings({"db": None}, {"HOME": str(tmp_path)}, tmp_path) == Settings()


def test_flags_overrule_the_environment_and_that_the_file(tmp_path: Path) -> None:
    (tmp_path / "twosource.toml").write_text('db = "file.db"\nmax_bytes = 1\nstrict = true\n')
    environ = {"TWOSOURCE_DB": "environ.db", "TWOSOURCE_MAX_BYTES": "2", "HOME": str(tmp_path)}
    found = settings({"db": Path("flag.db"), "quiet": True}, environ, tmp_path)
    assert found == Settings(db=Path("flag.db"), max_bytes=2, strict=True, quiet=True)


def test_a_file_is_found_where_the_environment_says(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text('published = "2031-05-03"\n')
    assert settings({}, {"TWOSOURCE_CONFIG": str(tmp_path / "c.toml")}, tmp_path).published == "2031-05-03"
    (tmp_path / "twosource").mkdir()
    (tmp_path / "twosource" / "config.toml").write_text("batch = 3\n")
    assert settings({}, {"XDG_CONFIG_HOME": str(tmp_path)}, tmp_path / "twosource").batch == 3


@pytest.mark.parametrize(
    ("text", "environ", "said"),
    [
        ("databse = 'x'", {}, "databse"),
        ("db = ", {}, "cannot be read"),
        ("", {"TWOSOURCE_MAX_BYTES": "many"}, "max_bytes cannot be 'many'"),
        ("strict = 'perhaps'", {}, "strict cannot be 'perhaps'"),
        ("", {"TWOSOURCE_CONFIG": "/nowhere/at/all.toml"}, "not there"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(
    tmp_path: Path, text: str, environ: dict[str, str], said: str
) -> None:
    (tmp_path / "twosource.toml").write_text(text)
    with pytest.raises(UsageError, match=said):
        settings({}, {"HOME": str(tmp_path), **environ}, tmp_path)
