"""Corruptions of a passage, by kind: each a change that a hurried or dishonest hand makes, and that must never pass.

Deterministic: the same passage and number of trials give the same corruptions.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

Corruption = Callable[[list[str], random.Random], list[str] | None]
"""From the words of a passage to the words of a corrupted one, or None where there is nothing to corrupt."""

_NEGATIONS = frozenset(
    (
        *("ne", "pas", "jamais", "non", "aucun", "aucune", "rien", "ni", "sans"),
        *("not", "no", "never", "nor", "nobody", "none", "neither", "without"),
    )
)
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre"),
    *("décembre", "January", "February", "March", "April", "May", "June", "October", "November"),
)
_UNITS = {
    "%": "‰", "€": "$", "£": "€", "euros": "dollars", "jours": "heures", "heures": "jours", "hours": "days",
    "days": "hours", "millions": "milliards", "million": "milliard", "milliards": "millions", "months": "years",
    "ans": "mois", "mois": "ans", "M€": "Md€", "m²": "km²", "minutes": "secondes", "%.": "points.", "seconde": "minute",
}  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _pick(words: list[str], chance: random.Random, wanted: Callable[[str], object]) -> int | None:
    places = [index for index, word in enumerate(words) if wanted(word)]
    return chance.choice(places) if places else None


def _each(change: Callable[[str, random.Random], str], wanted: Callable[[str], object]) -> Corruption:
    def corrupt(words: list[str], chance: random.Random) -> list[str] | None:
        at = _pick(words, chance, wanted)
        return None if at is None else [*words[:at], change(words[at], chance), *words[at + 1 :]]

    return corrupt


def _has_digit(word: str) -> bool:
    return any(character.isdecimal() for character in word)


def _letters(word: str) -> bool:
    return len(re.findall(r"[^\W\d_]", word)) >= 4


def _digit_changed(word: str, chance: random.Random) -> str:
    at = chance.choice([index for index, character in enumerate(word) if character.isdecimal()])
    return word[:at] + chance.choice([d for d in "0123456789" if d != word[at]]) + word[at + 1 :]


def _digit_dropped(word: str, chance: random.Random) -> str:
    at = chance.choice([index for index, character in enumerate(word) if character.isdecimal()])
    return word[:at] + word[at + 1 :]


def _digit_doubled(word: str, chance: random.Random) -> str:
    at = chance.choice([index for index, character in enumerate(word) if character.isdecimal()])
    return word[: at + 1] + word[at:]


def _digit_added(word: str, chance: random.Random) -> str:
    return re.sub(r"(?<=\w)(?!.*\w)", chance.choice("123456789"), word, count=1)


def _letter_changed(word: str, chance: random.Random) -> str:
    at = chance.choice([index for index, character in enumerate(word) if character.isalpha()])
    return word[:at] + chance.choice([c for c in "aeioubdlmnrst" if c != word[at].casefold()]) + word[at + 1 :]


def _letter_dropped(word: str, chance: random.Random) -> str:
    at = chance.choice([index for index, character in enumerate(word) if character.isalpha()])
    return word[:at] + word[at + 1 :]


def _letters_swapped(word: str, chance: random.Random) -> str:
    places = [m.start() for m in re.finditer(r"(?=([^\W\d_])(?!\1)[^\W\d_])", word)]
    at = chance.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _split(word: str, chance: random.Random) -> str:
    places = [m.start() for m in re.finditer(r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})", word)]
    at = chance.choice(places)
    return f"{word[:at]} {word[at:]}"


def _is_negation(word: str) -> bool:
    return word.casefold().strip(".,;:") in _NEGATIONS or bool(re.match(r"[nN]’", word)) or word.endswith("n’t")


def _negation_dropped(words: list[str], chance: random.Random) -> list[str] | None:
    at = _pick(words, chance, _is_negation)
    if at is None:
        return None
    word = words[at]
    rest = [word[2:]] if re.match(r"[nN]’", word) else [word[:-3]] if word.endswith("n’t") else []
    return [*words[:at], *rest, *words[at + 1 :]]


def _negation_added(words: list[str], chance: random.Random) -> list[str] | None:
    at = chance.randrange(1, len(words))
    return [*words[:at], chance.choice(("pas", "jamais", "non", "not", "never", "ne")), *words[at:]]


def _word_dropped(words: list[str], chance: random.Random) -> list[str] | None:
    at = chance.randrange(1, len(words) - 1) if len(words) > 2 else None
    return None if at is None else [*words[:at], *words[at + 1 :]]


def _word_doubled(words: list[str], chance: random.Random) -> list[str] | None:
    at = chance.randrange(len(words))
    return [*words[: at + 1], *words[at:]]


def _words_swapped(words: list[str], chance: random.Random) -> list[str] | None:
    at = chance.randrange(len(words) - 1)
    return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]


def _words_joined(words: list[str], chance: random.Random) -> list[str] | None:
    places = [i for i in range(len(words) - 1) if words[i][-1].isalnum() and words[i + 1][0].isalnum()]
    if not places:
        return None
    at = chance.choice(places)
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def _two_dropped(words: list[str], chance: random.Random) -> list[str] | None:
    if len(words) < 6:
        return None
    at = chance.randrange(1, len(words) - 3)
    return [*words[:at], *words[at + 2 :]]


def _replaced(pairs: dict[str, str]) -> Corruption:
    return _each(lambda word, chance: pairs[word], lambda word: word in pairs)


def _name(word: str, chance: random.Random) -> str:
    name = re.search(r"[A-ZÀ-Ý][^\W\d_]{2,}", word)
    assert name
    other = chance.choice([one for one in ("Martin", "Lefèvre", "Berlin", "Interpol", "Smith") if one != name[0]])
    return word.replace(name[0], other, 1)


def _month(word: str, chance: random.Random) -> str:
    bare = word.strip(".,;:")
    return word.replace(bare, chance.choice([month for month in _MONTHS if month != bare]))


def _year(word: str, chance: random.Random) -> str:
    found = re.search(r"(?:19|20)\d\d", word)
    assert found
    return word.replace(found[0], str(int(found[0]) + chance.choice((-10, -1, 1, 2))), 1)


def _decimal_moved(word: str, chance: random.Random) -> str:
    found = re.search(r"(\d+)([.,])(\d)(\d*)", word)
    assert found
    moved = f"{found[1]}{found[3]}{found[2] + found[4] if found[4] else ''}"
    back = f"{found[1][:-1] or '0'}{found[2]}{found[1][-1]}{found[3]}{found[4]}"
    return word.replace(found[0], chance.choice((moved, back, found[0].replace(found[2], ""))), 1)


def _group_mark(word: str, chance: random.Random) -> str:
    return re.sub(r"(?<=\d)[\u202f,](?=\d{3})", chance.choice((".", "", "/")), word, count=1)


def _part_of_word(words: list[str], chance: random.Random) -> list[str] | None:
    if chance.random() < 0.5:
        return [*words[:-1], words[-1][:2]] if re.match(r"[^\W\d_]{4}", words[-1]) else None
    return [words[0][2:], *words[1:]] if re.match(r"[^\W\d_]{4}", words[0]) else None


def _part_of_hyphenated(words: list[str], chance: random.Random) -> list[str] | None:
    at = _pick(words, chance, lambda word: re.match(r"[^\W_]+-[^\W_]", word))
    if at is None:
        return None
    left, _, right = words[at].partition("-")
    return chance.choice(([right, *words[at + 1 :]], [*words[:at], left]))


def _part_of_number(words: list[str], chance: random.Random) -> list[str] | None:
    at = _pick(words, chance, lambda word: re.search(r"\d[\u202f,.\u00a0-]?[\d%€]", word))
    if at is None:
        return None
    word = words[at]
    cuts = [m.start() for m in re.finditer(r"(?<=\d)(?=[\u202f,.\u00a0-]?[\d%€])", word)]
    cut = chance.choice(cuts)
    return chance.choice(([*words[:at], word[:cut]], [word[cut:].lstrip("\u202f,.\u00a0-"), *words[at + 1 :]]))


def _from_scale(words: list[str], chance: random.Random) -> list[str] | None:
    """« 12 » out of « 12 millions », « millions » out of it; words that the corpus ties are one."""
    at = _pick(words, chance, lambda word: re.search(r"\w\u00a0[a-z]", word))
    if at is None:
        return None
    left, _, right = words[at].partition("\u00a0")
    return chance.choice(([*words[:at], left], [right, *words[at + 1 :]]))


def _raised_read(words: list[str], chance: random.Random) -> list[str] | None:
    at = _pick(words, chance, lambda word: re.search(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", word))
    if at is not None:
        return [*words[:at], words[at].translate(_RAISED), *words[at + 1 :]]
    at = chance.randrange(len(words))
    return [*words[:at], re.sub(r"(?<=\w)(?=\W*$)", chance.choice("12"), words[at], count=1), *words[at + 1 :]]


def _sign_dropped(word: str, chance: random.Random) -> str:
    return re.sub(r"[\u00a0]?[%€£±-]", "", word, count=1)


def _comma_dropped(word: str, chance: random.Random) -> str:
    return re.sub(r"[,;:]$", "", word).rstrip("\u00a0")


KINDS: dict[str, Corruption] = {
    "digit changed": _each(_digit_changed, _has_digit),
    "digit dropped": _each(_digit_dropped, _has_digit),
    "digit doubled": _each(_digit_doubled, _has_digit),
    "digit added": _each(_digit_added, _has_digit),
    "letter changed": _each(_letter_changed, _letters),
    "letter dropped": _each(_letter_dropped, _letters),
    "letters swapped": _each(_letters_swapped, lambda word: re.search(r"([^\W\d_])(?!\1)[^\W\d_]", word)),
    "word split": _each(_split, lambda word: re.search(r"[^\W\d_]{4}", word)),
    "words joined": _words_joined,
    "negation dropped": _negation_dropped,
    "negation added": _negation_added,
    "word dropped": _word_dropped,
    "two words dropped": _two_dropped,
    "word doubled": _word_doubled,
    "words swapped": _words_swapped,
    "name": _each(_name, lambda word: re.search(r"[A-ZÀ-Ý][^\W\d_]{2,}", word)),
    "unit": _replaced(_UNITS),
    "unit at its number": _each(
        lambda word, chance: word.replace(word[-1], "‰" if word[-1] == "%" else "$"), lambda word: word[-1] in "%€"
    ),
    "month": _each(_month, lambda word: word.strip(".,;:") in _MONTHS),
    "year": _each(_year, lambda word: re.search(r"(?:19|20)\d\d", word)),
    "decimal moved": _each(_decimal_moved, lambda word: re.search(r"\d[.,]\d", word)),
    "thousands mark": _each(_group_mark, lambda word: re.search(r"\d[\u202f,]\d{3}", word)),
    "part of a word": _part_of_word,
    "part of a hyphenated word": _part_of_hyphenated,
    "part of a number": _part_of_number,
    "number without its scale": _from_scale,
    "raised figure read as a digit": _raised_read,
    "sign dropped": _each(_sign_dropped, lambda word: re.search(r"\d\u00a0?[%€]|[£±-]\u00a0?\d", word)),
    "comma dropped": _each(_comma_dropped, lambda word: re.search(r"[,;:]$", word)),
}


def corrupted(passage: str, trials: int) -> Iterator[tuple[str, str]]:
    """Pairs of a kind and a corrupted passage: up to ``trials`` of each kind, without repeats."""
    words = passage.split(" ")
    seen = {passage}
    for kind, corrupt in KINDS.items():
        chance = random.Random(f"{kind}: {passage}")
        for _ in range(trials):
            changed = corrupt(words, chance)
            if changed is None:
                break
            result = " ".join(word for word in changed if word)
            if result not in seen and re.search(r"\w", result):
                seen.add(result)
                yield kind, result
