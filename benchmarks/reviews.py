"""Random histories of edits and verdicts: how each claim stands must be what a plain model says.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/reviews.py [--count N] [--seed S]``.

A campaign of one brief is written anew at each step from a few plain values: sentences that are reworded, restored,
taken out and moved; passages, figures, alinéas and the copy in new versions and back in old ones; titles and comments
that are no evidence; settings. Three reviewers, one of them an author, give verdicts through the desk of the
window; verdicts are removed, edited, renamed. After each step that desk must say of every claim, and of the brief,
what the model says: a list of verdicts with what was true when they were given, looked through by loops. What differs
is told with the number that its history can be made from again.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plaidoyer.config import load_config
from plaidoyer.pipeline.reviewing import Desk
from plaidoyer.signoffs.verdicts import WORDS

CLAIMS = 4
LETTERS = ("abcd", "efgh", "ijkl", "mnop")
"""Those of each sentence: no two sentences have a word, or half of one, in common."""
STEPS = 20
REVIEWERS = ("Anne", "Paul", "Autrice")
AUTHOR = "Autrice"
HEAD = """---
title: Essai {title}
template: cover-note
lang: fr
date: 2026-11-24
authors: [Autrice]
recipients: [Commission]
ask: Que l'essai réussisse.
contact: a@example.org
---

