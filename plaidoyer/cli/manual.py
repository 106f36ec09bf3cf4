"""The rules in words, for « plaidoyer rules »."""

from __future__ import annotations

import textwrap

import click

from plaidoyer.checks.judge import may_be_silenced
from plaidoyer.checks.rules import BY_ID, RULES, Rule
from plaidoyer.config import UsageError
from plaidoyer.spelling import did_you_mean


def listing() -> str:
    """One line a rule."""
    width = max(len(rule.id) for rule in RULES)
    rows = [f"{click.style(rule.id.ljust(width), bold=True)}  {rule.severity:<7}  {rule.title}" for rule in RULES]
    return "\n".join([*rows, "", "« plaidoyer rules RULE » explains one."])


def explain(name: str) -> str:
    """One rule, whole. Raises UsageError where there is no such rule."""
    if name not in BY_ID:
        hint = did_you_mean(name, BY_ID) or "« plaidoyer rules » lists them"
        raise UsageError(f"there is no rule « {name} »; {hint}")
    rule = BY_ID[name]
    return "\n\n".join(textwrap.fill(paragraph, 90) for paragraph in _paragraphs(rule))


def _paragraphs(rule: Rule) -> list[str]:
    strict = " (an error with --final)" if rule.strict else ""
    silence = (
        f"It can be silenced, with a reason: « <!-- plaidoyer: allow {rule.id}: reason --> » in a brief, "
        f"« # plaidoyer: allow {rule.id}: reason » in YAML, or under « allow » in the settings."
        if may_be_silenced(rule.id)
        else "It cannot be silenced."
    )
    return [
        f"{rule.id}: {rule.severity}{strict}",
        f"{rule.title[0].upper()}{rule.title[1:]}. {rule.why}",
        f"To mend it: {rule.mend}",
        silence,
    ]
