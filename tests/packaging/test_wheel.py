"""The wheel is built, installed and run away from the checkout: what a user gets is what was tested.

No network: hatchling builds, the dependencies are those of the Python that runs the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SHIPPED = {"grammar": "grammar", "rules": "rules", "diagnostics": "docs/diagnostics"}


def build(checkout: Path, form: str, into: Path) -> Path:
    """Build the "wheel" or "sdist" of `checkout` into the folder `into`."""
    into.mkdir()
    command = [sys.executable, "-m", "hatchling", "build", "-t", form, "-d", str(into)]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (artifact,) = into.iterdir()
    return artifact


def contents(wheel: Path) -> dict[str, int]:
    """Name and checksum of every file in it."""
    return {entry.filename: entry.CRC for entry in zipfile.ZipFile(wheel).infolist()}


def name_of_town(path: Path) -> str | None:
    """The town a data file is about; None for shared data, such as that of the counties."""
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key == "镇":
            return value.strip(" \"'")
    return None


@dataclass(frozen=True, slots=True)
class Installed:
    """A wheel in a folder of its own, and an empty folder to run it from."""

    target: Path
    cwd: Path

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the wheel first on its path and nothing of the checkout on it.

        `-S` leaves out the .pth file of an editable installation; the dependencies come in by their folder.
        """
        folders = [Path(entry) for entry in sys.path if entry]
        engine = ROOT / "engine"
        others = [str(folder) for folder in folders if folder not in (ROOT, engine)]
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "GUIJU"))}
        environment |= {"PYTHONPATH": os.pathsep.join([str(self.target), *others]), "PYTHONUTF8": "1"}
        return subprocess.run(
            [sys.executable, "-S", *arguments],
            cwd=self.cwd,
            env=environment,
            encoding="utf-8",
            capture_output=True,
            check=False,
        )

    def shipped(self, kind: str) -> Path:
        return self.target / "guiju" / "_shipped" / kind


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("built") / "wheel")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    scratch = tmp_path_factory.mktemp("installed")
    target, cwd = scratch / "site", scratch / "elsewhere"
    cwd.mkdir()
    command = ["pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run([sys.executable, "-m", *command], check=True, cwd=cwd)
    return Installed(target, cwd)


def test_the_wheel_holds_the_package_and_what_ships_with_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "engine" / "guiju"
    for path in [*package.rglob("*.py"), package / "py.typed"]:
        assert f"guiju/{path.relative_to(package).as_posix()}" in names
    for kind, folder in SHIPPED.items():
        files = [path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()]
        wanted = {f"guiju/_shipped/{kind}/{path.as_posix()}" for path in files if path.name[:1] not in ".~"}
        left_out = {name for name in wanted if "/data/" in name}
        assert wanted - left_out
        assert wanted - left_out <= names
        assert not left_out & names
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"guiju"}


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(build(ROOT, "sdist", tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    assert (unpacked / "tests" / "packaging" / Path(__file__).name).exists()
    again = build(unpacked, "wheel", tmp_path / "wheel")
    assert contents(again) == contents(wheel)


@pytest.mark.parametrize("kind", SHIPPED)
def test_the_wheel_finds_its_own_files(installed: Installed, kind: str) -> None:
    done = installed.python("-c", f"from guiju.shipped import shipped; print(shipped({kind!r}))")
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()) == installed.shipped(kind)


def test_the_wheel_checks_the_rules_it_ships(installed: Installed) -> None:
    done = installed.python("-m", "guiju", "check", str(installed.shipped("rules")))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_reads_rules_without_lark(installed: Installed) -> None:
    """It carries the tables of its grammar."""
    command = "import sys; from guiju.cli import main; main(); print('lark' in sys.modules)"
    done = installed.python("-c", command, "check", str(installed.shipped("rules")))
    assert done.stdout.splitlines()[-1] == "False", done.stdout + done.stderr


def test_the_wheel_explains_a_town_it_ships(installed: Installed) -> None:
    towns = {path: name_of_town(path) for path in sorted(installed.shipped("rules").rglob("towns/*.yaml"))}
    path, name = next((path, name) for path, name in towns.items() if name)
    done = installed.python("-m", "guiju", "explain", str(path))
    assert done.returncode in (0, 4), done.stdout + done.stderr  # 4: its data do not decide the grade
    assert name in done.stdout
