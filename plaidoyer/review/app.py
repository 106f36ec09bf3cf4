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
from plaidoyer.review.signers import Changed, Refused, Signer, Told
from plaidoyer.rewording import word_difference
from plaidoyer.signoffs.verdicts import WORDS, Reviewer, Word

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

    def signer(self, slug: str) -> Signer:
        """Who signs verdicts on a brief."""

    def sign(self, slug: str, key: str, mark: str, verdict: Word, comment: str) -> None:
        """Write a verdict on a claim that was shown with this ``mark``. Raises Changed and Refused."""


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

    def verdict(self, slug: str, key: str) -> str:
        """Where a verdict on a claim is sent."""
        return f"/briefs/{slug}/{key}/verdict"

    def again(self, slug: str, key: str) -> str:
        """Where a verdict is sent to see the claim as it is now, with the comment that was begun."""
        return f"/briefs/{slug}/{key}/again"

    def mark(self, slug: str, key: str) -> str:
        """The mark of a claim, as it is now."""
        return f"/briefs/{slug}/{key}/mark"


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
        found = _shelf(slug)
        return shelf_page(found, to, lang, _signed(found), request.args.get("show", ""))

    @app.get("/briefs/<slug>/<key>")
    def sheet(slug: str, key: str) -> str | tuple[str, int]:
        found = _shelf(slug)
        own = found.sheet(key)  # while a brief is being written, a link to a claim may be older than its words
        return _page(found, own, _signed(found)) if own else (shelf_page(found, to, lang, Told(missing=True)), 404)

    @app.get("/briefs/<slug>/<key>/mark")
    def mark(slug: str, key: str) -> Response:
        found = desk.shelf(slug)
        own = found.sheet(key) if found else None
        return Response(own.mark if own else "", mimetype="text/plain")

    @app.post("/briefs/<slug>/<key>/verdict")
    def sign(slug: str, key: str) -> AnyResponse | tuple[str, int]:
        _shelf(slug)
        form = request.form
        word = next((one for one in WORDS if one == form.get("verdict")), None)
        if word is None or "mark" not in form or "comment" not in form:
            abort(400)
        try:
            desk.sign(slug, key, _sent("mark"), word, _sent("comment"))
        except Changed:
            return _as_now(slug, key), 409
        except Refused as refused:
            return _as_now(slug, key, str(refused)), 422
        return redirect(_onward(_shelf(slug), key), 303)

    @app.post("/briefs/<slug>/<key>/again")
    def again(slug: str, key: str) -> str:
        return _as_now(slug, key)

    @app.get("/briefs/<slug>/<key>/verdict")
    @app.get("/briefs/<slug>/<key>/again")
    def asked(slug: str, key: str) -> AnyResponse:
        _sheet(_shelf(slug), key)
        return redirect(to.sheet(slug, key), 303)

    @app.get("/briefs/<slug>/<key>/<int:number>.png")
    def picture(slug: str, key: str, number: int) -> Response:
        grounds = _sheet(_shelf(slug), key).grounds
        proof = grounds[number].proof if number < len(grounds) else None
        image = desk.picture(proof) if proof else None
        return Response(image, mimetype="image/png") if image else abort(404)

    @app.get("/static/<name>")
    def static(name: str) -> AnyResponse:
        return send_from_directory(STATIC, name)

    def _as_now(slug: str, key: str, refused: str = "") -> str:
        """The claim that a form was about, or has become, with what was written in the form; else its brief."""
        found, read, comment = _shelf(slug), _sent("text"), _sent("comment")
        here = found.sheet(key)
        changed = not refused or here is None or here.mark != _sent("mark")
        now = here or found.successor(read)
        words = word_difference(read, now.text) if now and read not in ("", now.text) else ()
        told = Told(refused=refused, changed=changed, words=words, comment=comment)
        return _page(found, now, told) if now else shelf_page(found, to, lang, told)

    def _sent(name: str) -> str:
        """A field of the form, its lines ended as they were where it was written: browsers send « \\r\\n »."""
        return request.form.get(name, "").replace("\r\n", "\n")

    def _onward(found: Shelf, key: str) -> str:
        """Where a reviewer goes on who gave a verdict."""
        signer, own = desk.signer(found.slug), found.sheet(key)
        who = Reviewer(signer.name, signer.email)
        if own is None or not own.has(who):
            return to.shelf(found.slug)  # whose findings say why the verdict does not count
        waiting = found.waiting(who, key)
        return f"{to.sheet(found.slug, waiting.key) if waiting else to.shelf(found.slug)}?signed={key}"

    def _signed(found: Shelf) -> Told:
        """That a verdict was given on the claim that the address names; nothing where none was."""
        own = found.sheet(request.args.get("signed", ""))
        return Told(signed=own if own and own.standing.given else None)

    def _page(found: Shelf, own: Sheet, told: Told) -> str:
        return sheet_page(found, with_copies(own, desk, private=True), to, lang, told, desk.signer(found.slug))

    def _shelf(slug: str) -> Shelf:
        return desk.shelf(slug) or abort(404)

    def _sheet(found: Shelf, key: str) -> Sheet:
        return found.sheet(key) or abort(404)

    return app


def with_copies(sheet: Sheet, desk: Desk, *, private: bool) -> Sheet:
    """A claim, with the words that it rests on shown in their copies, in ``private`` ones only where that is wanted."""
    grounds = []
    for ground in sheet.grounds:
        excerpt = desk.excerpt(ground.proof) if ground.proof and (private or not ground.private) else None
        pictured = excerpt is not None and excerpt.page > 0
        grounds.append(replace(ground, excerpt=excerpt, pictured=pictured) if excerpt else ground)
    return replace(sheet, grounds=tuple(grounds))
