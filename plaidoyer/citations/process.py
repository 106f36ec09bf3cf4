"""Works → formatted citations, by one Pandoc process for a whole build.

Pandoc's citeproc is called once a work, with that work's sources and language alone: as one document, the
second brief's first note would read « ibid. » and year suffixes would leak. Requests and answers are lines
of JSON on the process's standard streams. The process takes 0.2 s to come up, so it is started early and
reads while something else is imported; importing ``pypandoc`` only to learn where its program lies would
take another 0.1 s, so the file is looked up.

What Pandoc sees is bounded: the style's text as a data address, so that it opens no file and no address,
no metadata of an author's, an empty environment (a user's ``init.lua`` and templates stay out), a limit of
time for each work and of memory. A work that breaks a limit fails alone: the others go to a new process.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from os import devnull
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Event, Timer
from types import TracebackType
from typing import Any, Self

from plaidoyer.citations.inlines import PAUSE, without_number, without_pauses, words
from plaidoyer.citations.locators import for_pandoc
from plaidoyer.citations.styles import InvalidStyle, Style, read_style
from plaidoyer.citations.works import CitationFailure, Cluster, Formatted, FormattedEntry, Work
from plaidoyer.words import Inline, Styled

SECONDS = 30.0
"""The longest that the citations of one work may take; a thousand sources take two seconds."""

MEGABYTES = 512
"""The most memory that the process may use; a thousand sources take a tenth of it."""

_LOCALES = {"fr": "fr-FR", "en": "en-GB"}
_HEAP_EXHAUSTED = 251  # exit status of GHC's run-time system


def start(seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Process:
    """Start the process and return at once. Use it as a context manager: it is always reaped.

    Raises nothing where Pandoc is missing: each work then fails with words that say so.
    """
    return Process(seconds, megabytes)


class Process:
    """A running Pandoc, started anew where a work has broken it."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._running = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def format(self, works: Sequence[Work]) -> tuple[Formatted | CitationFailure, ...]:
        """The citations of each work, or why it has none. A work that fails leaves the others alone."""
        styles: dict[Path, Style | CitationFailure] = {}
        for work in works:
            if work.style not in styles:
                styles[work.style] = _read(work.style)
        return tuple(self._format(work, styles[work.style]) for work in works)

    def _format(self, work: Work, style: Style | CitationFailure) -> Formatted | CitationFailure:
        if isinstance(style, CitationFailure):
            return style
        answer = self._ask(_request(work, style))
        if isinstance(answer, CitationFailure):
            return answer
        if "error" in answer:
            reason = " ".join(str(answer["error"]).split("\nstack traceback")[0].split())
            return CitationFailure(f"the citation style « {work.style.name} » cannot be used: {reason}")
        return _formatted(work, style, json.loads(answer["document"])["blocks"])

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any] | CitationFailure:
        """Send one request and wait for its answer, no longer than the limit."""
        running = self._running = self._running or self._start()
        if running is None:
            return CitationFailure("citations cannot be formatted: Pandoc, of the package pypandoc_binary, does not start")
        assert running.stdin is not None
        assert running.stdout is not None
        expired = Event()
        watch = Timer(self._seconds, lambda: (expired.set(), running.kill()))
        watch.start()
        try:
            with suppress(OSError):  # where it ended before it had read all, there is no answer either
                running.stdin.write(json.dumps(request).encode() + b"\n")
                running.stdin.flush()
            line = running.stdout.readline()
            if line.endswith(b"\n"):
                answer: dict[str, Any] = json.loads(line)
                return answer
            status = running.wait()
        finally:
            watch.cancel()
        self._stop()
        if expired.is_set():
            return CitationFailure(f"its citations took longer than {self._seconds:g} s to format")
        if status == _HEAP_EXHAUSTED:
            return CitationFailure(f"its citations took more than {self._megabytes} MB of memory to format")
        return CitationFailure(f"the citation processor ended unexpectedly, with status {status}")

    def _start(self) -> Popen[bytes] | None:
        limit = ["+RTS", f"-M{self._megabytes}m", "-RTS"]
        script = Path(__file__).with_name("pandoc.lua")
        nowhere = {"HOME": devnull, "XDG_DATA_HOME": devnull, "LC_ALL": "C.UTF-8"}
        try:
            return Popen([_pandoc(), *limit, "lua", "-E", script], stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=nowhere)
        except OSError:
            return None

    def _stop(self) -> None:
        """End the process, whatever it is at, and reap it."""
        running, self._running = self._running, None
        if running is not None:
            running.kill()
            with suppress(BrokenPipeError), running:  # closes the streams and waits
                pass


