"""Ten briefs that would bring a machine down stand among a hundred good ones: these are built, those are named."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pictures import png

ROOT = Path(__file__).parents[2]
GOOD = 100

HEAD = "<html lang='{{ doc.lang }}'><head><title>{{ doc.title }}</title></head><body><h1>{{ doc.title }}</h1>"
MANIFEST = "title: {fr: Simple}\nmax-pages: 9\nnotes: call\ncsl: _shared/sources.csl\n"
BRIEF = "---\ntitle: {}\ntemplate: {}\nlang: fr\ndate: 2026-11-24\n---\n\n## Le lac {{#lac}}\n\nUn mot.{}\n"

PAGES = {
    "endless-layout": "{{ '<table><td>'|safe * 40 }}{% for n in range(90000) %}<p>Un mot et un autre.</p>{% endfor %}",
    "huge-table": "<table><tr><td colspan='999999999' rowspan='65534'>x</td><td>y</td></tr></table>",
    "deep-nesting": "{% for n in range(300) %}<div>{% endfor %}x",
    "deeper-nesting": "{% for n in range(3000) %}<div>{% endfor %}x",
    "endless-template": "{% for a in range(99999) %}{% for b in range(99999) %}{{ a * b }}{% endfor %}{% endfor %}",
    "template-that-calls-itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "template-of-much-memory": "{% set n = namespace(x='a') %}{% for _ in range(99) %}"
    "{% set n.x = n.x ~ n.x %}{% endfor %}",
    "style-of-variables": "<p>x</p>",
    "style-of-gradients": "<p>x</p>",
    "huge-picture": "{{ doc.sections[0].blocks|blocks }}",
}
STYLES = {
    "style-of-variables": ":root { --v0: a a a a a a a a; "
    + " ".join(f"--v{n}: {' '.join([f'var(--v{n - 1})'] * 8)};" for n in range(1, 20))
    + " } p::before { content: var(--v19) }",
    "style-of-gradients": "p { height: 20cm; background: repeating-linear-gradient(red, blue 0.000001px) }",
}
"""What each hostile template says, and its style."""

CRASHED = r"the process at work ended unexpectedly \(status -11\)"
SAID = {
    "endless-layout": "not-typeset.*: the page cannot be typeset: it took longer than 2 s",
    "huge-table": "not-typeset.*: the page cannot be typeset: it (took|needed) ",
    "deep-nesting": f"not-typeset.*: the page (is nested too deeply|cannot be typeset: {CRASHED})",
    "deeper-nesting": f"not-typeset.*: the page (is nested too deeply|cannot be typeset: {CRASHED})",
    "endless-template": "template-error.*: template cannot be filled in: it took longer than 2 s",
    "template-that-calls-itself": f"template-error.*: template (includes or calls|cannot be filled in: {CRASHED})",
    "template-of-much-memory": "template-error.*: template needs more memory than it may use",
    "style-of-variables": "not-typeset.*: the page cannot be typeset: it (took|needed) ",
    "style-of-gradients": "not-typeset.*: the page cannot be typeset: it (took|needed) ",
    "huge-picture": "unfit-image.*: the image « lac.png » has more than 50 million pixels",
}
"""What is said of each, as far as it is the same on all machines."""


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A hundred briefs of one sentence, and the hostile ones between them, each with a template of its own."""
    root = tmp_path / "campaign"
    for folder in ("briefs", "sources"):
        (root / folder).mkdir(parents=True)
    (root / "plaidoyer.toml").write_text("limits = {seconds = 2, memory = 768}\n", encoding="utf-8")
    for name, page in {"good": PAGES["huge-picture"], **PAGES}.items():
        own = root / "templates" / name
        own.mkdir(parents=True)
        (own / "template.html").write_text(f"{HEAD}\n{page}\n", encoding="utf-8")
        (own / "template.yaml").write_text(MANIFEST, encoding="utf-8")
        if name in STYLES:
            (own / "style.css").write_text(STYLES[name], encoding="utf-8")
    hostile = {10 * number + 5: name for number, name in enumerate(PAGES)}
    for number in range(GOOD):
        write(root, f"{number:02}-bon", "good")
        if number in hostile:
            write(root, f"{number:02}-{hostile[number]}", hostile[number])
    return root


def write(root: Path, slug: str, template: str) -> None:
    folder = root / "briefs" / slug
    folder.mkdir()
    picture = template == "huge-picture"
    more = "\n\n![Un lac](lac.png)" if picture else ""
    (folder / "brief.md").write_text(BRIEF.format(f"Lac {slug}", template, more), encoding="utf-8")
    if picture:
        (folder / "lac.png").write_bytes(png(1, 1, says=(60_000, 60_000)))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system are POSIX")
def test_a_hundred_briefs_are_built_among_ten_that_would_break_the_machine(campaign: Path) -> None:
    """The work of a team must not wait for one brief, nor be lost with it; and CI must see that something failed."""
    # With a small stack, as in some containers, what is nested deeply ends the process instead of an exception.
    limited = f"ulimit -s 256; exec {sys.executable} {ROOT / 'build.py'} -C {campaign} build"
    ran = subprocess.run(["sh", "-c", limited], capture_output=True, text=True, timeout=900, check=False)
    outputs = json.loads((campaign / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    built = {entry["brief"] for entry in outputs if entry["status"] == "final"}
    assert built == {f"{number:02}-bon" for number in range(GOOD)}
    assert all((campaign / f"dist/{slug}.pdf").read_bytes().startswith(b"%PDF-1.7") for slug in built)
    said = re.findall(r"^error\[(.*)\n +--> (.*)$", ran.stdout, re.MULTILINE)
    for name, words in SAID.items():
        told = [message for message, place in said if name in place and re.match(words, message.replace("]", "", 1))]
        assert len(told) == 1, (name, said)
    assert ran.returncode == 3
    assert "Traceback" not in ran.stdout + ran.stderr
