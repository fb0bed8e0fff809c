"""The wheel as a user gets it: built, installed into a bare environment, and asked two questions.

Nothing here uses the network: the build runs in this environment, and the dependencies of the
installed wheel are lent from it.
"""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
STARTER = "matchdesk/data/starter.sqlite"
# A path of somebody's machine; not the middle of a longer path or of an address.
MACHINE_PATH = re.compile(rb"(?<![\w.-])/(?:root|home|Users|work|tmp)/\w+")


def run(*command: str | Path, env: dict[str, str] | None = None, cwd: Path = ROOT) -> str:
    """Return what ``command`` prints to stdout; fail with all it said if its exit status is not 0."""
    done = subprocess.run(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )
    said = f"{command}: exit status {done.returncode}\n{done.stdout}\n{done.stderr}"
    assert done.returncode == 0, said
    return done.stdout


def build(outdir: Path, *options: str, hash_seed: str) -> Path:
    """Build into ``outdir`` with a fixed order of Python's sets, and return the wheel."""
    env = {**os.environ, "PYTHONHASHSEED": hash_seed}
    builder = (sys.executable, "-m", "build", "--no-isolation")
    run(*builder, *options, "--outdir", outdir, ROOT, env=env)
    (wheel,) = outdir.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    return build(tmp_path_factory.mktemp("dist"), "--wheel", hash_seed="1")


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the scripts folder of a new environment that holds the wheel and nothing else of ours.

    The dependencies come from this environment through a .pth line. Python reads no .pth files in a
    folder added that way, so this checkout's own editable install does not come along.
    """
    folder = tmp_path_factory.mktemp("bare") / "env"
    run(sys.executable, "-m", "venv", folder)
    places = {"base": str(folder), "platbase": str(folder)}
    scripts = Path(sysconfig.get_path("scripts", "venv", places))
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel)
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    site_packages = Path(sysconfig.get_path("purelib", "venv", places))
    (site_packages / "lent.pth").write_text("".join(f"{line}\n" for line in lent), "utf-8")
    return scripts


@pytest.fixture
def user(tmp_path: Path) -> dict[str, str]:
    """Return the environment variables of a user who has never run matchdesk."""
    ours = ("PYTHON", "XDG_", "MATCHDESK_", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    homes = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return {**kept, **dict.fromkeys(homes, str(tmp_path)), "PYTHONUTF8": "1"}


def test_matchdesk_comes_from_the_wheel(bare: Path, user: dict[str, str], tmp_path: Path) -> None:
    where = "import matchdesk; print(matchdesk.__file__)"
    imported = run(bare / "python", "-c", where, env=user, cwd=tmp_path).strip()
    assert Path(imported).is_relative_to(bare.parent)


def test_table_answers_offline(bare: Path, user: dict[str, str], tmp_path: Path) -> None:
    question = ("table", "es.1", "--on", "2018-01-24", "--json")
    table = json.loads(run(bare / "matchdesk", *question, env=user, cwd=tmp_path))
    first = table["rows"][0]
    assert "Barcelona" in first["team"]
    assert (first["position"], first["points"]) == (1, 54)


def test_brief_of_the_samples(bare: Path, user: dict[str, str], tmp_path: Path) -> None:
    brief = run(bare / "matchdesk", "brief", "--samples", env=user, cwd=tmp_path)
    assert "Leganés" in brief


def test_starter_weighs_less_than_a_megabyte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert 0 < archive.getinfo(STARTER).compress_size < 1_000_000


def test_starter_needs_no_more_than_the_build_declares(tmp_path: Path) -> None:
    """An isolated build has build-system.requires and nothing else that matchdesk may import."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project, present = declared["project"], declared["build-system"]["requires"]
    extras = [wanted for extra in project["optional-dependencies"].values() for wanted in extra]
    needed = {Requirement(line).name for line in [*project["dependencies"], *extras]}
    absent = sorted(needed - {Requirement(line).name for line in present})
    target = tmp_path / "starter.sqlite"
    program = f"""if True:
        import pathlib, sys
        sys.modules.update(dict.fromkeys({absent!r}))  # None: importing it raises ImportError
        from hatch_build import build_starter
        build_starter(pathlib.Path.cwd(), pathlib.Path({str(target)!r}))
    """
    run(sys.executable, "-c", program)
    assert target.stat().st_size > 0


def test_wheel_names_no_machine_path(wheel: Path) -> None:
    here = re.compile(rb"(?<![\w.-])" + re.escape(os.fsencode(ROOT)) + rb"/")
    with zipfile.ZipFile(wheel) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    named = {
        name: hit.group()
        for name, text in content.items()
        if (hit := MACHINE_PATH.search(text) or here.search(text))
    }
    assert named == {}


def test_wheel_is_the_same_again_from_the_source_archive(wheel: Path, tmp_path: Path) -> None:
    again = build(tmp_path, hash_seed="2")  # the source archive, then the wheel from it
    assert again.name == wheel.name
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert first.namelist() == second.namelist()
        differing = [name for name in first.namelist() if first.read(name) != second.read(name)]
    assert differing == []
    assert again.read_bytes() == wheel.read_bytes()
