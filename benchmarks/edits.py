"""Random edits, built as they come, against clean builds: the same bytes, the same findings.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/edits.py [--count N] [--seed S] [--form html]``.

A small campaign of three briefs is edited in sequences of one to five random steps (words, figures, comments, names of
briefs, files taken away and brought back, templates, settings, verdicts, outputs that somebody changed), and built
after each step from what the last build left; after each sequence, a copy is built where nothing was built before. All
that both left must be the same, byte for byte, and so must be what both found; of a brief that cannot be built the old
output stays, marked as stale, and is left out. What differs is told with the number that its sequence can be made from
again.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from plaidoyer.cli.reporters import as_json
from plaidoyer.config import UsageError, load_config
from plaidoyer.pipeline import run
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.reviewing import Desk
from plaidoyer.records.template_folders import shipped_templates
from plaidoyer.signoffs.verdicts import WORDS
from plaidoyer.typeset.process import Typesetter, start

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("sources", "briefs", "templates", "plaidoyer.toml")
SAID = "Le lac Noir a reçu 300 visites en 2024."
RECORD = """type: report
title: Registre du lac Noir
author: [{{literal: Mairie du Val}}]
issued: 2025
language: fr
captures: [{{file: captures/lac-noir.txt, sha256: {digest}, retrieved: 2026-11-20, redistributable: true}}]
passages: {{visites: {{exact: "{words}"}}}}
figures:
  visites:
    value: 300
    unit: {{fr: {{one: visite, other: visites}}, en: {{one: visit, other: visits}}}}
    of: {{fr: visites du lac, en: visits to the lake}}
    period: 2024
    passage: visites
"""
BRIEF = """---
title: Le lac Noir
template: one-pager
lang: fr
date: 2026-11-24
version: 1
ask: Que la commune compte les visites.
notice: Texte d'essai.
contact: lacs@example.org
transparency: Aucun financement public.
---

## Le problème {#problem}

Le lac Noir a reçu [](figure:lac-noir/visites) en 2024.

![Un lac](lac.svg)

## Le droit {#law}

Rien n'est prévu.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="9"><title>Un lac</title><rect width="{}"/></svg>'

Step = Callable[[Path, random.Random], object]


def made(work: Path) -> Path:
    """The campaign as it is before any edit."""
    root = work / "original"
    shutil.copytree(ROOT / "tests/projects/small", root)
    (root / "sources/captures/lac-noir.txt").write_text(SAID, encoding="utf-8")
    digest = hashlib.sha256(SAID.encode()).hexdigest()
    (root / "sources/lac-noir.yaml").write_text(RECORD.format(digest=digest, words=SAID), encoding="utf-8")
    (root / "briefs/solo").mkdir()
    (root / "briefs/solo/brief.md").write_text(BRIEF, encoding="utf-8")
    (root / "briefs/solo/lac.svg").write_text(PICTURE.format(20), encoding="utf-8")
    lock(root, load_config(root), lambda *_: None)
    return root


# Steps ----------------------------------------------------------------------------------------------


def files(root: Path, *patterns: str) -> list[Path]:
    """The files of a campaign that fit one of the patterns, in order."""
    return sorted(path for pattern in patterns for path in root.glob(pattern) if path.is_file())


def replaced(path: Path, old: str, new: str) -> None:
    """Replace words of a file, where they are in it."""
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def sentence(root: Path, chance: random.Random) -> None:
    """Words more in a brief."""
    for path in chance.sample(found := files(root, "briefs/*/brief.md"), min(1, len(found))):
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text.rstrip()}\n\nUn jardin, {chance.choice('abcdefgh')}.\n", encoding="utf-8")


def number(root: Path, chance: random.Random) -> None:
    """A figure that its passage does not state, or that it does again."""
    for path in files(root, "sources/*.yaml"):
        old, new = chance.choice([("1240", "1241"), ("1241", "1240"), ("value: 300", "value: 301"), ("301", "300")])
        replaced(path, old, new)


def detail(root: Path, chance: random.Random) -> None:
    """A title of a record."""
    for path in files(root, "sources/*.yaml"):
        replaced(path, *chance.choice([("Registre", "Carnet"), ("Carnet", "Registre"), ("Rapport annuel", "Rapport")]))


