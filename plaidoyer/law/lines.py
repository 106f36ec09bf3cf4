"""Changes and wordings as lines of JSON, for scripts: each line is answered by one line, whatever it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from plaidoyer.law.derive import Grammar
from plaidoyer.law.proof import derive
from plaidoyer.law.reading.reader import Refused, read_and_apply
from plaidoyer.law.units import Article

CODE = "code pénal"
_GRAMMARS = ("loi", "an", "senat")


class BadLine(Exception):
    """A line that is not what is read here; its message says why."""


def derived(line: str) -> dict[str, Any]:
    """The change of a line (« article », « before », « after »), with its « wording » and whether it is « proved ».

    « code » and « grammar » may be given too; every field is given back. Raises BadLine.
    """
    fields = _object(line)
    article, code, grammar = _common(fields)
    made = derive(article, _article(fields, "before"), _article(fields, "after"), code=code, grammar=grammar)
    return {**fields, "wording": made.wording, "proved": made.proved}


def applied(line: str) -> dict[str, Any]:
    """The wording of a line (« article », « before », « wording »), with what it makes (« after ») or a « finding ».

    A finding has « message », « hint », « start » and « end », in characters of the wording. Raises BadLine.
    """
    fields = _object(line)
    article, code, grammar = _common(fields)
    made = read_and_apply(_text(fields, "wording"), article, _article(fields, "before"), grammar=grammar, code=code)
    if isinstance(made, Refused):
        finding = {"message": made.message, "hint": made.hint, "start": made.start, "end": made.end}
        return {**fields, "finding": finding}
    created = {"created": {one.name: list(one.text) for one in made.created}} if made.created else {}
    return {**fields, "after": list(made.after), **created, **({"nested": made.nested} if made.nested else {})}


def _object(line: str) -> Mapping[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"this is not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise BadLine("a line holds one JSON object")
    try:
        json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadLine("an escape of this line is half a character, as « \\ud800 » is") from None
    return fields


def _common(fields: Mapping[str, Any]) -> tuple[str, str, Grammar]:
    grammar = _text(fields, "grammar", "loi")
    if grammar not in _GRAMMARS:
        raise BadLine(f"« grammar » is one of {', '.join(_GRAMMARS)}")
    article = _text(fields, "article")
    if not article.strip():
        raise BadLine("« article » is empty")
    return article, _text(fields, "code", CODE), cast(Grammar, grammar)


def _text(fields: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = fields.get(name, default)
    if not isinstance(value, str):
        raise BadLine(f"« {name} » must be a text" if name in fields else f"« {name} » is missing")
    return value


def _article(fields: Mapping[str, Any], name: str) -> Article:
    value = fields.get(name)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadLine(
            f"« {name} » must be a list of texts, one an alinéa" if name in fields else f"« {name} » is missing"
        )
    return tuple(value)
