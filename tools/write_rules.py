"""Write what is generated from the rules and their examples: docs/rules.md, and what the manual says of each example.

Run it from anywhere after a change of a rule, a message or an example; then read the difference.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from plaidoyer.checks.examples import SAID_FILE, examples
from plaidoyer.cli.manual import as_markdown
from plaidoyer.cli.rehearsal import rehearse, said_of

PAGE = Path(__file__).resolve().parents[1] / "docs/rules.md"


def main() -> None:
    """Run every failing example, keep what is said of it, and write the page."""
    said: dict[str, str] = {}
    for rule, example in examples().items():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            words = said_of(rehearse(example, root, mended=False), example, root)
        if words:
            said[rule] = words
        else:
            print(f"{rule}: its example is not reported")
    SAID_FILE.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(as_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()