def comment(root: Path, chance: random.Random) -> None:
    """A comment in a record."""
    for path in chance.sample(found := files(root, "sources/*.yaml"), min(1, len(found))):
        path.write_text(f"# relu {chance.random()}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def mistake(root: Path, chance: random.Random) -> None:
    """A word of a file that somebody mistypes."""
    old = chance.choice(["figure:", "figure:lac-noir/", "@rapport-2025", "lang: ", "## ", "template: one", "version: "])
    for path in chance.sample(found := files(root, "briefs/*/brief.md", "sources/*.yaml"), min(1, len(found))):
        replaced(path, old, chance.choice([old[:-1], f"{old}x", f"[{old}"]))


def rename(root: Path, chance: random.Random) -> None:
    """A brief under another name."""
    for path in files(root, "briefs/*/brief.md")[:1]:
        new = root / "briefs" / f"lac-{chance.randrange(3)}"
        if not new.exists():
            path.parent.rename(new)


def copy(root: Path, chance: random.Random) -> None:
    """A brief that is begun from another."""
    for path in chance.sample(found := files(root, "briefs/*/brief.md"), min(1, len(found))):
        new = root / "briefs" / f"copie-{chance.randrange(2)}"
        if not new.exists():
            shutil.copytree(path.parent, new)


def delete(root: Path, chance: random.Random) -> None:
    """A brief, a record, a capture or a picture that is no more."""
    found = [path.parent for path in files(root, "briefs/*/brief.md")]
    for path in chance.sample(found + files(root, "sources/*.yaml", "sources/captures/*", "briefs/*/*.svg"), 1):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def restore(root: Path, _: random.Random) -> None:
    """Everything as it was at first."""
    for name in FOLDERS:
        path, original = root / name, root.parent / "original" / name
        if path.is_dir():
            shutil.rmtree(path)
        if original.is_dir():
            shutil.copytree(original, path)
        elif original.is_file():
            shutil.copy(original, path)


def touch(root: Path, _: random.Random) -> None:
    """Another time of change, and the same content."""
    for path in files(root, "*/*", "*/*/*"):
        path.touch()


def template(root: Path, chance: random.Random) -> None:
    """A template of the campaign's own, changed or taken away."""
    folder = root / "templates/one-pager"
    if not folder.exists():
        shutil.copytree(shipped_templates() / "one-pager", folder)
    elif chance.random() < 0.3:
        shutil.rmtree(root / "templates")
    else:
        path = folder / chance.choice(["style.css", "template.html"])
        mark = f"/* {chance.random()} */" if path.suffix == ".css" else f"{{# {chance.random()} #}}"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{mark}\n", encoding="utf-8")


def setting(root: Path, chance: random.Random) -> None:
    """Other settings."""
    lines = chance.choice(
        [
            'lang = "fr"',
            'lang = "en"',
            'lang = "fr"\njobs = 1',
            'lang = "fr"\nrequire-captures = true',
            'lang = "fr"\nreviewers = 1',
            'lang = "fr"\nallowed-signers = "reviewers.keys"',
        ]
    )
    (root / "plaidoyer.toml").write_text(f"{lines}\n", encoding="utf-8")


def receipts(root: Path, _: random.Random) -> None:
    """Receipts, written anew."""
    lock(root, load_config(root), lambda *_: None)


def edited_receipts(root: Path, chance: random.Random) -> None:
    """Receipts that somebody edited."""
    for path in files(root, "sources/evidence.lock"):
        replaced(path, *chance.choice([("false", "true"), ('"page": 0', '"page": 7'), ("visites", "visite")]))


def capture(root: Path, chance: random.Random) -> None:
    """A capture that is no longer what it was."""
    for path in chance.sample(found := files(root, "sources/captures/*"), min(1, len(found))):
        path.write_text(f"{path.read_text(encoding='utf-8')} {chance.random()}", encoding="utf-8")


def picture(root: Path, chance: random.Random) -> None:
    """Another picture under the same name."""
    for path in files(root, "briefs/*/*.svg"):
        path.write_text(PICTURE.format(chance.randrange(9, 30)), encoding="utf-8")


def verdicts(root: Path, chance: random.Random) -> None:
    """What a reviewer says of a claim, or of all of a brief."""
    desk = Desk(root, load_config(root), (), lambda *_: None)
    shelves = [shelf for shelf in desk.shelves() if shelf.sheets]
    for shelf in chance.sample(shelves, min(1, len(shelves))):
        word = chance.choice(["accept", "accept", "accept", *WORDS])
        for sheet in shelf.sheets if chance.random() < 0.7 else chance.sample(shelf.sheets, 1):
            desk.sign(shelf.slug, sheet.key, sheet.mark, word, "" if word == "accept" else "Non.")


def spoilt_verdict(root: Path, chance: random.Random) -> None:
    """A verdict that somebody edited, or took away."""
    for path in chance.sample(found := files(root, "briefs/*/reviews/*.json"), min(1, len(found))):
        path.unlink() if chance.random() < 0.5 else path.write_bytes(path.read_bytes() + b" ")


def output(root: Path, chance: random.Random) -> None:
    """An output that somebody changed or took away."""
    for path in chance.sample(found := files(root, "dist/*"), min(1, len(found))):
        path.unlink() if chance.random() < 0.5 else path.write_bytes(path.read_bytes() + b"x")


STEPS: tuple[Step, ...] = (
    sentence, sentence, sentence, number, number, detail, comment, mistake, mistake, rename, copy, delete, restore,
    restore, restore, touch, template, setting, receipts, edited_receipts, capture, picture, output,
    verdicts, verdicts, spoilt_verdict,
)  # fmt: skip


# Both builds ----------------------------------------------------------------------------------------


def build(root: Path, typesetter: Typesetter | None) -> Any:
    """What a build found and could not do, as plain data."""
    try:
        report = run.build(
            root,
            load_config(root),
            (),
            out=root / "dist",
            final=False,
            typesetter=typesetter,
            announce=lambda *_: None,
        )
    except UsageError as error:
        return str(error)
    return json.loads(as_json(report)), report.missed, report.failures


def left(root: Path) -> Mapping[str, Any]:
    """All that a build has left that is not stale: the entries of the manifest, and the bytes of their files."""
    manifest = root / "dist/manifest.json"
    if not manifest.is_file():
        return {}
    entries = [one for one in json.loads(manifest.read_bytes())["outputs"] if not one.get("stale")]
    return {one["file"]: (one, (root / "dist" / one["file"]).read_bytes()) for one in entries}


def sequence(original: Path, work: Path, seed: int, typesetters: tuple[Typesetter | None, ...]) -> Iterator[str]:
    """Make one sequence, and tell what differs."""
    chance = random.Random(seed)
    root, clean = work / "edited", work / "clean"
    for path in (root, clean):
        shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(original, root)
    build(root, typesetters[0])
    done = []
    found: Any = None
    for step in chance.choices(STEPS, k=chance.randint(1, 5)):
        try:
            step(root, chance)
        except (UsageError, ValueError):  # nothing is left to delete, or receipts of settings that cannot be read
            continue
        done.append(step.__name__)
        found = build(root, typesetters[0])
    if not done:
        return
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("dist", ".plaidoyer"))
    anew = build(clean, typesetters[1])
    told = f"seed {seed} ({', '.join(done)})"
    if found != anew:
        yield f"{told}: other findings\n  {found}\n  {anew}"
    ours, theirs = left(root), left(clean)
    if ours != theirs:
        differ = sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
        yield f"{told}: other outputs: {', '.join(differ)}"
    listed = {"manifest.json", *theirs}
    stale = {one["file"] for one in json.loads((root / "dist/manifest.json").read_bytes())["outputs"]} - {*theirs}
    more = {path.relative_to(root / "dist").as_posix() for path in (root / "dist").rglob("*") if path.is_file()}
    if extra := more - listed - stale:
        yield f"{told}: left over: {', '.join(sorted(extra))}"


def main() -> None:
    """Make all sequences and print how many there were, and what differed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=500, help="sequences (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="number of the first (default: %(default)s)")
    parser.add_argument("--form", choices=["pdf", "html"], default="pdf", help="(default: %(default)s)")
    options = parser.parse_args()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / ".gitconfig").write_text("[user]\nname = Anne\nemail = anne@example.org\n", encoding="utf-8")
        os.environ["HOME"] = folder  # who signs, whatever this machine's git says
        original = made(work)
        of = (lambda: start(60, 2048)) if options.form == "pdf" else nullcontext
        with of() as one, of() as other:
            for seed in range(options.seed, options.seed + options.count):
                for told in sequence(original, work, seed, (one, other)):
                    print(told, flush=True)
                    wrong.append(told)
    print(f"{options.count} sequences of edits as {options.form}; {len(wrong)} differ from a clean build")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
