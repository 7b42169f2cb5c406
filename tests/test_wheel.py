"""The built wheel holds all that the program needs, and runs where the source is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# A source tree that the caller's environment names would hide the wheel.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
LINE = "Rain closed the Orrel pass on Monday, road chief Tam Voss said.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The python of an environment that has the wheel, and the dependencies of this one, but not our source."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet"]
    source = folder / "source"
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, source)
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, source], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "--python", python, "install", "--no-deps", "--no-index", wheel], check=True)
    site = next((folder / "venv" / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return python


def run(python: Path, *arguments: str) -> str:
    command = [python.parent / "twosource", *arguments]
    done = subprocess.run(
        command, cwd=python.parent, env=ENVIRONMENT, input=LINE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_what_runs(installed: Path) -> None:
    code = "import twosource; print(twosource.__file__)"
    place = subprocess.run(
        [installed, "-c", code], cwd="/", env=ENVIRONMENT, capture_output=True, text=True, check=True
    ).stdout
    assert str(installed.parents[1]) in place


def test_the_wheel_says_its_version(installed: Path) -> None:
    assert run(installed, "--version").startswith("twosource ")


def test_the_wheel_makes_a_brief_as_data_and_as_a_page(installed: Path) -> None:
    assert '"Tam Voss' in run(installed, "extract", "-", "--published", "2031-05-05")
    assert "<style" in run(installed, "brief", "-", "--published", "2031-05-05", "--format", "html")
    run(installed, "brief", "-", "--published", "2031-05-05", "--db", str(installed.parent / "desk.db"))
    run(installed, "doctor", "--db", str(installed.parent / "desk.db"))
