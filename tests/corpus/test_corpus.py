"""Results once given stay as they were, byte by byte, unless the changelog says that they changed.

`pytest tests/corpus --update-golden` writes `results/` and `manifest.json` anew; then the changelog has to say what
changed and why, and to name the digest of the manifest. See CONTRIBUTING.md, "Results that change".
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from guiju.explain.kinds import KINDS
from guiju.explain.trace import header, trace
from tests.corpus.results import FILES, HERE, LEFT_OUT, digest_of_all, entries, outcomes, summary

ROOT = HERE.parents[1]
RESULTS, MANIFEST, CHANGELOG = HERE / "results", HERE / "manifest.json", ROOT / "CHANGELOG.md"
# In a few lines what a whole run would say, for processes with other settings.
QUICK = ("english", "numbers", "years", "versions-2026")
_SECTION = re.compile(r"^## ", re.MULTILINE)
_NAMED = re.compile(r"^- results: .+?\(corpus ([0-9a-f]{8})\)", re.MULTILINE | re.DOTALL)


def files() -> dict[str, str]:
    """Every file the results are computed from, with its digest."""
    found = (path for path in sorted(FILES.rglob("*")) if path.is_file())
    return {
        path.relative_to(FILES).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found
    }


def manifest() -> dict[str, object]:
    results = {name: summary(name) for name in entries()}
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(results.items())}
    return {"digest": digest_of_all(results), "results": digests, "files": files()}


def test_the_manifest_is_that_of_the_results(request: pytest.FixtureRequest) -> None:
    """Comes first: with the option it writes what the other tests compare with."""
    found = manifest()
    if request.config.getoption("--update-golden"):
        RESULTS.mkdir(exist_ok=True)
        for name in entries():
            (RESULTS / f"{name}.txt").write_bytes(summary(name).encode())
        MANIFEST.write_bytes((json.dumps(found, indent=1) + "\n").encode())
    assert found == _kept()


@pytest.mark.parametrize("name", entries())
def test_results_are_as_they_were(name: str) -> None:
    assert summary(name) == (RESULTS / f"{name}.txt").read_bytes().decode()


def test_every_result_is_that_of_an_entry_and_every_file_is_used() -> None:
    assert {path.stem for path in RESULTS.iterdir()} == set(entries())
    used = {file for name in entries() for outcome in outcomes(name) for file in _inputs(name, outcome)}
    assert used == set(files())


def _inputs(name: str, outcome: object) -> set[str]:
    entry = entries()[name]
    rules, data = header(outcome)["rule_files"], header(outcome)["data_files"]  # type: ignore[arg-type]
    folder = entry.rules if entry.as_of else str(Path(entry.rules).parent)
    return {f"{folder}/{file['name']}" for file in rules} | {
        f"{entry.folder}/{file['name']}" for file in data
    }


def test_every_kind_of_step_is_in_it() -> None:
    """What the language can say is in the corpus: a new construct comes with an entry."""
    met = {step["kind"] for name in entries() for one in outcomes(name) for step in trace(one)["steps"]}
    assert met == {kind.name for kind in KINDS.values()}


def test_only_the_engine_is_left_out() -> None:
    """The version of the program, its name and the version of the language change without a result changing."""
    (outcome,) = outcomes("versions-2025")
    assert LEFT_OUT == ("engine",)
    assert set(header(outcome)["engine"]) == {"name", "version", "language_version"}


def test_the_changelog_names_the_results() -> None:
    assert named(CHANGELOG.read_text(encoding="utf-8")) == str(_kept()["digest"])[:8], (
        "results changed: say so in CHANGELOG.md, `- results: what and why (corpus DIGEST8)`"
    )


@pytest.mark.parametrize(
    ("changelog", "digest"),
    [
        ("# C\n\n## [2] - new\n\n- results: more\n  exact (corpus 0123abcd)\n\n## [1]\n", "0123abcd"),
        ("## [2]\n\n- results: newer (corpus 22222222)\n- results: older (corpus 11111111)\n", "22222222"),
        ("## [2]\n\n- nothing\n\n## [1]\n\n- results: old (corpus 0123abcd)\n", None),
        ("## [2]\n\n- results: no digest\n- other (corpus 0123abcd)\n", None),
        ("no section\n- results: x (corpus 0123abcd)\n", None),
    ],
)
def test_how_the_changelog_names_them(changelog: str, digest: str | None) -> None:
    assert named(changelog) == digest


def named(changelog: str) -> str | None:
    """The digest the first `results:` entry of the current version names; None where there is no such entry."""
    sections = _SECTION.split(changelog)[1:2]
    entries_ = [entry for section in sections for entry in re.split(r"^(?=- )", section, flags=re.MULTILINE)]
    found = (_NAMED.match(entry) for entry in entries_)
    return next((match.group(1) for match in found if match), None)


def _kept() -> Mapping[str, object]:
    kept: Mapping[str, object] = json.loads(MANIFEST.read_bytes())
    return kept


SETTINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "America/St_Johns", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "COLUMNS": "20"},
)


@pytest.mark.slow
@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: settings["TZ"])
def test_the_bytes_do_not_depend_on_the_machine(settings: Mapping[str, str], tmp_path: Path) -> None:
    """Other hash seeds, time zones, locales and folders; nothing is kept from a run before."""
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT), "GUIJU_CACHE": "off"}
    command = [sys.executable, "-m", "tests.corpus.results", *QUICK]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == digest_of_all({name: summary(name) for name in QUICK})