def _pandoc() -> Path:
    """The program that the ``pypandoc_binary`` package brings. Raises FileNotFoundError."""
    spec = find_spec("pypandoc")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (program := Path(folder, "files", "pandoc")).is_file():
            return program
    raise FileNotFoundError("pandoc")


def _read(path: Path) -> Style | CitationFailure:
    try:
        return read_style(path)
    except InvalidStyle as error:
        return CitationFailure(str(error))


# What is asked ------------------------------------------------------------------------------------


def _request(work: Work, style: Style) -> dict[str, Any]:
    cited = {cite.source for cluster in work.clusters for cite in cluster.cites}
    references = [_without_repeats(item) for item in work.references if item["id"] in cited]
    if not style.listed and not style.notes:
        references = [_with_acronyms(item) for item in references]
    return {
        "style": "data:text/xml;base64," + b64encode(style.text.encode()).decode(),
        "lang": _LOCALES.get(work.lang, work.lang),
        "references": json.dumps(references),
        "links": style.listed and not style.notes,
        "clusters": [list(_cites(cluster, work.lang, style)) for cluster in work.clusters if cluster.cites],
    }


def _cites(cluster: Cluster, lang: str, style: Style) -> Iterator[dict[str, Any]]:
    """Before a prefix in a note there is a pause: « IWF, cité par ibid. » would say nothing."""
    for number, cite in enumerate(cluster.cites):
        prefix, suffix = cite.prefix.strip(), cite.suffix.strip()
        if prefix and style.notes:
            yield {"source": PAUSE, "prefix": "", "suffix": ""}
            prefix = prefix if number else prefix[0].upper() + prefix[1:]
        yield {
            "source": cite.source,
            "prefix": prefix,
            "suffix": f", {for_pandoc(cite.locator, lang)}{_spaced(suffix)}",
            "suppress_author": cite.suppress_author,
        }


def _spaced(suffix: str) -> str:
    return f" {suffix}" if suffix and suffix[0] not in ",.;:!?)" else suffix


_TEXTS_OF_LAW = {"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"}


def _without_repeats(item: Mapping[str, Any]) -> dict[str, Any]:
    """What would be printed twice goes.

    The title of a text of law is often its whole citation (« Cass. crim., 12 septembre 2007, n° 06-86.763 »):
    no number follows it, and no court opens it, once more. Nor is an author named again as publisher.
    """
    told: set[str] = set()
    number = str(item.get("number", ""))
    if item["type"] in _TEXTS_OF_LAW and number and number in str(item.get("title", "")):
        told |= {"number", "genre"}
        if item["type"] == "legal_case":
            told.add("authority")
    if {"literal": item.get("publisher")} in item.get("author", ()):
        told.add("publisher")
    return {name: value for name, value in item.items() if name not in told}


_ACRONYM = re.compile(r".+ \(([^()]{2,12})\)")


def _with_acronyms(item: Mapping[str, Any]) -> dict[str, Any]:
    """Where sources are only named in passing, « Agence France-Presse (AFP) » is « AFP »."""
    return {name: list(map(_acronym, value)) if isinstance(value, list) else value for name, value in item.items()}


def _acronym(name: Mapping[str, str]) -> Mapping[str, str]:
    match = _ACRONYM.fullmatch(name.get("literal", ""))
    return {"literal": match[1]} if match else name


# What is answered ---------------------------------------------------------------------------------


def _formatted(work: Work, style: Style, blocks: Sequence[Mapping[str, Any]]) -> Formatted:
    """One paragraph for each cluster that cites something, then the list of sources."""
    texts = (words(block["c"]) for block in blocks if block["t"] == "Para")
    clusters = tuple(_cluster(next(texts), style) if cluster.cites else () for cluster in work.clusters)
    divisions = [division["c"] for block in blocks if block["t"] == "Div" for division in block["c"][1]]
    entries = (
        FormattedEntry(identifier.removeprefix("ref-"), words([inline for block in inner for inline in block["c"]]))
        for (identifier, _, _), inner in divisions
    )
    if style.list_numbers:
        entries = (replace(entry, children=without_number(entry.children, n)) for n, entry in enumerate(entries, 1))
    return Formatted(clusters, tuple(entries), style.notes, style.numeric)


def _cluster(run: tuple[Inline, ...], style: Style) -> tuple[Inline, ...]:
    """Numbers stand in a call that is raised already."""
    match without_pauses(run, style.delimiter):
        case (Styled("superscript", children),) if style.numeric:
            return children
        case cluster:
            return cluster
