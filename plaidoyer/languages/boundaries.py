"""Where words may not be cut from what stands beside them, as data for all languages together.

A capture's language is not always known, and one report may hold two: a word that is listed here for one
language is kept together in any. This module holds no rule. All words are casefolded.
"""

from __future__ import annotations

NEGATIONS_BEFORE = frozenset(
    (
        *("ne", "pas", "jamais", "guère", "non", "ni", "aucun", "aucune", "nul", "nulle", "nullement", "sans"),
        *("no", "not", "never", "nor", "neither", "cannot", "without", "hardly", "scarcely"),
    )
)
"""Words that turn the sense of what follows: no quotation begins just after one (« ne | peut pas »)."""

LABEL_OR_NEGATION = frozenset(("no",))
"""Those that are a label before a figure (« no 12 »)."""

CONTRACTED_NEGATION = "n't"
"""The end of a word that turns the sense of what follows."""

ELIDED_NEGATIONS = frozenset(("n",))
"""What stands before an apostrophe and turns the sense of what follows it."""

NEGATIONS_AFTER = frozenset(("pas", "jamais", "guère", "nullement", "not", "never"))
"""Words that turn the sense of what stands before them: no quotation ends just before one (« sont | pas »)."""

NEGATIONS_OPEN = frozenset(("ne", "n"))
"""Words that announce one of ``NEGATIONS_CLOSED``."""

NEGATIONS_CLOSED = frozenset(
    (
        *("pas", "plus", "jamais", "point", "guère", "rien", "que", "qu", "aucun", "aucune", "nul", "nulle"),
        *("personne", "ni", "nullement", "aucunement"),
    )
)
"""Words that close a negation which another word has opened (« ne … | que »)."""

ELISIONS = frozenset(("l", "d", "j", "m", "t", "s", "c", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"))
"""What may stand before an apostrophe and be left out; not the first part of « quelqu’un » or « aujourd’hui »."""

ONES = frozenset(("un", "une", "one", "a"))
"""Words that are a number beside a number word only (« un million », « vingt et un », “a third”)."""

NUMBERS = frozenset(
    (
        *("zéro", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
        *("quatorze", "quinze", "seize", "vingt", "vingts", "trente", "quarante", "cinquante", "soixante", "septante"),
        *("octante", "huitante", "nonante"),
        *("zero", "two", "three", "four", "five", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
        *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
        *("sixty", "seventy", "eighty", "ninety"),
    )
)
"""Number words."""

SCALES = frozenset(
    (
        *("cent", "cents", "mille", "millier", "milliers", "million", "millions", "milliard", "milliards", "billion"),
        *("billions", "trillion", "trillions", "hundred", "hundreds", "thousand", "thousands", "dozen", "dozens"),
        *("centaine", "centaines", "dizaine", "dizaines", "douzaine", "douzaines", "vingtaine", "trentaine"),
        *("bn", "mn", "mio", "mia", "mrd", "mrds", "md", "mds"),
        *("tiers", "quart", "quarts", "demi", "demie", "cinquième", "cinquièmes", "dixième", "dixièmes", "centième"),
        *("third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "half", "halves"),
    )
)
"""Words that multiply or divide the number before them, in words or figures."""

JOINERS = frozenset(("et", "and", "virgule", "point", "comma"))
"""Words between two parts of one number in words (« vingt et un »)."""

SIGNS_IN_WORDS = ("pour cent", "pour mille", "per cent", "per mille", "percent")
"""What belongs to the number before it, as a sign does."""

HALVES = ("et demi", "et demie", "and a half")
"""What belongs to the number before it, even past its unit (« treize ans et demi »)."""

UNITS_RAISED = frozenset(
    (
        *("m", "km", "hm", "dam", "dm", "cm", "mm", "µm", "nm", "s", "h", "g", "kg", "l", "ha", "in", "ft", "yd", "mi"),
        *("mc", "sq", "mètre", "mètres", "metre", "metres", "meter", "meters"),
    )
)
"""Units that are raised to a power: the small figure above them calls no note."""

SUSPENDED = frozenset(("et", "ou", "à", "and", "or", "to"))
"""Words after a hyphen that ends its word (« pré- et post- »)."""
