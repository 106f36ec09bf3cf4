"""The versions that the bytes depend on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plaidoyer.typeset.engines import UNKNOWN, _own, engines


def test_every_engine_is_known_here() -> None:
    """Two machines compare these before they compare bytes: an unknown would make them all equal."""
    found = engines()

    assert list(found) == sorted(found)
    assert {"weasyprint", "pango", "harfbuzz", "harfbuzz-subset", "zlib", "font-source-sans-pro"} <= found.keys()
    assert not {UNKNOWN, "absent", ""} & set(found.values())


def test_our_own_code_that_sets_a_page_is_one_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that an older program set would be called changed by hand."""
    monkeypatch.setattr("plaidoyer.typeset.engines.__file__", str(tmp_path / "engines.py"))
    (tmp_path / "pdf.py").write_bytes(b"a = 1\n")
    before = _own()
    (tmp_path / "pdf.py").write_bytes(b"a = 2\n")
    assert len({before, _own(), engines()["plaidoyer-typeset"]}) == 3


def test_asking_for_versions_does_not_import_the_engine() -> None:
    """A build with nothing to do would pay most of a second for it."""
    script = (
        "import sys; from plaidoyer.typeset.engines import engines; engines(); sys.exit('weasyprint' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_engine_is_loaded_without_running_other_programs() -> None:
    """Each build would start a compiler and a linker twenty times, to look for libraries of other systems."""
    script = """
import ctypes.util, subprocess, sys
started, search = [], ctypes.util.find_library
subprocess.Popen = lambda *arguments, **options: started.append(arguments)
from plaidoyer.typeset.pdf import load
failure = load()
sys.exit(failure or (started and str(started)) or ctypes.util.find_library is not search)
"""
    run = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr


def test_a_library_known_by_another_name_is_searched_for() -> None:
    """On a system whose loader knows none of the engine's names, nothing could be built."""
    script = """
import cffi.api, sys
load_backend, asked = cffi.api._load_backend_lib, []
def only_by_search(backend, name, flags):
    import ctypes.util
    asked.append(name)
    if "." in name.removeprefix("lib").removesuffix(".0") and ctypes.util.find_library("c") is None:
        raise OSError(name)
    return load_backend(backend, name, flags)
cffi.api._load_backend_lib = only_by_search
from plaidoyer.typeset.pdf import load
sys.exit(load() or not asked)
"""
    run = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
