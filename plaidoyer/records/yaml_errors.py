"""YAML's syntax errors in words that an advocate understands, with the line as it should be written.

PyYAML says what its grammar expected; an author wants to know which mark to add. The likely slip is
read off the line itself: French puts a space before « : », uses the apostrophe, quotes within quotes.
Nothing here parses YAML.
"""

from __future__ import annotations

import re

import yaml

from plaidoyer.diagnostics import Finding
from plaidoyer.records.nodes import Origin

_LONGEST = 200
_FIELD = re.compile(r"""(\s*(?:-[ ]+)*(?:[^\s:"'#\[\]{},<][^:"'#\[\]{},]*?|"[^"]*"|'[^']*')\s*:[ ]+)(\S.*)""")
_ITEM = re.compile(r"(\s*(?:-[ ]+)+)(\S.*)")
_NAME_ONLY = re.compile(r"\s*(?:- +)*[\w-]+:(?: |$)")


def corrected(origin: Origin, index: int) -> str:
    """A hint that shows the line at ``index`` with its value in quotation marks; empty where it has none."""
    line = origin.line_text(index)
    match = _FIELD.fullmatch(line) or _ITEM.fullmatch(line)
    if not match:
        return ""
    mended = f"{match[1].lstrip()}{_quoted(_bare(match[2].rstrip()))}"
    return (
        f"put the value in quotation marks: {mended}" if len(mended) <= _LONGEST else "put the value in quotation marks"
    )


def explain(error: yaml.YAMLError, base: int, origin: Origin) -> Finding:
    """The finding ``invalid-yaml`` for a syntax error in a text that stands at ``base`` in its origin."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Finding("invalid-yaml", "this is not well-formed YAML", origin.span(base), str(error).splitlines()[0])
    at = _inside(origin, error.problem_mark.index + base)
    opened = _inside(origin, error.context_mark.index + base) if error.context_mark else at
    index, message, hint = _diagnose(origin, at, opened, error.context or "", error.problem or "")
    return Finding("invalid-yaml", message, origin.span(index), hint)


def _diagnose(origin: Origin, at: int, opened: int, context: str, problem: str) -> tuple[int, str, str]:
    """Where the slip is, what it is, and how to mend it."""
    char = origin.text[at]
    quoting = corrected(origin, at) or corrected(origin, opened) or "put the whole value in quotation marks"
    match context.removeprefix("while ").split():
        case [*_, "quoted" | "double-quoted", "scalar"] if "stream" in problem or "document" in problem:
            return opened, "the quotation mark that opens here is never closed", _closing_hint(origin.text[opened])
        case [*_, "quoted" | "double-quoted", "scalar"]:
            hint = "write it twice (\\\\), or put the value between single quotation marks"
            message = "a backslash between double quotation marks begins an escape that YAML does not know"
            return max(opened, origin.text.rfind("\\", 0, at + 1)), message, hint
        case [*_, "block", "scalar"] | [*_, "tag"] | [*_, "alias"] | [*_, "anchor"]:
            return opened, f"a value that begins with « {origin.text[opened]} » needs quotation marks", quoting
        case ["parsing", "a", "flow", *_]:
            return _flow(origin, at, opened)
        case [*_, "directive"]:
            return at, "a line that begins with « % » is an instruction to YAML, and is not accepted", "remove it"
    if "incompatible" in problem:
        return at, "a line that begins with « % » is an instruction to YAML, and is not accepted", "remove it"
    if "cannot start any token" in problem or "node content" in problem or "tag handle" in problem:
        if re.search(r"[\[{][^\]}]*$", origin.text[origin.text.rfind("\n", 0, at) + 1 : at]):
            quoting = "put that value in quotation marks"
        return at, f"a value that begins with « {char} » needs quotation marks", quoting
    if "entries are not allowed" in problem or "mapping keys are not allowed" in problem:
        return (
            at,
            f"a value that begins with « {char} » needs quotation marks",
            f"{quoting}, or begin a list on a new line",
        )
    if "mapping values are not allowed" in problem:
        return _second_colon(origin, at, quoting)
    return _misplaced(origin, at, opened, problem, quoting)


def _second_colon(origin: Origin, at: int, quoting: str) -> tuple[int, str, str]:
    """« : » where no field's name can end: inside a value, or below a line that is complete."""
    line = origin.line_text(at)
    if _FIELD.fullmatch(line) and re.search(r":\s", line[: origin.span(at).column - 1]):
        return at, "« : » inside a value needs quotation marks around the value", quoting
    if not _NAME_ONLY.match(line):
        hint = "write « >- » after the field's name and the value below it, indented; or put it in quotation marks"
        return at, "« : » inside a value that runs over several lines", hint
    above = _line_above(origin, at)
    if re.search(r":(\s|$)", above):
        hint = "align it with the fields of its level; a value over two lines that holds « : » needs quotation marks"
        return at, "this field does not fit below the line above, which has a value already", hint
    lack = "a space after its « : »" if ":" in above else "its « : »"
    hint = "write « field: value », with a space after « : »"
    return at, f"the line above, « {above.strip()[:60]} », lacks {lack}", hint


