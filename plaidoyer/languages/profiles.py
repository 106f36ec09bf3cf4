"""What is particular to each language, as data: a third language is a third ``Profile`` and a third ``.po`` file.

The other modules of this room hold the rules; none of them names a language. This one holds no rule.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from plaidoyer.records.sources import Kind, Qualifier

NO_BREAK = "\u00a0"
THIN = "\u202f"  # narrow, and no break either

REFERENCE = r"(?:\d|[A-Z]\.\s?\d|[IVX]+(?:er|re|e)?(?!\w))"
"""What a label introduces, as a regular expression: « 5 », « L. 34-1 », « IV », « Ier »."""


class Profile(Struct, frozen=True):
    """One language.

    ``locale`` is the name under which CLDR (through Babel) knows what is not written here: names of
    months, plural categories, decimal marks, places of currency signs.

    Typography:
    ``quotes`` and ``inner_quotes`` carry the spaces that stand inside them;
    ``spaced`` pairs punctuation marks with the space before them, the colon in a pair of its own;
    ``signs`` are set after a number with ``sign_space`` between;
    ``group_space`` separates thousands where an author typed a space (empty: leave them);
    ``labels`` come before a number and ``titles`` before a name; ``units`` follow a number;
    ``ordinals`` is a regular expression whose group ``raised`` is the part of an ordinal set above the
    line (empty: none); ``ordinal_endings`` may stand between a number and its unit;
    ``clipped`` is a regular expression of what follows an apostrophe that begins a word (empty: nothing).

    Sentences:
    ``abbreviations`` end with a point and never end a sentence (small letters, as casefolded).
    Labels with a point do so only before a number, since « art. » and « no. » also are words.

    Numbers and dates:
    ``qualifiers`` words before a number; ``between`` an exact range: words before it, and the form of
    its bounds; ``span`` a range after a qualifier; ``circa`` a date that is not certain; ``days`` days of
    the month that are not their number; ``per`` words of a rate.

    Claims:
    ``note_before_sign``: a note's call stands before the full stop (« mot¹. »), not after it (“word.¹”);
    ``says_itself`` beginnings of words by which a sentence says what kind of figure it states.
    """

    locale: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    spaced: tuple[tuple[str, str], ...]
    signs: str
    sign_space: str
    group_space: str
    labels: tuple[str, ...]
    titles: tuple[str, ...]
    units: tuple[str, ...]
    ordinals: str
    ordinal_endings: tuple[str, ...]
    clipped: str
    abbreviations: frozenset[str]
    qualifiers: Mapping[Qualifier, str]
    between: tuple[str, str]
    span: str
    circa: str
    days: Mapping[int, str]
    per: Mapping[str, str]
    note_before_sign: bool
    says_itself: Mapping[Kind, tuple[str, ...]]


FRENCH = Profile(
    locale="fr",
    quotes=(f"«{THIN}", f"{THIN}»"),
    inner_quotes=("“", "”"),
    spaced=((";!?", THIN), (":", NO_BREAK)),
    signs="%‰€",
    sign_space=NO_BREAK,
    group_space=THIN,
    labels=(
        *("art.", "article", "articles", "al.", "alinéa", "alinéas", "n°", "n°s", "p.", "pp.", "page", "pages"),
        *("§", "ch.", "chap.", "chapitre", "titre", "livre", "annexe", "vol.", "fig.", "figure", "tableau", "note"),
        *("L.", "R.", "D.", "A."),
        *("janv.", "févr.", "avr.", "juil.", "sept.", "oct.", "nov.", "déc."),
    ),
    titles=("M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Dr", "Dr.", "Pr", "Pr.", "Mgr"),
    units=(
        *("euro", "euros", "k€", "M€", "Md€", "million", "millions", "milliard", "milliards"),
        *("an", "ans", "mois", "semaine", "semaines", "jour", "jours", "h", "heure", "heures", "minutes"),
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre"),
        *("novembre", "décembre", "janv.", "févr.", "avr.", "juil.", "sept.", "oct.", "nov.", "déc."),
        *("siècle", "siècles"),
    ),
    ordinals=(
        r"[\dIVX](?<![\w.,#-].)(?:(?<=[1I])(?=[er])|(?<=\d)\d*(?=e)|(?<=[IVX])[IVX]+(?=e)|(?<=[VX])(?=e))"
        r"(?P<raised>ers?|res?|es?)(?!\w)"
    ),
    ordinal_endings=("er", "re", "e"),
    clipped="",
    abbreviations=frozenset(
        (
            *("cf.", "etc.", "ex.", "c.-à-d.", "i.e.", "e.g.", "c.", "v.", "s.", "t.", "op.", "loc.", "obs."),
            *("éd.", "ed.", "dir.", "coll.", "tél.", "av.", "bd.", "st.", "ste.", "jr."),
            *("cass.", "crim.", "civ.", "soc.", "com.", "ass.", "plén.", "cons.", "const."),
        )
    ),
    qualifiers={
        Qualifier.EXACTLY: "",
        Qualifier.ABOUT: "environ",
        Qualifier.MORE_THAN: "plus de",
        Qualifier.AT_LEAST: "au moins",
        Qualifier.LESS_THAN: "moins de",
        Qualifier.AT_MOST: "au plus",
    },
    between=("entre", "{low} et {high}"),
    span="{low} à {high}",
    circa="vers {date}",
    days={1: "1er"},
    per={"day": "par jour", "week": "par semaine", "month": "par mois", "year": "par an"},
    note_before_sign=True,
    says_itself={
        Kind.ESTIMATE: ("estim", "évalu"),
        Kind.FORECAST: ("prévoi", "prévoy", "prévis", "prévu"),
        Kind.TARGET: ("objectif", "cible"),
    },
)

ENGLISH = Profile(
    locale="en_GB",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    spaced=(),
    signs="%‰",
    sign_space="",
    group_space="",
    labels=(
        *("Art.", "Arts.", "Article", "Articles", "No.", "Nos.", "p.", "pp.", "page", "pages", "para.", "paras."),
        *("paragraph", "§", "s.", "ss.", "sec.", "section", "ch.", "chapter", "vol.", "fig.", "figure", "table"),
        *("Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
    ),
    titles=("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof", "Prof.", "Rev.", "Hon."),
    units=(
        *("%", "€", "euro", "euros", "pounds", "million", "billion", "thousand", "per cent", "percent"),
        *("year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minutes"),
        *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
        *("November", "December", "century", "centuries"),
    ),
    ordinals="",
    ordinal_endings=("st", "nd", "rd", "th"),
    clipped=r"(?:\d\ds?|n['’]|tis|twas|em|cause|til)(?!\w)",
    abbreviations=frozenset(
        (
            *("e.g.", "i.e.", "cf.", "etc.", "viz.", "al.", "v.", "vs.", "c.", "ca.", "approx.", "op.", "ff."),
            *("ed.", "eds.", "st.", "inc.", "ltd.", "jr.", "sr."),
        )
    ),
    qualifiers={
        Qualifier.EXACTLY: "",
        Qualifier.ABOUT: "about",
        Qualifier.MORE_THAN: "more than",
        Qualifier.AT_LEAST: "at least",
        Qualifier.LESS_THAN: "less than",
        Qualifier.AT_MOST: "at most",
    },
    between=("between", "{low} and {high}"),
    span="{low} to {high}",
    circa="around {date}",
    days={},
    per={"day": "per day", "week": "per week", "month": "per month", "year": "per year"},
    note_before_sign=False,
    says_itself={
        Kind.ESTIMATE: ("estimat",),
        Kind.FORECAST: ("forecast", "predict", "foresee", "foresaw", "projected"),
        Kind.TARGET: ("target", "goal"),
    },
)

PROFILES: Mapping[str, Profile] = {"fr": FRENCH, "en": ENGLISH}
"""Every language that a brief may be written in, under its BCP 47 primary tag."""


def primary(lang: str) -> str:
    """``fr`` for ``fr``, ``fr-FR`` or ``FR_be``."""
    return lang.replace("_", "-").partition("-")[0].lower()


def profile(lang: str) -> Profile:
    """The profile of a language tag. Raises KeyError where the language has none."""
    return PROFILES[primary(lang)]
