"""What is handed to others: the wheel, the locks, and a repository that names no machine.

Nothing here asks the network: the wheel is built by the backend in this environment.
"""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

Pins = dict[str, list[str]]
"""The versions that a lock pins, under the normalised name of their package: several where markers differ."""


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Every file of the repository, with ``/``: those that git has, and those that it would add."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [name for name in listing.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that a release would upload."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_every_file_of_the_package_and_every_template(wheel: Path, tracked: list[str]) -> None:
    """An installed program without its templates, filters or catalogues cannot build a brief."""
    shipped = {name for name in tracked if name.startswith("plaidoyer/")}
    shipped |= {f"plaidoyer/{name}" for name in tracked if name.startswith("templates/")}
    kinds = {Path(name).suffix for name in shipped}
    assert {".html", ".css", ".csl", ".yaml", ".lua", ".po", ".py"} <= kinds, "the test must see each kind of file"

    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert held == shipped


def test_the_wheel_alone_builds_a_brief(wheel: Path, tmp_path: Path) -> None:
    """A program that only works beside its checkout is of no use to who installs it."""
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    (entry_points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "plaidoyer = plaidoyer.cli.door:main" in entry_points.read_text(encoding="utf-8")
    campaign = Path(shutil.copytree(ROOT / "tests/projects/small", tmp_path / "campaign"))

    # Isolated, so that only this wheel, not the checkout, is found under the program's name.
    program = (
        f"import sys; sys.path.insert(0, {str(installed)!r});"
        "import plaidoyer; print(plaidoyer.__file__, flush=True);"
        "from plaidoyer.cli.door import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", program, "-C", str(campaign), "build", "memo"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.startswith(str(installed))
    assert (campaign / "dist/memo.pdf").read_bytes().startswith(b"%PDF-")


def pins(lock: str) -> Pins:
    """Read the lock of this name at the root of the repository."""
    found: Pins = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            found.setdefault(canonicalize_name(match[1]), []).append(match[2])
    return found


def requirements(group: str) -> Iterator[Requirement]:
    """Give what the dependency group asks for, with the groups that it includes."""
    for entry in PROJECT["dependency-groups"][group]:
        if isinstance(entry, str):
            yield Requirement(entry)
        else:
            yield from requirements(entry["include-group"])


@pytest.mark.parametrize(("lock", "group"), [("requirements.lock", "build"), ("requirements-dev.lock", "dev")])
def test_a_lock_is_in_step_with_the_ranges(lock: str, group: str) -> None:
    """A range changed without `make lock` would install something else than what it says."""
    pinned = pins(lock)
    wanted = [Requirement(text) for text in PROJECT["project"]["dependencies"]] + list(requirements(group))

    out_of_step = [
        str(requirement)
        for requirement in wanted
        if not (versions := pinned.get(canonicalize_name(requirement.name)))
        or not all(requirement.specifier.contains(version, prereleases=True) for version in versions)
    ]

    assert out_of_step == []


def test_the_backend_in_the_lock_is_the_one_that_the_build_system_asks_for() -> None:
    """The editable install runs without build isolation: nothing else would notice a backend that is too old."""
    wanted = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
    pinned = pins("requirements.lock")

    assert all(one.specifier.contains(version) for one in wanted for version in pinned[canonicalize_name(one.name)])


def test_both_locks_pin_the_same_versions() -> None:
    """Tests that ran on other versions than those that users get would prove nothing."""
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")

    assert {name: dev.get(name) for name in runtime} == runtime


def test_every_locked_package_has_a_hash() -> None:
    """Without a hash, pip would refuse the lock whole, or trust whoever answers."""
    for lock in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"(?m)^(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"))[1:]
        assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


# Written in pieces, so that this file does not hold what it looks for.
MACHINE_WORDS = re.compile(
    "|".join(
        (
            r"pypi\.(?:org|python)",
            r"files\.python" + "hosted",
            r"registry\.npm" + "js",
            # A path of somebody's machine; inside an address or a longer path it is something else.
            r"(?<![\w./~-])/(?:work|root|home|Users|tmp)/",
            r"file://" + r"/(?!(?:etc|dev|proc|x\.jar|C)\b)\w",
        )
    )
)


def test_no_file_names_a_registry_or_a_path_of_somebodys_machine(tracked: list[str]) -> None:
    """Such a word works on one machine alone, or tells strangers about it."""
    found = []
    for name in tracked:
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and fonts
        found += [f"{name}: {match[0]}" for match in MACHINE_WORDS.finditer(text)]

    assert found == []
