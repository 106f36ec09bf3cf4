"""One byte of what a build left is damaged, and the next build must leave what a clean one does.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/corruption.py [--count N] [--seed S]``; one case
is repeated by ``--only NUMBER``, and ``--work DIR`` keeps what it left.

A campaign (``mixed_campaign.py``) is built. Then, case by case, one of the files that this left is damaged at one place
that is drawn by lot: any file below « .plaidoyer/ », the manifest, any output. A bit is turned, a byte replaced, taken
away or put in, the rest cut off, or a file of the state says that a newer program wrote it. Then the campaign is built
once more: as it is, or after an edit, so that what is damaged is read; with engines that are warm, or that have learnt
nothing yet. All of « dist/ » must be, byte for byte, what a clean build of a fresh copy leaves; the same must be
printed, the status must be the same, nothing may be a traceback, and no other file may lie in « .plaidoyer/ ». Nothing
of the program may be edited meanwhile.

How many damaged files of the state were told of, and how many lie there still damaged, is printed too.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from benchmarks.mixed_campaign import copied, mixed_campaign
from benchmarks.warm_program import Ran, WarmProgram

STATE = ".plaidoyer"
ASIDE = ".set-aside"
KINDS = ("flip", "replace", "delete", "insert", "truncate", "newer")
WAYS = {"again": 30, "text": 25, "comment": 25, "fresh": 20}
"""What is done before the campaign is built again, and in how many cases of a hundred."""
_HEAD = re.compile(rb"(plaidoyer [a-z]+ )([0-9]+)( [0-9a-f]{64}\n)")


class Case(NamedTuple):
    """A file, how and where it is damaged, and what is done then."""

    number: int
    file: str
    kind: str
    place: int
    way: str

    def __str__(self) -> str:
        """As it is told."""
        return f"case {self.number}: {self.file}, {self.kind} at {self.place}, {self.way}"


class Clean(NamedTuple):
    """What a clean build of a fresh copy came to."""

    ran: Ran
    dist: Mapping[str, bytes]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def edit(root: Path, way: str) -> None:
    """What is done before the next build."""
    file, old, new = {
        "again": ("plaidoyer.toml", "", ""),
        "comment": ("sources/rapport-2025.yaml", "type: report", "# a comment\ntype: report"),
    }.get(way, ("briefs/memo/brief.md", "in six months", "in half a year"))
    text = (root / file).read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{file} has no « {old} »")
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def drawn(number: int, seed: int, left: Mapping[str, bytes]) -> tuple[Case, bytes]:
    """The case of this number, and the bytes of its file, damaged: every file has the same share of cases."""
    chance = random.Random(f"{seed}/{number}")
    file = sorted(left)[number % len(left)]
    (way,) = chance.choices([*WAYS], [*WAYS.values()])
    data = left[file]
    kinds = [kind for kind in KINDS if (kind != "newer" or _HEAD.match(data)) and (data or kind == "insert")]
    kind, place = chance.choice(kinds), chance.randrange(len(data) or 1)
    before, byte, after = data[:place], data[place : place + 1], data[place + 1 :]
    other = bytes([chance.choice([one for one in range(256) if bytes([one]) != byte])])
    damaged = {
        "flip": before + bytes([byte[0] ^ 1 << chance.randrange(8)]) + after if byte else b"",
        "replace": before + other + after,
        "delete": before + after,
        "insert": before + other + data[place:],
        "truncate": before,
        "newer": _HEAD.sub(lambda head: head[1] + b"%d" % (int(head[2]) + 1) + head[3], data, count=1),
    }
    return Case(number, file, kind, place, way), damaged[kind]


def wrong(ran: Ran, root: Path, clean: Clean, names: frozenset[str]) -> Iterator[str]:
    """What a build came to that a clean one does not; ``names`` are the files of the state that there may be."""
    if "Traceback" in ran.err:
        yield f"a traceback: {ran.err[-300:]!r}"
    if ran.status != clean.ran.status:
        yield f"status {ran.status} instead of {clean.ran.status}"
    if ran.out != clean.ran.out:
        yield f"printed otherwise: {_differing(ran.out, clean.ran.out)}"
    dist = files(root / "dist")
    if differ := sorted(name for name in {*dist, *clean.dist} if dist.get(name) != clean.dist.get(name)):
        yield f"other files than a clean build: {', '.join(differ)}"
    more = {name for name in files(root / STATE) if name not in names and not name.endswith(ASIDE)}
    if more:
        yield f"left over: {', '.join(sorted(more))}"


def _differing(ours: str, theirs: str) -> str:
    """The first line of a text that is another in the other one."""
    lines = zip_longest(ours.splitlines(), theirs.splitlines())
    return next((f"{one!r} instead of {other!r}" for one, other in lines if one != other), "")


def group(file: str) -> str:
    """The kind of a file, as it is counted."""
    path = Path(file)
    if path.parts[0] == "dist":
        return "dist/manifest.json" if path.name == "manifest.json" else f"dist/*{path.suffix}"
    return f"{path.parent}/*{path.suffix}" if len(path.parts) > 2 else file


def main() -> None:
    """Try all cases and print what was counted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=2000, help="cases (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn (default: %(default)s)")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this case alone")
    parser.add_argument("--work", type=Path, help="a folder to work in, and to leave (default: a temporary one)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="plaidoyer-corruption-") as folder:
        sys.exit(1 if tried(options.work or Path(folder), options.count, options.seed, options.only) else 0)


def tried(work: Path, count: int, seed: int, only: int | None = None) -> int:
    """Try ``count`` cases in a folder, or ``only`` one, and print what was counted; how many failed."""
    start, root, base = time.monotonic(), work / "campaign", work / "base"
    cases, told, still, failed = (Counter[str]() for _ in range(4))
    ways, kinds = Counter[str](), Counter[str]()
    with WarmProgram() as program, WarmProgram() as other:
        clean: dict[str, Clean] = {}
        for way in WAYS:
            edit(mixed_campaign(root), way)
            clean[way] = Clean(other.run(root, "build"), files(root / "dist"))
        program.run(mixed_campaign(root), "build")
        copied(root, base)
        left = {name: data for name, data in files(root).items() if name.split("/")[0] in (STATE, "dist")}
        names, last = frozenset(files(root / STATE)), ""
        for number in range(count) if only is None else [only]:
            case, damaged = drawn(number, seed, left)
            copied(base, root)
            (root / case.file).write_bytes(damaged)
            edit(root, case.way)
            ran = program.run(root, "build", fresh="fresh" in (case.way, last))
            last = case.way
            kind = group(case.file)
            cases[kind] += 1
            ways[case.way] += 1
            kinds[case.kind] += 1
            told[kind] += case.file in ran.err
            still[kind] += (root / case.file).is_file() and (root / case.file).read_bytes() == damaged
            if found := [*wrong(ran, root, clean[case.way], names)]:
                failed[kind] += 1
                print(f"{case}: {'; '.join(found)}", flush=True)
    print(f"{'':<34} {'cases':>6} {'told':>6} {'still damaged':>14} {'failed':>7}")
    for kind in sorted(cases):
        print(f"  {kind:<32} {cases[kind]:6} {told[kind]:6} {still[kind]:14} {failed[kind]:7}")
    for counted in (kinds, ways):
        print("  " + ", ".join(f"{name} {number}" for name, number in sorted(counted.items())))
    seconds = time.monotonic() - start
    total, bad = cases.total(), failed.total()
    print(f"{total} files damaged in {seconds:.0f} s; after {bad} of them the next build differs from a clean one")
    return bad


if __name__ == "__main__":
    main()
