"""The versions that the bytes depend on."""

from __future__ import annotations

import subprocess
import sys

from plaidoyer.typeset.engines import UNKNOWN, engines


def test_every_engine_is_known_here() -> None:
    """Two machines compare these before they compare bytes: an unknown would make them all equal."""
    found = engines()

    assert list(found) == sorted(found)
    assert {"weasyprint", "pango", "harfbuzz", "harfbuzz-subset", "zlib", "font-source-sans-pro"} <= found.keys()
    assert not {UNKNOWN, "absent", ""} & set(found.values())


def test_asking_for_versions_does_not_import_the_engine() -> None:
    """A build with nothing to do would pay most of a second for it."""
    script = (
        "import sys; from plaidoyer.typeset.engines import engines; engines(); sys.exit('weasyprint' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
