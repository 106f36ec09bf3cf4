"""The reviewer's window over 40 briefs and 2,000 claims, all of them reviewed: how long its pages take.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/window.py [--work DIR]``.

« plaidoyer review » is started over the campaign of ``large_campaign.py``, in which each claim has a verdict, and asked
for pages as a browser does: the list of briefs, a brief, and claims of every brief, with the words of their copies.
Then a record is changed, and the list asked for again. There is no rival: what is asked for is less than a second for
the list, and less than a tenth for a claim, on an idle machine.
"""

import argparse
import http.client
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.large_campaign import REVIEW, add_work, campaign
from plaidoyer.config import load_config
from plaidoyer.pipeline.evidence import evidence_of
from plaidoyer.pipeline.signing import reviews_of, weighed
from plaidoyer.pipeline.study import texts_of
from plaidoyer.publish.write import write
from plaidoyer.records.campaign import read_campaign
from plaidoyer.signoffs.verdicts import Reviewer, signoff, written

ROOT = Path(__file__).resolve().parents[1]
MOST_LIST, MOST_CLAIM = 1.0, 0.1
"""Seconds that are asked for."""
ANNE = Reviewer("Anne Dupont", "anne@example.org")
LINK = re.compile(r'href="(/briefs/[^"?]+/[^"?/]+)"')

Get = Callable[[str], tuple[str, float]]


def reviewed(root: Path) -> int:
    """Give an acceptance of each claim; how many they are."""
    config = load_config(root)
    read = read_campaign(root, config)
    proofs = evidence_of(read, config, lambda *_: None).proofs
    count = 0
    for text in texts_of(read, read.slugs).texts:
        slug = text.brief.slug
        for one in weighed(text, proofs):
            on = one.fingerprints, one.grounds
            name, data = written(signoff(slug, one.key, one.text, "accept", "", ANNE, "2026-11-24T09:00:00Z", *on))
            if not (root / reviews_of(slug) / name).exists():
                write(root / reviews_of(slug) / name, data)
            count += 1
    return count


@contextmanager
def window(root: Path) -> Iterator[Get]:
    """The window, opened: what asks for a page, and says how long that took."""
    command: list[str | Path] = [sys.executable, ROOT / "build.py", "-C", root, "review", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().strip())
        connection = http.client.HTTPConnection(address.netloc)
        connection.request("GET", f"{address.path}?{address.query}")
        opened = connection.getresponse()
        opened.read()
        cookie = str(opened.headers["Set-Cookie"]).partition(";")[0]

        def get(path: str) -> tuple[str, float]:
            begun = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            text = answer.read().decode()
            if answer.status != http.client.OK:
                raise RuntimeError(f"{path}: {answer.status}")
            return text, time.perf_counter() - begun

        try:
            yield get
        finally:
            process.terminate()


def main() -> None:
    """Ask for the pages, and print how long they took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_work(parser)
    root = campaign(parser.parse_args().work, REVIEW)
    print(f"{REVIEW.briefs} briefs, {reviewed(root)} claims, all reviewed")
    begun = time.perf_counter()
    with window(root) as get:
        print(f"  from the start to the first answer  {time.perf_counter() - begun:.2f} s")
        board, first = get("/")
        times = [get("/")[1] for _ in range(9)]
        print(
            f"  the list   first {first:.3f} s, median {statistics.median(times):.3f} s (at most {MOST_LIST} is wanted)"
        )
        shelves = re.findall(r'href="(/briefs/[^"]+/)"', board)
        pages = [get(shelf) for shelf in shelves]
        print(f"  a brief    median {statistics.median(took for _, took in pages):.3f} s")
        claims = [link for text, _ in pages for link in LINK.findall(text)[::10]]
        took = sorted(get(claim)[1] for claim in claims)
        print(
            f"  a claim    median {statistics.median(took):.3f} s, slowest of {len(took)} {took[-1]:.3f} s"
            f" (at most {MOST_CLAIM} is wanted)"
        )
        record = root / "sources/source-000.yaml"
        before = record.read_bytes()
        try:
            record.write_bytes(before + b"# changed\n")
            print(f"  the list, after a record was changed  {get('/')[1]:.3f} s")
        finally:
            record.write_bytes(before)


if __name__ == "__main__":
    main()