def _flow(origin: Origin, at: int, opened: int) -> tuple[int, str, str]:
    """Inside ``[ ]`` or ``{ }``."""
    if origin.text[opened] not in "[{":
        opened = max(origin.text.rfind("[", 0, at + 1), origin.text.rfind("{", 0, at + 1), 0)
    bracket = origin.text[opened]
    closing = "}" if bracket == "{" else "]"
    unclosed = f"« {bracket} » is opened here and not closed"
    inside = origin.text[opened:at].rstrip()
    comment = re.search(r"\s#", inside)
    if comment:
        line = origin.line(opened + comment.end())
        hint = f"put the value that holds « # » in quotation marks, then close with « {closing} »"
        return opened, f"{unclosed}: « # » on line {line} begins a comment", hint
    if origin.line(at) != origin.line(opened) or at <= opened or not origin.text[at + 1 :].strip():
        return (
            opened,
            unclosed,
            f"close it with « {closing} »; a text that begins with « {bracket} » needs quotation marks",
        )
    if inside.endswith(("'", '"')):
        hint = f"write the apostrophe twice, or use the other kind of quotation mark; then « , » or « {closing} »"
        return at, "the quotation mark before this ends the text early", hint
    if origin.text[at] == ":":
        return at, "« : » inside a value needs quotation marks around the value", "put that value in quotation marks"
    hint = f"separate values by « , »; a text that holds « , », « : » or « {closing} » needs quotation marks"
    return at, f"a value, « , » or « {closing} » is missing before this", hint


def _misplaced(origin: Origin, at: int, opened: int, problem: str, quoting: str) -> tuple[int, str, str]:
    """Something that fits nowhere: what stands before it tells why."""
    line = origin.line_text(at)
    before = line[: origin.span(at).column - 1]
    cut = None if _NAME_ONLY.match(line) or before.strip() else _cut_above(origin, at)
    if cut:
        number, hint = cut
        return at, f"this line continues nothing: « # » on line {number} begins a comment, and ends the value", hint
    if "could not find expected ':'" in problem:
        hint = "add « : » and a space after the field's name, or indent the line to continue the value above"
        return opened, "this line is neither « field: value » nor the rest of the value above", hint
    mark = before.rstrip()[-1:]
    if mark == "'":
        return at, "the apostrophe before this ends the text, which a single quotation mark opened", quoting
    if mark == '"':
        return at, "the quotation mark before this ends the text early", quoting
    if mark and mark in "]}":
        return at, f"nothing may follow the closing « {mark} »", quoting
    if not before.strip() and (line.lstrip().startswith("- ") or "'-'" in problem):
        hint = "indent the « - » items below the field that they belong to"
        return at, "fields and « - » items stand at the same level here", hint
    if not before.strip():
        hint = "align it with the fields of its level, with spaces"
        return at, f"this line is indented by {len(before)}, which fits none of the lines above", hint
    hint = f"look for a missing quotation mark or « : » (the parser says: {problem})"
    return at, "the YAML cannot be read from here on", hint


def _closing_hint(mark: str) -> str:
    inner = (
        "write an apostrophe inside twice ('')" if mark == "'" else 'write a quotation mark inside as \\", or use « … »'
    )
    return f"close it with {mark} at the end of the value; {inner}"


def _cut_above(origin: Origin, at: int) -> tuple[int, str] | None:
    """The line above, where ``#`` ends a value too early: its number, and the line mended."""
    start = origin.text.rfind("\n", 0, at)
    above = origin.text.rfind("\n", 0, max(start, 0)) + 1
    if start < 0 or not re.search(r"\S\s+#", origin.text[above:start]):
        return None
    return origin.line(above), corrected(origin, above) or "put the value in quotation marks"


def _line_above(origin: Origin, at: int) -> str:
    """The last line above that is not blank, nor a comment."""
    start = origin.text.rfind("\n", 0, at) + 1
    for line in reversed(origin.text[:start].splitlines()):
        if line.strip() and not line.lstrip().startswith("#"):
            return line
    return ""


def _inside(origin: Origin, index: int) -> int:
    """A place that an editor can show: YAML's « end of stream » is the last character that is no blank."""
    last = max(len(origin.text.rstrip()) - 1, 0)
    return min(index, last)


def _bare(value: str) -> str:
    """A value without the quotation marks that were tried around it."""
    for mark, escape in (("'", "''"), ('"', '\\"')):
        if len(value) > 1 and value[0] == value[-1] == mark:
            return value[1:-1].replace(escape, mark)
    return value


def _quoted(value: str) -> str:
    """A text between the quotation marks that need no escape, where there are such."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
