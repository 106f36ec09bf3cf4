"""A process that never comes up."""

import time


def main() -> None:
    """Hang."""
    time.sleep(600)
