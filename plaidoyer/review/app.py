"""The window itself: pages for a browser of this machine, served by Flask. What they show comes from a desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from flask import Flask, Response, abort, redirect, request, send_from_directory
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from plaidoyer.evidence.proofs import Proof
from plaidoyer.review.guard import HEADERS, Guard
from plaidoyer.review.pages import board_page, sheet_page, shelf_page
from plaidoyer.review.sheets import Excerpt, Sheet, Shelf

STATIC = Path(__file__).with_name("static")
_LARGEST = 64 * 1024  # bytes of what a form sends


class Desk(Protocol):
    """What there is to review, as it is now."""

    def shelves(self) -> Sequence[Shelf]:
        """Every brief."""

    def shelf(self, slug: str) -> Shelf | None:
        """One brief."""

    def excerpt(self, proof: Proof) -> Excerpt | None:
        """Where words were found in a copy."""

    def picture(self, proof: Proof) -> bytes | None:
        """The page of a copy that words were found on, as PNG."""


class Served:
    """Addresses of the window's own pages."""

    live = True

    def asset(self, name: str) -> str:
        """A style sheet or script."""
        return f"/static/{name}"

    def board(self) -> str:
        """The list of briefs."""
        return "/"

    def shelf(self, slug: str) -> str:
        """A brief."""
        return f"/briefs/{slug}/"

    def sheet(self, slug: str, key: str) -> str:
        """A claim."""
        return f"/briefs/{slug}/{key}"

    def picture(self, slug: str, key: str, number: int) -> str:
        """A page of a copy."""
        return f"/briefs/{slug}/{key}/{number}.png"


def create_app(desk: Desk, guard: Guard, lang: str) -> Flask:
    """The window on ``desk``, for whoever ``guard`` lets pass, in the language ``lang``."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST
    to = Served()

    @app.before_request
    def let_pass() -> AnyResponse | None:
        headers = dict(request.headers.items())
        if request.path == "/open" and request.method == "GET":
            token = request.args.get("token")
            refused = guard.refusal("GET", headers, token)
            if refused is None:
                opened = redirect("/", 303)
                opened.set_cookie(guard.cookie, guard.token, httponly=True, samesite="Strict")
                return opened
        else:
            refused = guard.refusal(request.method, headers, request.cookies.get(guard.cookie))
        return Response(f"{refused[1]}\n", refused[0], mimetype="text/plain") if refused else None

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers.update(HEADERS)
        return response

    @app.get("/")
    def board() -> str:
        return board_page(desk.shelves(), to, lang)

    @app.get("/briefs/<slug>/")
    def shelf(slug: str) -> str:
        return shelf_page(_shelf(slug), to, lang, doubtful="findings" in request.args)

    @app.get("/briefs/<slug>/<key>")
    def sheet(slug: str, key: str) -> str:
        found = _shelf(slug)
        return sheet_page(found, with_copies(_sheet(found, key), desk), to, lang)

    @app.get("/briefs/<slug>/<key>/<int:number>.png")
    def picture(slug: str, key: str, number: int) -> Response:
        grounds = _sheet(_shelf(slug), key).grounds
        proof = grounds[number].proof if number < len(grounds) else None
        image = desk.picture(proof) if proof else None
        return Response(image, mimetype="image/png") if image else abort(404)

    @app.get("/static/<name>")
    def static(name: str) -> AnyResponse:
        return send_from_directory(STATIC, name)

    def _shelf(slug: str) -> Shelf:
        return desk.shelf(slug) or abort(404)

    def _sheet(found: Shelf, key: str) -> Sheet:
        return found.sheet(key) or abort(404)

    return app


def with_copies(sheet: Sheet, desk: Desk) -> Sheet:
    """A claim, with the words that it rests on shown in their copies."""
    grounds = []
    for ground in sheet.grounds:
        excerpt = desk.excerpt(ground.proof) if ground.proof else None
        pictured = excerpt is not None and excerpt.page > 0
        grounds.append(replace(ground, excerpt=excerpt, pictured=pictured) if excerpt else ground)
    return replace(sheet, grounds=tuple(grounds))
