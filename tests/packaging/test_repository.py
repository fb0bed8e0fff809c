"""The repository speaks of matchdesk alone, and its locked requirements are whole."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import matchdesk

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements/dev.txt", "requirements/uv.txt")
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<where>.+?))?")
HASHES = re.compile(r"(?: --hash=sha256:[0-9a-f]{64})+")
# Each is written so that it does not match itself.
UNWANTED = {
    "registry host": re.compile(
        rb"pypi[.]org|python[h]osted|registry[.]npm|[d]eb[.]debian|proxy[.]golang|crates[.]io"
    ),
    "index option": re.compile(rb"--(?:extra-)?index[-]url[ =]|--find[-]links[ =]"),
    "home or work folder": re.compile(rb"(?<![\w.*-])/(?:root|home|Users|work)/\w"),
}


def repository_files() -> list[Path]:
    """Return the files that are tracked, or would be by the next ``git add .``."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout
    found = (ROOT / name.decode() for name in sorted(set(names.split(b"\0"))) if name)
    return [path for path in found if path.is_file()]


def logical_lines(lock: str) -> Iterator[str]:
    """Yield the requirement lines of a lock file, joined where they are continued."""
    joined = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    for line in joined.splitlines():
        if line.strip() and not line.startswith("#"):
            yield re.sub(r"\s+", " ", line)


def locked_versions() -> dict[str, set[Version]]:
    """Return the versions that the lock files hold of each package."""
    versions: dict[str, set[Version]] = {}
    for lock in LOCKS:
        for line in logical_lines(lock):
            name, version = line.split(" ", 1)[0].split("==")
            versions.setdefault(name, set()).add(Version(version))
    return versions


def wanted_requirements() -> list[str]:
    """Return what pyproject.toml and requirements/*.in ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted: list[str] = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted.extend(extra)
    for source in (ROOT / "requirements").glob("*.in"):
        lines = source.read_text("utf-8").splitlines()
        wanted.extend(line for line in lines if line and not line.startswith("#"))
    return sorted(set(wanted))


@pytest.mark.parametrize("unwanted", UNWANTED)
def test_no_file_names_a_machine(unwanted: str) -> None:
    pattern = UNWANTED[unwanted]
    hits = {
        str(path.relative_to(ROOT)): hit.group().decode()
        for path in repository_files()
        if (hit := pattern.search(path.read_bytes()))
    }
    assert hits == {}


def test_the_lock_is_in_requirements_alone() -> None:
    names = {path.name for path in repository_files()}
    assert not names & {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "pylock.toml"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    lines = list(logical_lines(lock))
    assert lines
    assert [line for line in lines if not re.fullmatch(PIN.pattern + HASHES.pattern, line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_header_names_the_command_alone(lock: str) -> None:
    comments = [
        line for line in (ROOT / lock).read_text("utf-8").splitlines() if line.startswith("#")
    ]
    assert comments[-1].strip("# ") == "make lock"
    assert len(comments) == 2


@pytest.mark.parametrize("wanted", wanted_requirements())
def test_lock_holds_what_is_asked_for(wanted: str) -> None:
    requirement = Requirement(wanted)
    held = locked_versions().get(canonicalize_name(requirement.name), set())
    assert held, f"run `make lock`: {requirement.name} is not in it"
    assert all(requirement.specifier.contains(version) for version in held)


def test_changelog_has_the_current_version() -> None:
    changelog = (ROOT / "docs" / "changelog.md").read_text("utf-8")
    headings = re.findall(r"^## (\S+)", changelog, re.MULTILINE)
    assert matchdesk.__version__ in headings
