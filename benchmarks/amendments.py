"""How short, how legible and how fast derived wordings are, over changes of articles given as JSON lines.

    python benchmarks/amendments.py changes.jsonl [loi|an|senat …]

Each line holds « article », « before » and « after » (lists of alinéas), and maybe « code ». Lengths are compared with
that of a law rewriting each article whole.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from msgspec import Struct

from plaidoyer.law.derive import Derived, Grammar, derive, say
from plaidoyer.law.difference import difference
from plaidoyer.law.instructions import Instruction, Sentences, Whole, Words
from plaidoyer.law.planning.alinea import MOST_EDITS
from plaidoyer.law.planning.article import plan_article
from plaidoyer.law.reading.reader import Applied, read_and_apply
from plaidoyer.law.tokens import tokens
from plaidoyer.law.units import Article

GRAMMARS: tuple[Grammar, ...] = ("loi", "an", "senat")


class Change(Struct, frozen=True):
    """An article in force and as it is wanted."""

    article: str
    before: Article
    after: Article
    code: str


class Measured(Struct, frozen=True):
    """A derived wording, the length of the article rewritten by a law, and what the derivation took."""

    change: Change
    derived: Derived
    whole: int
    rewritten: bool
    seconds: float


def prove(wording: str, article: str, before: Article, grammar: Grammar, code: str) -> object:
    """The article that the reader makes of a wording, or None."""
    made = read_and_apply(wording, article, before, grammar=grammar, code=code)
    return made.after if isinstance(made, Applied) else None


def measure(change: Change, grammar: Grammar) -> Measured:
    """Derive one wording, and time it."""
    started = time.process_time()
    derived = derive(change.article, change.before, change.after, prove, code=change.code, grammar=grammar)
    seconds = time.process_time() - started
    whole = (Whole(change.after),)
    rewritten = derived.wording == say(change.article, change.before, whole, change.code, grammar)
    law = say(change.article, change.before, whole, change.code, "loi")
    return Measured(change, derived, len(law), rewritten, seconds)


def bound(change: Change, whole: int) -> int:
    """The smaller of the rewrite and (inserted characters + 60 for each changed place + 45)."""
    inserted = places = 0
    for edit in difference(change.before, change.after):
        runs = [run for run in edit.runs if run.kind != "same"]
        inserted += sum(len(run.text.strip()) for run in runs if run.kind == "inserted")
        kinds = [run.kind for run in edit.runs]
        places += sum(
            kind != "same" and not (index and kinds[index - 1] == "deleted") for index, kind in enumerate(kinds)
        )
    return min(whole, inserted + 60 * places + 45)


def empty_quotations(plan: Iterable[Instruction]) -> int:
    """Quotations that hold letters or digits, and no word of content."""
    texts = [text for one in plan if isinstance(one, Words) for text in (one.old, one.new) if text]
    return sum(not tokens(text).content[-1] and any(map(str.isalnum, text)) for text in texts)


def edits_in_an_alinea(plan: Iterable[Instruction]) -> int:
    """The most edits that any alinéa gets."""
    counts: Counter[int] = Counter()
    for one in plan:
        if isinstance(one, Words):
            counts.update(one.alineas)
        elif isinstance(one, Sentences):
            counts[one.alinea] += 1
    return max(counts.values(), default=0)


def report(grammar: Grammar, found: list[Measured]) -> None:
    """Print the figures of one grammar."""
    length = sum(len(one.derived.wording) for one in found)
    shares = [len(one.derived.wording) / one.whole for one in found]
    seconds = sorted(one.seconds for one in found)
    plans = [plan_article(one.change.before, one.change.after) for one in found]
    print(f"{grammar}: {len(found)} changes, {sum(not one.derived.proved for one in found)} not proved")
    print(f"  whole articles rewritten: {sum(one.rewritten for one in found) / len(found):.1%}")
    print(f"  length: {length / sum(one.whole for one in found):.1%} of rewriting, median {median(shares):.1%}")
    print(f"  longer than rewriting: {sum(share > 1 for share in shares)}")
    print(f"  length over the bound: {length / sum(bound(one.change, one.whole) for one in found):.3f}")
    print(f"  quotations without content: {sum(map(empty_quotations, plans))}")
    print(f"  alinéas of more than {MOST_EDITS} edits: {sum(edits_in_an_alinea(plan) > MOST_EDITS for plan in plans)}")
    print(
        f"  CPU: median {median(seconds) * 1000:.1f} ms, 99 % under {seconds[int(len(seconds) * 0.99)] * 1000:.0f} ms, "
        f"longest {seconds[-1] * 1000:.0f} ms"
    )


def main() -> None:
    """Measure the changes of a file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("changes", type=Path, help="the changes, one JSON object a line")
    parser.add_argument("grammars", nargs="*", metavar="loi|an|senat", help="all three if left out")
    options = parser.parse_args()
    if unknown := set(options.grammars) - set(GRAMMARS):
        parser.error(f"no grammar is called {', '.join(sorted(unknown))}")
    lines = [json.loads(line) for line in options.changes.read_text(encoding="utf-8").splitlines()]
    changes = [
        Change(line["article"], tuple(line["before"]), tuple(line["after"]), line.get("code", "code pénal"))
        for line in lines
    ]
    for grammar in GRAMMARS:
        if grammar in (options.grammars or GRAMMARS):
            report(grammar, [measure(change, grammar) for change in changes])


if __name__ == "__main__":
    main()
