"""Building again what was built, and looking at what was asked for meanwhile and what is left."""

from __future__ import annotations

import hashlib
from pathlib import Path

from plaidoyer.config import Config
from plaidoyer.pipeline import run
from plaidoyer.pipeline.repeat import unchanged_build
from plaidoyer.pipeline.report import Report
from plaidoyer.typeset.job import Job, Typeset
from plaidoyer.typeset.process import Typesetter

BRIEF, OTHER, RECORD = "briefs/note/brief.md", "briefs/memo/brief.md", "sources/rapport-2025.yaml"
CONFIG = Config()


class Watched(Typesetter):
    """A typesetter that tells of which outputs it was asked."""

    def __init__(self, jobs: int = 1) -> None:
        """Start it, with nothing asked yet."""
        super().__init__(60, 2048, jobs)
        self.asked: list[str] = []

    def typeset(self, job: Job) -> Typeset:
        """Note it."""
        assert job.provenance is not None
        self.asked.append(job.provenance.output)
        return super().typeset(job)


def build(root: Path, typesetter: Typesetter | None, *slugs: str, final: bool = False, force: bool = False) -> Report:
    return run.build(
        root,
        CONFIG,
        slugs,
        out=root / "dist",
        final=final,
        force=force,
        typesetter=typesetter,
        announce=lambda *_: None,
    )


def unchanged(root: Path, *slugs: str, final: bool = False, form: str = "pdf") -> Report | None:
    return unchanged_build(root, CONFIG, slugs, root / "dist", final=final, form=form)


def left(root: Path) -> dict[str, str]:
    """What lies in ``dist``, the manifest too."""
    files = sorted(path for path in (root / "dist").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}
