"""One brief, cold: ``python build.py build SLUG`` against ``pandoc --citeproc --pdf-engine=weasyprint``.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/cold_build.py [SLUG] [--runs N]``.

The rival gets the same text, sources, citation style, fonts and engine: our links become plain Pandoc citations, our
records a CSL-JSON bibliography. It proves nothing and checks nothing. It runs twice: « bare », with a short style sheet
and an untagged PDF, and « alike », with our style sheets and our PDF variant, as near to our page as it comes. All run
in turn, each in a new process; ours in a new copy of the campaign, so that no earlier build is remembered, and
without its amendment, a document of its own that the rival could not derive. The first
round warms the disk and is not counted. Our modules are compiled before, as an installer compiles the rival's. A draft
is set twice when it is too long: compare finished briefs.

This file must not import the program that it measures.
"""

import argparse
import compileall
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pypandoc
import pypdfium2

from benchmarks.pandoc_rival import BARE, bibliography, font_faces, plain_markdown, read_records

ROOT = Path(__file__).resolve().parents[1]


def seconds(command: Sequence[str | Path], folder: Path, result: Path) -> float:
    """Run a command, give its wall time in seconds; leave the benchmark when it did not write ``result``."""
    start = time.perf_counter()
    run = subprocess.run(
        list(map(str, command)), cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    taken = time.perf_counter() - start
    if not result.is_file():
        sys.exit(f"{' '.join(map(str, command))}\nleft no {result.name} (status {run.returncode})\n{run.stderr}")
    return taken


def build_once(slug: str, scratch: Path) -> tuple[float, int]:
    """Build the brief with our program in a new copy of the campaign; give seconds and pages."""
    campaign = scratch / "campaign"
    campaign.mkdir()
    for name in ("briefs", "sources"):  # and no templates: they are those of the program
        shutil.copytree(ROOT / name, campaign / name)
    for name in ("plaidoyer.toml", "pyproject.toml"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, campaign / name)
    for amendment in campaign.glob("briefs/*/amendment*.yaml"):
        amendment.unlink()
    result = campaign / "dist" / f"{slug}.pdf"
    taken = seconds([sys.executable, ROOT / "build.py", "-C", campaign, "build", slug], scratch, result)
    return taken, pages(result)


def bare_once(slug: str, scratch: Path) -> tuple[float, int]:
    """Build the same text with Pandoc and WeasyPrint, plainly; give seconds and pages."""
    return rival_once(slug, scratch, BARE)


def alike_once(slug: str, scratch: Path) -> tuple[float, int]:
    """The same, with our style sheets and PDF variant."""
    ours = [ROOT / "templates" / name for name in ("_shared/base.css", "policy-brief/style.css")]
    style = "".join(path.read_text(encoding="utf-8") for path in ours)
    return rival_once(slug, scratch, style, "--pdf-engine-opt=--pdf-variant=pdf/ua-1")


def rival_once(slug: str, scratch: Path, style: str, *extra: str) -> tuple[float, int]:
    """Build the same text with Pandoc and WeasyPrint; give seconds and pages."""
    records = read_records(ROOT / "sources")
    brief = (ROOT / "briefs" / slug / "brief.md").read_text(encoding="utf-8")
    (scratch / "brief.md").write_text(plain_markdown(brief, records), encoding="utf-8")
    (scratch / "sources.json").write_text(bibliography(records), encoding="utf-8")
    (scratch / "style.css").write_text(font_faces() + style, encoding="utf-8")
    result = scratch / "brief.pdf"
    command = [
        pypandoc.get_pandoc_path(),
        *("brief.md", "--citeproc", "--bibliography=sources.json", "--css=style.css", "--metadata=link-citations"),
        f"--csl={ROOT / 'templates/_shared/sources.csl'}",
        f"--pdf-engine={Path(sys.executable).parent / 'weasyprint'}",
        f"--output={result}",
        *extra,
    ]
    return seconds(command, scratch, result), pages(result)


def pages(path: Path) -> int:
    """Count the pages of a PDF file."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def main() -> None:
    """Run both programs in turn and print medians and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    slugs = sorted(path.parent.name for path in ROOT.glob("briefs/*/brief.md"))
    parser.add_argument("slug", nargs="?", choices=slugs, default=slugs[0], help="the brief (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="pairs that are counted (default: %(default)s)")
    options = parser.parse_args()

    compileall.compile_dir(ROOT / "plaidoyer", quiet=1)
    contenders = {"python build.py build": build_once, "pandoc, bare": bare_once, "pandoc, alike": alike_once}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    counts: dict[str, int] = {}
    for run in range(options.runs + 1):
        for name, once in contenders.items():
            with tempfile.TemporaryDirectory() as scratch:
                taken, counts[name] = once(options.slug, Path(scratch))
            if run:
                times[name].append(taken)

    print(f"{options.slug}: {options.runs} runs each, in turn, new processes")
    ours = statistics.median(times["python build.py build"])
    for name, taken_all in times.items():
        median = statistics.median(taken_all)
        span = f"({min(taken_all):.2f} to {max(taken_all):.2f})"
        print(f"  {name:<22} median {median:.2f} s {span}, {counts[name]} pages; ours / this: {ours / median:.2f}")


if __name__ == "__main__":
    main()
