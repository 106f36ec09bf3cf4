"""Faults of the disk, and sudden ends, at every write of a build: nothing may be left half-written.

Run from a checkout after ``make test``, where strace is: ``.venv/bin/python benchmarks/faults.py [--least N]``.

A small campaign is built, then changed in one of several ways (``CHANGES``). What the next build writes is listed with
strace; then that build is made again and again, each time with one of those calls failing (ENOSPC, EIO) or with the
process killed at it. That each fault really happened is read in strace's own log; only those are counted. After each:
every output is, byte for byte, the old one or the new one; manifest and state are whole; nothing was a traceback. Then
the build is made once more without a fault, and all outputs must be those of a clean build, with nothing left over.

This file must not import the program that it measures.
"""

import argparse
import hashlib
import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = (sys.executable, str(ROOT / "build.py"))
NOTE, MEMO, RECORD = "briefs/note/brief.md", "briefs/memo/brief.md", "sources/rapport-2025.yaml"
CALLS = ("openat", "write", "fsync", "rename", "unlink", "mkdir")
FAULTS = ("error=ENOSPC", "error=EIO", "signal=KILL")
PART = ".plaidoyer-part"
KILLED = 137
SOME = 100
"""Faults after which it is said how far it is."""


class Change(NamedTuple):
    """What is changed after the first build, and what is run then."""

    step: Callable[[Path], None]
    arguments: Sequence[str]


class Fault(NamedTuple):
    """A change, the number of a call of this name, and what happens at it."""

    change: str
    call: str
    number: int
    how: str


def edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace words of a file."""

    def step(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        if old not in text:
            raise ValueError(f"{file} has no « {old} »")
        (root / file).write_text(text.replace(old, new), encoding="utf-8")

    return step


def away(*names: str) -> Callable[[Path], None]:
    """Take folders away."""

    def step(root: Path) -> None:
        for name in names:
            shutil.rmtree(root / name)

    return step


HTML = ("build", "--format", "html")
CHANGES = {
    "words": Change(edit(NOTE, "Ne rien faire.", "Attendre."), HTML),
    "words, as PDF": Change(edit(NOTE, "Ne rien faire.", "Attendre."), ("build", "--jobs", "1")),
    "record": Change(edit(RECORD, "Rapport annuel", "Rapport"), HTML),
    "draft": Change(edit(NOTE, "[](figure:par-mois)", "[](figure:par-an)"), HTML),
    "brief gone": Change(away("briefs/memo"), HTML),
    "outputs gone": Change(away("dist"), HTML),
    "nothing built": Change(away("dist", ".plaidoyer"), HTML),
    "settings": Change(edit("plaidoyer.toml", 'lang = "fr"', 'lang = "fr"\njobs = 1'), HTML),
    "other folder": Change(edit(MEMO, "version: 1", "version: 2"), (*HTML, "--out", "dist/other")),
    "check": Change(edit(MEMO, "version: 1", "version: 2"), ("check",)),
    "receipts": Change(edit(RECORD, 'douze mois."', 'douze mois"'), ("lock",)),
}  # fmt: skip


def run(root: Path, arguments: Sequence[str], trace: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run the program on a campaign, under strace where it is told what to trace."""
    tracer = ["strace", "-qq", "-y", "-o", str(root.parent / f"{root.name}.trace"), *trace] if trace else []
    command = [*tracer, *PROGRAM, "-C", str(root), *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def traced(root: Path) -> list[str]:
    """The lines of the last trace of a campaign."""
    return (root.parent / f"{root.name}.trace").read_text(encoding="utf-8", errors="replace").splitlines()


def outputs(root: Path) -> Mapping[str, bytes]:
    """Every file that was written for people: outputs, manifest, receipts."""
    files = [path for path in (root / "dist").rglob("*") if path.is_file()]
    lock = root / "sources/evidence.lock"
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in [*files, *([lock] if lock.exists() else [])]
    }


def concerns(line: str, root: Path) -> bool:
    """Whether a traced call is about a file of the campaign that is written; what is only opened to be read is not."""
    return str(root) in line and "<pipe:" not in line and ("openat" not in line or "O_CREAT" in line)


def calls(root: Path) -> Iterator[tuple[str, int]]:
    """Each call of the last trace that writes in the campaign, by its name and its number among those of that name."""
    counts = Counter[str]()
    for line in traced(root):
        name = line.partition("(")[0]
        counts[name] += 1
        if concerns(line, root):
            yield name, counts[name]


