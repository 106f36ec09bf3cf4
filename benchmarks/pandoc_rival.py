"""A brief of ours as Pandoc's own: the same words, citations and sources, in the same typefaces.

Our links become plain citations of whole sources, our records a CSL-JSON bibliography. Nothing is proven.

This file must not import the program that is measured.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import font_source_sans_pro
import font_source_serif_pro
import yaml

# What a record says beyond the Citation Style Language.
OUR_FIELDS = {"captures", "passages", "figures", "articles", "do-not-fetch"}

Record = Mapping[str, Any]


def read_records(folder: Path) -> dict[str, Record]:
    """Read the source records, scalars as text, under the stems of their files."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # text only
        for path in sorted(folder.glob("*.yaml"))
    }


def bibliography(records: Mapping[str, Record]) -> str:
    """Give the records as CSL-JSON, without what is ours."""
    entries = [
        {"id": name} | {key: value for key, value in record.items() if key not in OUR_FIELDS}
        for name, record in records.items()
    ]
    return json.dumps(entries, ensure_ascii=False)


def plain_words(kind: str, target: str, records: Mapping[str, Record]) -> str:
    """Give words for an evidence link that has none: what the record holds, unformatted."""
    source, _, name = target.partition("?")[0].partition("#")[0].partition("/")
    record = records.get(source, {})
    if kind == "figure":
        figure = record.get("figures", {}).get(name, {})
        return str(figure.get("value") or figure.get("low") or "0")
    passage = record.get("passages", {}).get(name, {})
    return str(passage.get("say") or passage.get("exact") or "")


def plain_markdown(brief: str, records: Mapping[str, Record]) -> str:
    """Give the brief as Pandoc's own Markdown: the same sentences, citations of whole sources."""
    _, front, body = brief.split("---\n", 2)
    fields = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506  # text only

    def cited(match: re.Match[str]) -> str:
        words, kind, target = match.groups()
        source = re.split(r"[/#?]", target)[0]
        citation = f" [@{source}]" if source in records else ""
        return (words or plain_words(kind, target, records)) + citation

    text = f"**{fields.get('ask', '')}**\n\n{body}"
    text = re.sub(r"\[([^][]*)\]\((figure|quote|law):([^)]*)\)", cited, text)
    text = re.sub(r"@([a-z0-9-]+)/[a-z0-9-]+", r"@\1", text)
    text = re.sub(r"\[([^][]*)\]\{\.ours\}", r"\1", text)
    text = re.sub(r" \{law=[^}]*\}", "", text)
    metadata = {key: fields[key] for key in ("title", "subtitle", "date", "lang") if key in fields}
    return f"---\n{json.dumps(metadata, ensure_ascii=False)}\n---\n\n{text}"


def font_faces() -> str:
    """Give the program's own fonts to a style sheet, under their own names and short ones."""
    sans, serif = (
        Path(str(package.__file__)).parent / "files" for package in (font_source_sans_pro, font_source_serif_pro)
    )
    faces = [
        ("Source Sans Pro", "normal", "400", sans / "SourceSansPro-Regular.otf"),
        ("Source Sans Pro", "normal", "600", sans / "SourceSansPro-Semibold.otf"),
        ("Source Sans Pro", "italic", "400", sans / "SourceSansPro-It.otf"),
        ("Source Serif Pro", "normal", "400", serif / "SourceSerifPro-Regular.otf"),
        ("Source Serif Pro", "normal", "600", serif / "SourceSerifPro-Semibold.otf"),
    ]
    return "".join(
        f"@font-face {{ font-family: {family}; font-style: {style}; font-weight: {weight};"
        f" src: url({path.as_uri()}) }}\n"
        for family, style, weight, path in faces
    )


BARE = """@page { size: A4; margin: 18mm }
body { font: 11pt/1.3 "Source Sans Pro" }
h1 { font-family: "Source Serif Pro" }
table { border-collapse: collapse; width: 100% }
"""
