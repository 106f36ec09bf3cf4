"""The rules in words, for « plaidoyer rules » and for ``docs/rules.md``: pure functions."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import click

from plaidoyer.checks.examples import Example, examples, said
from plaidoyer.checks.judge import may_be_silenced
from plaidoyer.checks.rules import BY_ID, RULES, Rule
from plaidoyer.config import UsageError
from plaidoyer.spelling import did_you_mean

_HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


def listing() -> str:
    """One line a rule."""
    width = max(len(rule.id) for rule in RULES)
    rows = [f"{click.style(rule.id.ljust(width), bold=True)}  {rule.severity:<7}  {rule.title}" for rule in RULES]
    return "\n".join([*rows, "", "« plaidoyer rules RULE » explains one, with an example."])


def explain(name: str) -> str:
    """One rule, whole, with its example. Raises UsageError where there is no such rule."""
    if name not in BY_ID:
        hint = did_you_mean(name, BY_ID) or "« plaidoyer rules » lists them"
        raise UsageError(f"there is no rule « {name} »; {hint}")
    rule = BY_ID[name]
    blocks = [_wrapped(paragraph) for paragraph in (_heading(rule), *_paragraphs(rule))]
    for words, lines in _shown(rule):
        blocks.append(_wrapped(words))
        blocks += [textwrap.indent(lines, "    ")] if lines else []
    return "\n\n".join(blocks)


def as_markdown() -> str:
    """Every rule, whole: the page of the documentation."""
    rows = "\n".join(f"| [{rule.id}](#{rule.id}) | {_weight(rule)} | {_escaped(rule.title)} |" for rule in RULES)
    chapters = [
        "\n\n".join([f"## {rule.id}", f"*{_weight(rule).capitalize()}.* {paragraphs[0]}", *paragraphs[1:]])
        + f"\n\n{example_as_markdown(rule)}"
        for rule in RULES
        if (paragraphs := [_escaped(paragraph) for paragraph in _paragraphs(rule)])
    ]
    head = (
        "# Rules\n\n<!-- Written by tools/write_rules.py: change the rule or its example, and run that. -->\n\n"
        "What `plaidoyer check` looks at. `plaidoyer rules RULE` says the same on a terminal. Every example is a test."
    )
    return "\n\n".join([head, f"| rule | severity | what it finds |\n|---|---|---|\n{rows}", *chapters]) + "\n"


def example_as_markdown(rule: Rule) -> str:
    """How a rule is broken, what is said then, and how it is mended, as Markdown."""
    parts = (
        f"{_escaped(words)}\n\n```text\n{lines}\n```" if lines else _escaped(words) for words, lines in _shown(rule)
    )
    return "\n\n".join(parts)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 90, break_on_hyphens=False, break_long_words=False)


def _weight(rule: Rule) -> str:
    return f"{rule.severity}{' (an error with --final)' if rule.strict else ''}"


def _heading(rule: Rule) -> str:
    return f"{rule.id}: {_weight(rule)}"


def _paragraphs(rule: Rule) -> list[str]:
    silence = (
        f"It can be silenced, with a reason: « <!-- plaidoyer: allow {rule.id}: reason --> » in a brief, "
        f"« # plaidoyer: allow {rule.id}: reason » in YAML, or under « allow » in the settings."
        if may_be_silenced(rule.id)
        else "It cannot be silenced."
    )
    return [f"{rule.title[0].upper()}{rule.title[1:]}. {rule.why}", f"To mend it: {rule.mend}", silence]


def _shown(rule: Rule) -> Iterator[tuple[str, str]]:
    """The parts of an example: words that introduce it, and its lines, which may be none."""
    example = examples()[rule.id]
    given = f"{example.given} " if example.given else ""
    name = f", as {example.mended_file}" if example.mended_file else ""
    where = "in" if example.failing else "without"
    yield f"{given}For example, {where} {example.file}{_manner(example)}:", _lines(example.filled(example.failing))
    yield f"« plaidoyer {example.command} » says:", _lines(said(rule.id))
    if example.mending:
        yield f"Mended: {example.mending}", ""
    else:
        yield f"Mended{name}:", _lines(example.filled(example.mended))


def _manner(example: Example) -> str:
    if example.times > 1:
        return f" (these words {example.times} times)"
    return f", saved as {example.encoding}" if example.encoding != "utf-8" else ""


def _lines(text: str) -> str:
    """Lines to be shown: long hashes cut short, the line end at the end taken off."""
    return _HASH.sub(r"\1…", text).rstrip("\n")


def _escaped(text: str) -> str:
    """Our own words inside Markdown: what looks like markup is shown as it is."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)
