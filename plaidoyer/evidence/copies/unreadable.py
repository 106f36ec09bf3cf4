"""What stands for the text of a capture in which none can be read."""

from __future__ import annotations


class Unreadable(Exception):
    """No text can be read: ``message`` says why in one sentence, ``hint`` how that can be mended."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)  # both, so that it survives the way from one process to another
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message
