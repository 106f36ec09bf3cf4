"""Who may ask: the browser that was opened with the token, on this machine, from pages of ours.

Other pages that are open in it, other users of the machine, and names that were made to lead here may not.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping

from msgspec import Struct

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Sent with every answer: nothing runs that is not ours, nothing is framed, kept or told to others.

With ``no-referrer``, a browser would hide the origin of our own forms too, and they would be refused.
"""

SAFE = ("GET", "HEAD")
"""Methods that change nothing."""


class Guard(Struct, frozen=True):
    """What is known of the window that was opened: its secret, and where it is served."""

    token: str
    port: int

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the token: windows on other ports have others."""
        return f"plaidoyer-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names under which the window may be asked for."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def knows(self, token: str | None) -> bool:
        """Whether this is the token."""
        return hmac.compare_digest((token or "").encode(errors="replace"), self.token.encode())

    def refusal(self, method: str, headers: Mapping[str, str], token: str | None) -> tuple[int, str] | None:
        """Why a request is refused: its status, and a line for whoever reads it; None where it may pass."""
        host = headers.get("Host", "")
        if host not in self.hosts:
            return 421, "this is no name of the review window"
        if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return 403, "another site may not ask here"
        if method not in SAFE and headers.get("Origin") != f"http://{host}":
            return 403, "only a page of the review window may change something"
        if not self.knows(token):
            return 403, "open the address that « plaidoyer review » printed: it holds a key to this window"
        return None


def new_guard(port: int) -> Guard:
    """A window on a port, with a secret of its own."""
    return Guard(secrets.token_urlsafe(24), port)
