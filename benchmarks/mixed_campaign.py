"""A campaign of four short briefs in which there is one of everything, for what builds again and again.

- « note »: French, with a bill, whose sheets and texts are outputs of their own;
- « memo »: English, with a picture of its own, and another that lies beside the templates;
- « essai »: a draft, for it names a passage that is not there;
- « plan »: in a template and a citation style of the campaign's own, with evidence that is attached to the PDF.

It is the campaign « small » of the tests with these changes. This file must not import the program.
"""

import shutil
from pathlib import Path

from tests.pictures import png

ROOT = Path(__file__).resolve().parents[1]
SLUGS = ("essai", "memo", "note", "plan")
TEMPLATE = "templates/maison"
PICTURES = ("briefs/memo/lac.png", "templates/_shared/rive.png")
STYLE = "notes.csl"

_AMENDMENT = """form: loi
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.
rationale: |
  L'Observatoire des lacs a reçu [](figure:rapport-2025/semestre-2025).
"""
_PICTURES = """
![A lake seen from its shore](lac.png)

![The shore of the lake](../../templates/_shared/rive.png)
"""
_SHORT = """---
title: "{title}"
template: {template}
lang: fr
date: 2026-11-24
version: 1
ask: Que la mairie ferme le jardin du lac pendant la crue.
notice: Texte d'essai.
contact: jardins@example.org
transparency: Aucun financement public.
{more}---

::: {{.key-figure figure="rapport-2025/semestre-2025"}}
:::

## Le problème {{#problem}}

L'Observatoire a reçu [](figure:rapport-2025/annee-2024) en un an [@rapport-2025/{passage}].

## Le droit {{#law}}

Le coût est connu : [](quote:rapport-2025/cout).
"""


def mixed_campaign(root: Path, *, pictures: bool = True) -> Path:
    """Write the campaign to ``root``, in the place of what is there; without its pictures, where these would not do."""
    copied(ROOT / "tests/projects/small", root)
    shutil.copytree(ROOT / "templates/one-pager", root / TEMPLATE)
    shutil.copy(ROOT / "templates/_shared/footnotes.csl", root / STYLE)
    for name in PICTURES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(png(8, 8))
    (root / "briefs/note/amendment.yaml").write_text(_AMENDMENT, encoding="utf-8")
    with (root / "briefs/memo/brief.md").open("a", encoding="utf-8") as memo:
        memo.write(_PICTURES if pictures else "")
    _brief(root, "essai", title="Un jardin", template="one-pager", more="", passage="annee-2042")
    _brief(
        root,
        "plan",
        title="Une crue",
        template="maison",
        more=f"attach: evidence\ncsl: {STYLE}\n",
        passage="annee-2024",
    )
    return root


def copied(source: Path, root: Path) -> None:
    """Make a folder what ``source`` is. The folder itself stays: processes may stand in it."""
    root.mkdir(parents=True, exist_ok=True)
    for path in root.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.copytree(source, root, dirs_exist_ok=True, symlinks=True)


def _brief(root: Path, slug: str, **words: str) -> None:
    (root / "briefs" / slug).mkdir(parents=True)
    (root / f"briefs/{slug}/brief.md").write_text(_SHORT.format(**words), encoding="utf-8")
