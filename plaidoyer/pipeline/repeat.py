"""What was found and built the last time, repeated where nothing has changed on which it rests.

This module must not import the rooms that read, prove and set: where nothing has changed, they are not needed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import to_builtins
from msgspec.structs import replace

from plaidoyer.config import Config
from plaidoyer.pipeline import inputs
from plaidoyer.pipeline.inputs import Basis, Now
from plaidoyer.pipeline.report import Report, from_json, may_be_kept, to_json
from plaidoyer.publish import checked, manifest
from plaidoyer.publish.layouts import Layout


def of_check(root: Path, config: Config, slugs: Sequence[str], layouts: Mapping[str, Layout]) -> Basis:
    """What a check without a typesetter rests on; ``layouts`` are those that it repeats."""
    return Basis(root, replace(config, jobs=0), slugs, to_builtins(layouts))


def of_build(root: Path, config: Config, slugs: Sequence[str], *, final: bool, form: str) -> Basis:
    """What a build rests on."""
    return Basis(root, replace(config, jobs=0), slugs, ["build", final, form])


def repeated(basis: Basis) -> Report | None:
    """The report that was kept of what there is now, where the other files that it rests on are unchanged too."""
    whole = basis.whole()
    kept = checked.read(basis.root, whole) if whole else None
    return from_json(kept.found) if kept and inputs.unchanged(basis.root, kept.also) else None


def unchanged_build(
    root: Path, config: Config, slugs: Sequence[str], out: Path, *, final: bool, form: str
) -> Report | None:
    """The report of a build that would write what lies in ``out`` already; None where there may be something to do."""
    report = repeated(of_build(root, config, slugs, final=final, form=form))
    return report if report and _intact(report, out) else None


def keep(root: Path, now: Now, report: Report, also: Collection[Path]) -> None:
    """Keep a report for the next time, if it would be the same; ``also`` are the files that only reading told of.

    ``now`` was so before anything was read, and is so still.
    """
    others = inputs.digests_of(root, also)
    if others is not None and may_be_kept(report):
        with suppress(OSError):
            checked.save(root, now.whole, checked.Checked(to_json(report), others))


def _intact(report: Report, out: Path) -> bool:
    """Whether each output lies in ``out`` as it was written, and the manifest there says so."""
    listed = manifest.read(out)
    return all(dict(one) in listed and inputs.digest_of(out / one["file"]) == one["sha256"] for one in report.outputs)
