"""« add »: a saved page becomes a capture, stored and hashed, and a record filled from what the page says of itself.

Nothing is fetched, and no file that exists is overwritten. Plain values come in and go out; what is printed is for the
command line to say.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.config import Config, UsageError
from plaidoyer.evidence.copies.about import about
from plaidoyer.evidence.copies.about_values import About, Said, clean, language
from plaidoyer.evidence.copies.captures import LARGEST, MEMORY, SECONDS
from plaidoyer.evidence.copies.extract import Unreadable, extract, extractors, kind_of
from plaidoyer.languages.things import things
from plaidoyer.publish.record_file import Addition, new_record, with_additions
from plaidoyer.publish.record_lines import Inline, Noted, Value
from plaidoyer.publish.write import write
from plaidoyer.records import csl
from plaidoyer.records.campaign import Campaign, read_campaign
from plaidoyer.records.dates import parse_date
from plaidoyer.records.files import is_within, read_bytes
from plaidoyer.records.sources import Source
from plaidoyer.spelling import did_you_mean
from plaidoyer.workers import pool

_CAPTURES = "captures"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_SAFE_PATH = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)
_ENDINGS = {"html": (".html", ".htm", ".xhtml", ".mhtml", ".mht"), "pdf": (".pdf",), "text": (".txt", ".md")}
_LONGEST_ID = 32
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
_CONFIRM = "to be confirmed"


class Added(Struct, frozen=True):
    """What ``add`` did; paths are relative to the campaign.

    ``stored``: the capture was written; else it stood there. ``made``: the record was made; ``listed``: the capture was
    written into it; else it named it already. ``said`` is what a person is to confirm in a new record, ``others`` are
    records that have a capture with the same bytes; ``trouble`` says why no text can be read in it, and what to do.
    """

    id: str
    record: str
    capture: str
    stored: bool
    made: bool
    listed: bool
    said: tuple[Said, ...] = ()
    others: tuple[str, ...] = ()
    trouble: tuple[str, str] | None = None


class _File(Struct, frozen=True):
    """What is to be added: the file, its bytes, what they are and when they were saved."""

    path: Path
    data: bytes
    kind: str
    sha256: str
    retrieved: str
    redistributable: bool


def add(
    root: Path,
    config: Config,
    path: Path,
    *,
    retrieved: str,
    name: str = "",
    type_: str = "",
    lang: str = "",
    redistributable: bool = False,
) -> Added:
    """Store the file ``path`` as a capture of the record ``name``, which is made where there is none.

    ``retrieved`` is the day on which the copy was saved; ``type_`` and ``lang`` overrule what the page says. Raises
    UsageError for what cannot be used, CannotEdit for a record that cannot be added to, OSError where the disk takes
    nothing.
    """
    _check_options(name, type_, lang, retrieved)
    data, findings = read_bytes(path, path.name, LARGEST)
    if data is None:
        raise UsageError(f"« {path} » cannot be added: {findings[0].message}")
    kind = kind_of(path.name, data)
    file = _File(path, data, kind, hashlib.sha256(data).hexdigest(), retrieved, redistributable)
    told, trouble = _inspected(file)
    if trouble and kind != "pdf":  # a scan may be kept, to be cited without its words
        raise UsageError(f"« {path} » cannot be added: {trouble[0]}; {trouble[1]}")
    campaign = read_campaign(root, config)
    id_ = name or _proposed(told, path, lang or config.lang)
    if id_ in campaign.files:
        if not name and file.sha256 not in _digests(campaign, id_):
            raise UsageError(
                f"there is a record « {id_} » already; « --id {id_} » adds this copy to it, another id makes a new one"
            )
        added = _to_record(root, campaign, id_, file)
    else:
        _check_free(root, id_)
        added = _new(root, id_, file, told, type_, lang)
    others = tuple(other for other in campaign.sources if other != id_ and file.sha256 in _digests(campaign, other))
    return replace(added, others=others, trouble=trouble)


def slug(words: str) -> str:
    """A name near to ``words`` that an entry may have, cut between words; empty where they have no letter for it."""
    split = re.sub("['’`]", " ", words.lower().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", split).encode("ascii", "ignore").decode()
    name = "-".join(re.findall("[a-z0-9]+", plain))
    return name if len(name) <= _LONGEST_ID else name[: _LONGEST_ID + 1].rpartition("-")[0] or name[:_LONGEST_ID]


def _proposed(told: About, path: Path, lang: str) -> str:
    """An id of the words of the title that say something: it is typed again with each citation."""
    of = things(told.text("language") or lang)
    small = of.borders | of.partitive
    words = re.findall(r"[^\W_]+", told.text("title").lower())
    said = [word for word in words if word not in small and (len(word) > 1 or word.isdigit())]
    return slug(" ".join(said)) or slug(told.text("title")) or slug(path.stem) or "source"


def _check_options(name: str, type_: str, lang: str, retrieved: str) -> None:
    if name and not _NAME.fullmatch(name):
        better = slug(name)
        raise UsageError(
            f"« {name} » cannot be an id: use small letters without accents, digits and hyphens"
            + (f", such as « {better} »" if better else "")
        )
    if type_ and type_ not in csl.TYPES:
        hint = did_you_mean(type_, csl.TYPES) or f"write one of {', '.join(csl.TYPES)}"
        raise UsageError(f"« {type_} » is no type of source; {hint}")
    if lang and not language(lang):
        raise UsageError(f"« {lang} » is no language; write a code such as « fr » or « en »")
    try:
        parse_date(retrieved)
    except ValueError as error:
        raise UsageError(f"« {retrieved} » is no date: {error}") from error


def _check_free(root: Path, id_: str) -> None:
    """Refuse an id that a file has which no record can be read from, because of its name."""
    folder = root / "sources"
    for other in folder.iterdir() if folder.is_dir() else ():
        if other.stem.casefold() == id_ and other.suffix.lower() in (".yaml", ".yml"):
            raise UsageError(
                f"« sources/{other.name} » is in the way; rename it to « {id_}.yaml », or give another --id"
            )


# What the file says ---------------------------------------------------------------------------------


def _inspected(file: _File) -> tuple[About, tuple[str, str] | None]:
    """What a file says of itself, and why no text can be read in it, if so; read where it can hang nothing else."""
    [(_, found)] = pool.run(_inspect, [(file.data, file.kind)], jobs=1, seconds=SECONDS, memory=MEMORY)
    if isinstance(found, pool.Failure):
        return About("report" if file.kind == "pdf" else "webpage"), (
            found.message,
            "save it again, or as a PDF or text",
        )
    return found


def _inspect(item: tuple[bytes, str]) -> tuple[About, tuple[str, str] | None]:
    """Run in a process of its own."""
    data, kind = item
    trouble = None
    for extractor in reversed(extractors(kind)):
        try:
            extract(data, extractor)
        except Unreadable as error:
            trouble = error.message, error.hint
        else:
            return about(data, kind), None
    return about(data, kind), trouble


# Where it goes --------------------------------------------------------------------------------------


def _new(root: Path, id_: str, file: _File, told: About, type_: str, lang: str) -> Added:
    """A record, and its capture."""
    said = told.said
    if not told.text("title"):
        words = " ".join(re.split(r"[\s_-]+", clean(file.path.stem))).strip()
        said = (Said("title", words or id_, "the name of the file"), *said)
    if lang:
        said = tuple(each for each in said if each.variable != "language")
    capture, stored = _stored(root, id_, file)
    fields: dict[str, Value] = {"id": id_, "type": type_}
    if not type_:
        said = (Said("type", told.type, told.type_where or "guessed from the kind of file"), *said)
    fields |= {each.variable: Noted(_value(each), _note(each.where)) for each in said}
    if lang:
        fields["language"] = language(lang)
    if told.text("URL"):
        fields["accessed"] = file.retrieved
    fields["captures"] = [_entry(capture, file)]
    record = f"sources/{id_}.yaml"
    try:
        write(root / record, new_record(fields))
    except OSError:
        if stored:
            (root / "sources" / capture).unlink(missing_ok=True)
        raise
    return Added(id_, record, f"sources/{capture}", stored, True, True, said)


def _to_record(root: Path, campaign: Campaign, id_: str, file: _File) -> Added:
    """One capture more for a record that is there; one that it names already is put back where it is missing."""
    record = campaign.files[id_]
    source = campaign.sources.get(id_)
    for known in source.captures if source else ():
        if known.sha256 == file.sha256:
            stored = _put(root, root / "sources" / known.file, file.data)
            return Added(id_, record, f"sources/{known.file}", stored, False, False)
    old = (root / record).read_bytes()
    taken = {known.file for known in source.captures} if source else set()
    capture = _free(root, id_, file, taken)
    new = with_additions(old, record, [Addition("captures", "", _entry(capture, file))])
    stored = _put(root, root / "sources" / capture, file.data)
    write(root / record, new)
    return Added(id_, record, f"sources/{capture}", stored, False, True)


def _stored(root: Path, id_: str, file: _File) -> tuple[str, bool]:
    """Where the capture is, relative to ``sources/``, and whether it had to be written."""
    capture = _free(root, id_, file, set())
    return capture, _put(root, root / "sources" / capture, file.data)


def _free(root: Path, id_: str, file: _File, taken: set[str]) -> str:
    """A name, relative to ``sources/``, that no other capture has: where the file lies, if it lies there already."""
    folder = root / "sources"
    if file.path.resolve().is_relative_to((folder / _CAPTURES).resolve()) and is_within(folder / _CAPTURES, root):
        inside = f"{_CAPTURES}/" + file.path.resolve().relative_to((folder / _CAPTURES).resolve()).as_posix()
        if _SAFE_PATH.fullmatch(inside):
            return inside
    suffix = file.path.suffix.lower()
    ending = suffix if suffix in _ENDINGS[file.kind] else _ENDINGS[file.kind][0]
    number = 1
    while True:
        name = f"{_CAPTURES}/{id_}{f'-{number}' if number > 1 else ''}{ending}"
        if name not in taken and _may_hold(folder / name, file.data):
            return name
        number += 1


def _may_hold(path: Path, data: bytes) -> bool:
    """Whether ``path`` is free, or holds just ``data``."""
    return not path.is_symlink() and (not path.exists() or (path.is_file() and path.read_bytes() == data))


def _put(root: Path, path: Path, data: bytes) -> bool:
    """Write a capture where none is; whether it had to be."""
    shown = path.relative_to(root).as_posix()
    if not is_within(path, root):
        raise UsageError(f"« {shown} » leads out of the campaign through a link; make it an ordinary folder")
    if not path.exists():
        write(path, data)
        return True
    if path.read_bytes() != data:
        raise UsageError(f"« {shown} » has changed since it was recorded; remove it, and add the file again")
    return False


# What is written ------------------------------------------------------------------------------------


def _entry(capture: str, file: _File) -> Value:
    return {
        "file": capture,
        "sha256": file.sha256,
        "retrieved": file.retrieved,
        "redistributable": file.redistributable,
    }


def _note(where: str) -> str:
    """A comment; places that are not the page's own words say themselves what they are."""
    return f"{_CONFIRM}: {where if where.startswith(('the ', 'guessed')) else f'read in the page ({where})'}"


def _value(said: Said) -> Value:
    return said.value if isinstance(said.value, str) else Inline([dict(name) for name in said.value])


def _digests(campaign: Campaign, id_: str) -> set[str]:
    source: Source | None = campaign.sources.get(id_)
    return {capture.sha256 for capture in source.captures} if source else set()
