"""Examples of the manual, run: what the program says of them. Tests and ``tools/write_rules.py`` ask."""

from __future__ import annotations

import subprocess
from contextlib import nullcontext
from pathlib import Path

import click

from plaidoyer.checks.examples import Example
from plaidoyer.cli.reporters import block, lines_of
from plaidoyer.config import load_config
from plaidoyer.pipeline import run
from plaidoyer.pipeline.run import Report
from plaidoyer.typeset.process import start


def rehearse(example: Example, root: Path, *, mended: bool) -> Report:
    """Write the campaign with the failing words, or the mended ones, to ``root``, an empty folder; and check it."""
    for name, data in example.files(mended=mended).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    if example.tracked:
        subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
        subprocess.run(["git", "add", "--force", "--", *example.tracked], cwd=root, check=True)
    layout = "--layout" in (example.mended_command if mended else example.command)
    config = load_config(root)
    with start(config.limits.seconds, config.limits.memory) if layout else nullcontext() as typesetter:
        return run.check(root, config, (), typesetter=typesetter, announce=lambda slug, done, total: None)


def said_of(report: Report, example: Example, root: Path) -> str:
    """The finding that the example is about, as on a terminal; empty where it was not reported."""
    for finding in report.findings:
        if (finding.rule, finding.span.file, finding.span.line) == (example.rule, *example.place):
            return click.unstyle(block(finding, lines_of(root)(finding.span.file)))
    return ""