"""

Snapshot = tuple[str, tuple[int, ...]]


@dataclass
class Said:
    """A verdict: by whom, what, and all that was true of its claim; the name of its file."""

    claim: int
    by: str
    verdict: str
    about: Snapshot
    file: str


@dataclass
class World:
    """The campaign as plain values; each sentence is one of its wordings, or gone."""

    wordings: list[list[str]]
    wording: list[int]
    gone: list[bool]
    order: list[int]
    passage: list[int]
    figure: list[int]
    alinea: list[int]
    copy: int = 0
    noise: int = 0
    reviewers: int = 0
    self_review: bool = False
    said: list[Said] = field(default_factory=list)

    def text(self, claim: int) -> str:
        """The sentence as it is now."""
        return self.wordings[claim][self.wording[claim]]

    def about(self, claim: int) -> Snapshot:
        """All that a verdict on a claim is about: its words, and the versions of what it rests on."""
        sort = claim % 3
        rests_on: tuple[int, ...]
        if sort == 0:
            rests_on = (self.copy, self.passage[claim])
        elif sort == 1:
            rests_on = (self.copy, self.passage[claim], self.figure[claim])
        else:
            rests_on = (self.alinea[claim],)
        return self.text(claim), rests_on

    def here(self) -> list[int]:
        """The claims on the page, in their order."""
        return [claim for claim in self.order if not self.gone[claim]]


def world(lot: random.Random) -> World:
    """A first state."""
    words = [[sentence(claim, lot)] for claim in range(CLAIMS)]
    zeros = [0] * CLAIMS
    return World(words, [*zeros], [False] * CLAIMS, [*range(CLAIMS)], [*zeros], [*zeros], [*zeros])


def sentence(claim: int, lot: random.Random) -> str:
    """Ten words of the letters of a claim."""
    return " ".join(word(claim, lot) for _ in range(10)).capitalize()


def word(claim: int, lot: random.Random) -> str:
    """A word of its letters."""
    return "".join(lot.choice(LETTERS[claim]) for _ in range(6))


def write(root: Path, now: World) -> None:
    """The campaign as files."""
    passages, figures, lines = [], [], []
    for claim in range(CLAIMS):
        lines.append(f"Passage numéro {claim} du registre : {claim + 70} cas.")
        passages.append(f'  p{claim}: {{exact: "{lines[-1]}", locator: {{page: {now.passage[claim] + 1}}}}}')
        figures.append(
            f"  f{claim}: {{value: {claim + 70}, unit: {{fr: {{one: cas, other: cas}}}}, passage: p{claim}, "
            f"caveat: {{fr: réserve {now.figure[claim]}}}}}"
        )
    copy = "\n".join([*lines, f"Édition {now.copy}."])
    (root / "sources/captures").mkdir(parents=True, exist_ok=True)
    (root / "sources/captures/registre.txt").write_text(copy, encoding="utf-8")
    digest = hashlib.sha256(copy.encode()).hexdigest()
    record = [
        f"# Commentaire {now.noise}",
        "type: report",
        f"title: Registre {now.noise}",
        "author: [{literal: Mairie}]",
        "issued: 2025",
        "language: fr",
        f"captures: [{{file: captures/registre.txt, sha256: {digest}, retrieved: 2026-11-20, redistributable: true}}]",
        *("passages:", *passages, "figures:", *figures),
    ]
    (root / "sources/registre.yaml").write_text("\n".join(record) + "\n", encoding="utf-8")
    alineas = [f'        - "Alinéa {claim}, version {now.alinea[claim]}."' for claim in range(CLAIMS)]
    code = ["type: legislation", "title: Code", "language: fr", "articles:", '  "1":', "    - id: A1"]
    code += ["      in-force: 2020-01-01", "      seen: 2026-11-22", "      complete: true", "      alineas:", *alineas]
    (root / "sources/code.yaml").write_text("\n".join(code) + "\n", encoding="utf-8")
    (root / "briefs/essai").mkdir(parents=True, exist_ok=True)
    body = "\n\n".join(claimed(now, claim) for claim in now.here())
    (root / "briefs/essai/brief.md").write_text(HEAD.format(title=now.noise) + body + "\n", encoding="utf-8")
    settings = f'lang = "fr"\nreviewers = {now.reviewers}\nself-review = {str(now.self_review).lower()}\n'
    (root / "plaidoyer.toml").write_text(settings, encoding="utf-8")


def claimed(now: World, claim: int) -> str:
    """A sentence with its link."""
    if claim % 3 == 0:
        return f"{now.text(claim)} [@registre/p{claim}]."
    if claim % 3 == 1:
        return f"{now.text(claim)}, [](figure:registre/f{claim})."
    return f"[{now.text(claim)}](law:code/1#{claim + 1}?reading)."


# Steps --------------------------------------------------------------------------------------------


def step(now: World, root: Path, desk: Desk, lot: random.Random) -> str:
    """One change of the world, written to files; its name."""
    act = lot.choice(
        ["reword", "restore words", "take out", "bring back", "move", "passage", "figure", "alinéa", "copy"]
        + ["noise", "settings", "remove", "tamper", "replay"]
        + ["sign"] * 16
    )
    claim = lot.choice([one.claim for one in now.said] or [0])
    match act:
        case "reword":
            changed = now.text(claim).split()
            changed[1 + len(now.wordings[claim]) % 3] = word(claim, lot)
            now.wordings[claim].append(" ".join(changed))
            now.wording[claim] = len(now.wordings[claim]) - 1
        case "restore words":
            now.wording[claim] = lot.randrange(len(now.wordings[claim]))
        case "take out":
            now.gone[claim] = len(now.here()) > 1 or now.gone[claim]
        case "bring back":
            now.gone[claim] = False
        case "move":
            lot.shuffle(now.order)
        case "passage":
            now.passage[claim] = lot.randrange(3)
        case "figure":
            now.figure[claim] = lot.randrange(3)
        case "alinéa":
            now.alinea[claim] = lot.randrange(3)
        case "copy":
            now.copy = lot.randrange(2)
        case "noise":
            now.noise += 1
        case "settings":
            now.reviewers, now.self_review = lot.randrange(3), lot.random() < 0.3
        case "sign":
            sign(now, root, desk, lot)
        case _ if now.said:
            spoil(now, root, act, lot)
    write(root, now)
    return act


def sign(now: World, root: Path, desk: Desk, lot: random.Random) -> None:
    """A verdict of somebody on one of the claims."""
    by, verdict, claim = lot.choice(REVIEWERS), lot.choice([*WORDS, "accept", "accept"]), lot.choice(now.here())
    for name, value in (("user.name", by), ("user.email", f"{by.lower()}@example.org")):
        subprocess.run(["git", "-C", root, "config", name, value], check=True)
    shelf = desk.shelf("essai")
    assert shelf is not None
    shown = shelf.sheets[now.here().index(claim)]
    folder = root / "briefs/essai/reviews"
    before = {*folder.glob("*.json")}
    desk.sign("essai", shown.key, shown.mark, verdict, "" if verdict == "accept" else "Non.")
    (new,) = {*folder.glob("*.json")} - before
    now.said.append(Said(claim, by, verdict, now.about(claim), new.name))


def spoil(now: World, root: Path, act: str, lot: random.Random) -> None:
    """Do something to a verdict that takes its word away, or adds none."""
    one = lot.choice(now.said)
    file = root / "briefs/essai/reviews" / one.file
    match act:
        case "remove":
            file.unlink()
            now.said.remove(one)
        case "tamper":
            data = bytearray(file.read_bytes())
            data[lot.randrange(len(data))] ^= 1
            file.write_bytes(data)
            now.said.remove(one)
        case "replay":
            other = lot.choice(now.said)
            time, rest = one.file[:16], other.file[16:]
            if f"{time}{rest}" != other.file:
                (file.parent / f"{time}{rest}").write_bytes(file.read_bytes())


# The model ----------------------------------------------------------------------------------------


def expected(now: World, claim: int) -> set[str]:
    """How a claim stands; more than one answer where it was worded in several ways, all signed and all gone."""
    text = now.text(claim)
    before = {one.about[0] for one in now.said if one.claim == claim} - {text}
    return {state(now, claim, [one for one in now.said if one.about[0] in (text, then)]) for then in before or {text}}


def state(now: World, claim: int, said: list[Said]) -> str:
    """One word for what was said of a claim."""
    accepted, lapsed, asked, rejected = 0, False, False, False
    for by in REVIEWERS:
        its = [one for one in said if one.by == by]
        if not its:
            continue
        last = its[-1]
        counts = by != AUTHOR or now.self_review
        if last.about != now.about(claim):
            lapsed = lapsed or counts
        elif last.verdict == "reject":
            rejected = True
        elif last.verdict == "work":
            asked = True
        elif counts:
            accepted += 1
    if rejected:
        return "rejected"
    if asked:
        return "work"
    if accepted >= max(1, now.reviewers):
        return "reviewed"
    return "lapsed" if lapsed else "unreviewed"


# Histories ----------------------------------------------------------------------------------------


def differences(seed: int, root: Path) -> Iterator[str]:
    """Where the window and the model part, in one history."""
    lot = random.Random(seed)
    now = world(lot)
    subprocess.run(["git", "init", "-q", root], check=True)
    write(root, now)
    clock = iter(datetime(2026, 11, 24, tzinfo=UTC) + timedelta(minutes=n) for n in range(10_000))
    desk = Desk(root, load_config(root), (), lambda *_: None, lambda: next(clock))
    done: list[str] = []
    for _ in range(STEPS):
        done.append(step(now, root, desk, lot))
        shelf = desk.shelf("essai")
        assert shelf is not None
        shown = [one.standing.state.value for one in shelf.sheets]
        wanted = [expected(now, claim) for claim in now.here()]
        if len(shown) != len(wanted) or any(one not in its for one, its in zip(shown, wanted, strict=True)):
            yield f"{seed}: after {', '.join(done)}: {shown} is shown, {wanted} expected"
            return
        if (shelf.reviewed is not None) != all(one == "reviewed" for one in shown):
            yield f"{seed}: after {', '.join(done)}: « reviewed » is {shelf.reviewed}"
            return


def main() -> None:
    """Go through histories, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wrong = 0
    for seed in range(options.seed, options.seed + options.count):
        with tempfile.TemporaryDirectory() as folder:
            for told in differences(seed, Path(folder)):
                wrong += 1
                print(told, flush=True)
    print(f"{options.count} histories of {STEPS} steps, {wrong} differ from the model")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