def broken(root: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[str]:
    """What is half-written in a campaign whose outputs were ``old`` and are to be ``new``."""
    for name, data in outputs(root).items():
        if name.endswith(PART):
            continue
        if name.endswith("manifest.json"):
            try:
                json.loads(data)
            except ValueError:
                yield f"{name} is no JSON"
        elif data not in (old.get(name), new.get(name)):
            yield f"{name} is neither the old one nor the new one"
    for path in (root / ".plaidoyer").rglob("*.state"):
        head, _, body = path.read_bytes().partition(b"\n")
        if not head.endswith(hashlib.sha256(body).hexdigest().encode()):
            yield f"{path.relative_to(root)} is not whole"


def tried(fault: Fault, before: Path, old: Mapping[str, bytes], new: Mapping[str, bytes], work: Path) -> str | None:
    """Make a build with one fault; what went wrong, empty if nothing did, None where the fault did not happen."""
    root = Path(tempfile.mkdtemp(dir=work)) / "campaign"
    try:
        shutil.copytree(before, root)
        arguments = CHANGES[fault.change].arguments
        inject = f"inject={fault.call}:{fault.how}:when={fault.number}"
        ran = run(root, arguments, ["-e", f"trace={','.join(CALLS)}", "-e", inject])
        hit = [line for line in traced(root) if "INJECTED" in line]
        if fault.how.startswith("signal"):
            happened = ran.returncode in (KILLED, -9)
        else:
            happened = any(concerns(line, root) for line in hit)
        if not happened:
            return None
        if "Traceback" in ran.stderr:
            return f"a traceback: {ran.stderr[-300:]}"
        if found := list(broken(root, old, new)):
            return "; ".join(found)
        again = run(root, arguments)
        if "Traceback" in again.stderr:
            return f"a traceback after it: {again.stderr[-300:]}"
        if outputs(root) != new:
            after = outputs(root)
            differ = sorted(name for name in {*after, *new} if after.get(name) != new.get(name))
            return f"after the next build other files than a clean one: {', '.join(differ)}"
        if arguments[0] != "build":
            run(root, HTML)  # a build sweeps: nobody else writes meanwhile
        if left := [path.name for path in root.rglob(f"*{PART}")]:
            return f"left over: {', '.join(left)}"
        return ""
    finally:
        shutil.rmtree(root.parent, ignore_errors=True)


def prepared(name: str, work: Path) -> tuple[Path, Mapping[str, bytes], Mapping[str, bytes], list[Fault]]:
    """A campaign before the build that is to fail, what it has, what a clean build has, and every fault to be tried."""
    change = CHANGES[name]
    root = work / re.sub("[^a-z]+", "-", name)
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(ROOT / "tests/projects/small", root)
    run(root, ("lock",))
    run(root, HTML if change.arguments[:1] != ("build",) else change.arguments)
    change.step(root)
    old = outputs(root)
    clean = work / f"{root.name}-clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root, clean)
    if change.arguments[0] == "build":
        shutil.rmtree(clean / ".plaidoyer", ignore_errors=True)
        if name != "other folder":
            shutil.rmtree(clean / "dist", ignore_errors=True)
    run(clean, change.arguments)
    listed = work / f"{root.name}-listed"
    shutil.rmtree(listed, ignore_errors=True)
    shutil.copytree(root, listed)
    run(listed, change.arguments, ["-e", f"trace={','.join(CALLS)}"])
    faults = [Fault(name, call, number, how) for call, number in calls(listed) for how in FAULTS]
    return root, old, outputs(clean), faults


def main() -> None:
    """Try every fault of every change, again where there are too few, and print what was counted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--least", type=int, default=1000, help="faults that really happened (default: %(default)s)")
    parser.add_argument("--work", type=Path, default=None, help="a folder to work in (default: a temporary one)")
    options = parser.parse_args()
    if shutil.which("strace") is None:
        sys.exit("strace is not installed")
    work = options.work or Path(tempfile.mkdtemp(prefix="plaidoyer-faults-"))
    work.mkdir(parents=True, exist_ok=True)
    happened, attempts = Counter[str](), 0
    wrong: list[str] = []
    campaigns = {name: prepared(name, work) for name in CHANGES}
    rounds = itertools.cycle([fault for *_, faults in campaigns.values() for fault in faults])
    total = sum(len(faults) for *_, faults in campaigns.values())
    with ThreadPoolExecutor(2) as threads:
        for turn in itertools.count(1):
            wanted = total if turn == 1 else min(total, options.least - happened.total())
            batch = list(itertools.islice(rounds, wanted))
            attempts += len(batch)
            results = threads.map(lambda one: (one, tried(one, *campaigns[one.change][:3], work)), batch)
            for fault, result in results:
                if result is not None:
                    if happened.total() % SOME == SOME - 1:
                        print(f"{happened.total() + 1} faults happened, {len(wrong)} left something wrong", flush=True)
                    happened[f"{fault.call} {fault.how.partition('=')[2]}"] += 1
                if result:
                    wrong.append(f"{fault.change}: {fault.call} number {fault.number}, {fault.how}: {result}")
                    print(wrong[-1], flush=True)
            if happened.total() >= options.least or turn == 4:
                break
    for kind, count in sorted(happened.items()):
        print(f"  {kind:<16} {count:5}")
    print(f"{happened.total()} faults happened, of {attempts} tried; {len(wrong)} left something wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
