"""How each language speaks of numbers: words, signs, units, qualifiers, labels and months, as data.

Beside ``profiles``, which says how the program writes; here is what authors and sources write. The readers of
this room (``numerals``, ``number_words``, ``date_words``, ``quantities``) hold the rules. A language without
measures is read by ``NEUTRAL``: digits, and the signs that mean the same everywhere.

Words are casefolded, apostrophes straight, spaces plain; « | » separates regular expressions' alternatives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from plaidoyer.languages.profiles import primary
from plaidoyer.records.sources import Qualifier

NEVER = r"(?!)"
"""A regular expression that matches nothing."""

_THOUSAND, _MILLION, _BILLION = Decimal(1000), Decimal(10) ** 6, Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Measures:
    """One language. Values of the type ``str`` are regular expressions, matched without regard to case.

    Numbers: ``decimal`` and ``group`` marks; ``words`` that make up a number; ``joint`` a word between two of them;
    ``one`` the words for 1, which alone are articles; ``adjectives`` numbers that are also adjectives; ``bare``
    words that count nothing alone (« millions »), ``vague`` what makes a number indefinite before it.

    ``scales`` multiply the number before them; ``suffixes`` are scales written onto the number. ``half_more`` adds
    half of the scale, ``half_between`` stands between a number and its scale. ``about`` are collective nouns
    (« dizaine ») with their value; ``of`` stands between them and a scale. ``halves``, ``shares`` are fractions:
    an expression and its value, a denominator's noun and its value; ``share_of`` must follow « un tiers ».
    ``ratio`` stands between the two numbers of « un sur cinq ».

    Signs: ``percent`` and ``permille`` words, ``currencies`` name → ISO 4217 code.

    Ranges: ``to`` joins bounds; ``between`` must stand before the first for ``conjunction`` to join them, ``either``
    joins neighbours (« cinq ou six »); ``moving`` are verbs after which « de 70 à 74 » is two numbers.

    Sorts: ``years`` and ``lapses`` are units of time; ``old`` follows an age; ``aged`` precedes one, ``lasting`` a
    duration, ``sentence`` follows a duration of years; ``ages_alone``: years without a sign are an age;
    ``teens`` follows an age of people (« under 15s »); ``months`` names of months; ``in_year`` stands before a year;
    ``labels`` come before a reference, ``links`` join a second one; ``direct`` are articles that no count follows;
    ``ordinals`` endings after digits, ``ordinal_words``; ``clock`` after hours, ``at`` before an hour.

    ``plural`` is a word that is counted. ``stops`` are words that look like one.
    ``before`` and ``after`` are qualifiers, by their words.
    """

    decimal: str = ""
    group: str = ""
    words: str = NEVER
    joint: str = NEVER
    one: str = NEVER
    adjectives: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    vague: str = NEVER
    scales: Mapping[str, Decimal] = field(default_factory=dict)
    suffixes: Mapping[str, Decimal] = field(default_factory=dict)
    half_more: str = NEVER
    half_between: str = NEVER
    about: Mapping[str, Decimal] = field(default_factory=dict)
    of: str = NEVER
    halves: str = NEVER
    half_outside: str = NEVER
    shares: Mapping[str, int] = field(default_factory=dict)
    share_heads: str = NEVER
    share_of: str = NEVER
    ratio: str = NEVER
    percent: str = NEVER
    permille: str = NEVER
    currencies: Mapping[str, str] = field(default_factory=dict)
    to: str = NEVER
    between: str = NEVER
    conjunction: str = NEVER
    either: str = NEVER
    moving: str = NEVER
    years: str = NEVER
    lapses: str = NEVER
    old: str = NEVER
    aged: str = NEVER
    lasting: str = NEVER
    sentence: str = NEVER
    ages_alone: bool = False
    teens: str = NEVER
    people: str = NEVER
    hyphened: str = NEVER
    single: str = ""
    compounds: str = NEVER
    after_adjective: str = NEVER
    in_year: str = NEVER
    month_first: bool = False
    any_case: bool = True
    more_months: Mapping[str, int] = field(default_factory=dict)
    date_to: str = NEVER
    date_part: str = NEVER
    decades: str = NEVER
    labels: str = NEVER
    links: str = NEVER
    direct: str = NEVER
    ordinals: str = NEVER
    ordinal_words: str = NEVER
    clock: str = NEVER
    at: str = NEVER
    plural: str = NEVER
    before: Mapping[str, Qualifier] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    during: frozenset[str] = frozenset()
    after: Mapping[str, Qualifier] = field(default_factory=dict)


NEUTRAL = Measures()

_ABOUT, _MORE, _LEAST = Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST
_LESS, _MOST, _EXACTLY = Qualifier.LESS_THAN, Qualifier.AT_MOST, Qualifier.EXACTLY


def _each(meaning: Qualifier, *words: str) -> dict[str, Qualifier]:
    return dict.fromkeys(words, meaning)


def _with_of(meaning: Qualifier, *words: str) -> dict[str, Qualifier]:
    """French words before « de », in each of its forms."""
    return {f"{word} {of}": meaning for word in words for of in ("de", "d'", "des", "du", "de la", "de l'")}


def _with_to(meaning: Qualifier, *words: str) -> dict[str, Qualifier]:
    """French words before « à », in each of its forms."""
    return {f"{word} {to}": meaning for word in words for to in ("à", "au", "aux", "à la", "à l'")}


FRENCH = Measures(
    decimal=",",
    group=".",
    words=(
        r"zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?"
        r"|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille|millions?|milliards?"
    ),
    joint="et",
    one="une?",
    adjectives=frozenset(("neuf",)),
    bare=frozenset(("million", "millions", "milliard", "milliards", "cents", "vingts")),
    vague=r"(?:plusieurs|quelques|maints?|tant\sde|combien\sde)\s",
    scales={
        "millier": _THOUSAND,
        "milliers": _THOUSAND,
        "mille": _THOUSAND,
        "million": _MILLION,
        "millions": _MILLION,
        "milliard": _BILLION,
        "milliards": _BILLION,
    },
    suffixes={"k": _THOUSAND, "M": _MILLION, "Md": _BILLION, "Mds": _BILLION, "Mrd": _BILLION, "Mrds": _BILLION},
    half_more=r"\set\sdemie?",
    about={
        "dizaine": Decimal(10),
        "douzaine": Decimal(12),
        "quinzaine": Decimal(15),
        "vingtaine": Decimal(20),
        "trentaine": Decimal(30),
        "quarantaine": Decimal(40),
        "cinquantaine": Decimal(50),
        "soixantaine": Decimal(60),
        "centaine": Decimal(100),
        "millier": _THOUSAND,
    },
    of=r"\s(?:de\s|d')",
    halves=r"(?:la|une)\smoitié",
    shares={
        "tiers": 3,
        "quart": 4,
        "quarts": 4,
        "cinquième": 5,
        "cinquièmes": 5,
        "sixième": 6,
        "sixièmes": 6,
        "septième": 7,
        "septièmes": 7,
        "huitième": 8,
        "huitièmes": 8,
        "neuvième": 9,
        "neuvièmes": 9,
        "dixième": 10,
        "dixièmes": 10,
        "centième": 100,
        "centièmes": 100,
        "millième": 1000,
        "millièmes": 1000,
    },
    share_heads=r"une?|le",
    share_of=r"\s(?:des?|du|de\sla|d'entre|de\sl'|de\sces|de\sses|de\sleurs)(?!\w)(?!\sconfiance)|\sd'entre\s",
    ratio=r"sur",
    percent=r"pour\s?cents?|pour\s100(?!\s?[0-9])|p\.\s?(?:100|cent)",
    permille=r"pour\s?mille|pour\s1\s?000(?!\s?[0-9])",
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "dollar": "USD",
        "dollars": "USD",
        "dollar américain": "USD",
        "dollars américains": "USD",
        "dollars canadiens": "CAD",
        "dollars australiens": "AUD",
        "livre sterling": "GBP",
        "livres sterling": "GBP",
        "francs suisses": "CHF",
        "franc suisse": "CHF",
        "yen": "JPY",
        "yens": "JPY",
        "yuan": "CNY",
        "yuans": "CNY",
        "francs cfa": "XOF",
    },
    to=r"à|jusqu'à",
    between=r"entre",
    conjunction="et",
    either="ou",
    moving=(
        r"pass|augment|progress|grimp|bond|recul|chut|baiss|tomb|mont|évolu|diminu|hauss|croî|réduit|port|relev|abaiss"
        r"|doubl|tripl"
    ),
    years=r"ans?|années?",
    lapses=r"mois|semaines?|jours?|heures?|minutes?|secondes?|siècles?|trimestres?|semestres?|décennies?|h|j",
    old=r"(?:ou\splus\s)?révolus?",
    aged=(
        r"(?:âgée?s?|agée?s?|mineure?s?|enfants?|jeunes|adolescente?s?|ados?|filles?|garçons?|fillettes?|élèves?"
        r"|collégiens?|lycéens?|victimes?|personnes?|bébés?|nourrissons?|public|l'âge)"
        r"\s(?:d'|de\s|des\s|entre\s)?(?:plus\sd[e']\s?|moins\sd[e']\s?|à\spartir\sde\s)?"
    ),
    lasting=(
        r"(?:pendant|durant|depuis|dans|après|sous|en|d'ici|il\sy\sa|au\sbout\sde|tous\sles|toutes\sles|peines?\sde"
        r"|punie?s?\sde|condamnée?s?\sà|portées?\sà|encourt|encourent|durée\sde|emprisonnement\sde|prison\sde|réclusion\sde|détention\sde|délai\sde|période\sde|l'espace\sde"
        r"|l'espace\sd'|terme\sde|horizon\sde|sur|tranche\sde|soit|les\s(?:dernier|dernière|prochain|prochaine)s)\s?"
    ),
    sentence=(
        r"\s(?:d'(?:emprisonnement|expérience|existence|ancienneté|application|enquête|études|inéligibilité"
        r"|interdiction|exercice|activité|incarcération)|de\s(?:prison|réclusion|détention|peine|travail|travaux"
        r"|recul|retard|sursis|suivi|mandat|procédure|lutte|combat|plus)|plus\st(?:ô|a)rt|après|avant|auparavant"
        r"|fermes?|précédente?s?|suivante?s?|consécuti(?:f|ve)s?|dernier|derniers|dernières|écoulée?s?|durant)(?!\w)"
    ),
    ages_alone=True,
    single="un",
    compounds=r"-(?!(?:quarts|tiers|cinquièmes|dixièmes)(?!\w))[^\W\d_]|\set\sunième",
    after_adjective=r"mois|sur\s(?:dix|[0-9])|fois|%|pour\scent|mille|millions|milliards|cents?|ans|autres",
    in_year=(
        r"en|depuis|dès|fin|début|mi|courant|durant|année|années|l'an|d'ici|avant|après|jusqu'en|jusqu'à|printemps"
        r"|été|automne|hiver|trimestre|semestre|rapport|édition|loi|(?:lois?|code|décret|constitution|convention|traité)\sde|session|saison|rentrée|horizon"
    ),
    more_months={"janv": 1, "fév": 2, "févr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12},
    date_to=r"à|au|et|jusqu'en|jusqu'à|jusqu'au|ou",
    date_part=r"(?:la\s)?(?:fin|début|mi|courant)(?:\s|-)(?:de\s|d')?|l[ae]s?\s",
    decades=r"années",
    labels=(
        r"art\.?|articles?|al\.?|alinéas?|n°s?|n[º˚]s?|numéros?|pp?\.|pages?|§§?|ch\.|chap\.?|chapitres?|titres?"
        r"|livres?|annexes?|vol\.|volumes?|fig\.|figures?|tableaux?|notes?|sections?|paragraphes?|par\.|points?"
        r"|lignes?|décision|arrêt|directive|règlement|tome|t\.|pièces?|considérants?|version|recommandations?"
        r"|mesures?|axe|objectifs?|odd|phase|niveau|iso|amendements?|amdt|rapport\sn°|loi\sn°|étape|option|question"
        r"|résolution|convention|protocole|classe|niveau|zone|ligne|numéro|appel\sau|composer|composez|composez\sle"
    ),
    links=r"et|à|ou|&",
    direct=r"le|au|du|ce",
    ordinals=r"ers?|re|res|ère|ères|e|es|è|ème|èmes|eme|emes|ième|ièmes|nde?s?",
    ordinal_words=(
        r"premi(?:er|ère)s?|seconds?|secondes?(?=\s\w)|(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz"
        r"|quatorz|quinz|seiz|vingt|trent|quarant|cinquant|soixant|cent|mill)ièmes?"
    ),
    clock=r"h|heures?",
    at=r"à|vers|dès|avant|après|jusqu'à|entre|de|et",
    plural=(
        r"(?!(?:dans|sans|plus|mais|puis|très|pas|nous|vous|ils|elles|les|des|ses|ces|mes|tes|leurs|aux|dès|lors|depuis"
        r"|après|jamais|toujours|vers|alors|moins|hors|sous|ans|mois|ceux|deux|mais|auprès|selon|nos|vos|certes|ailleurs"
        r"|tous|toutes|dessous|dehors|six|dix|reclus|déjà|parmi|suis|sais|fais|eus|mis|pris|compris|remis|permis|soumis)"
        r"(?!\w))[a-zà-öø-ÿœ’'-]{2,}[sx]|faux|images?"
    ),
    before={
        **_with_of(_MORE, "plus", "un peu plus", "bien plus", "beaucoup plus", "nettement plus", "largement plus"),
        **_with_of(_MORE, "au-delà", "au delà", "au-dessus", "au dessus"),
        **_with_of(_LESS, "moins", "un peu moins", "bien moins", "en dessous", "au-dessous", "en deçà", "en-deçà"),
        **_with_of(_MOST, "pas plus", "un maximum", "maximum", "un plafond", "plafond"),
        **_with_of(_LEAST, "pas moins", "un minimum", "minimum", "un seuil", "pas moins"),
        **_with_of(_ABOUT, "près", "autour", "aux alentours", "aux environs", "l'ordre", "de l'ordre", "proche"),
        **_with_to(_MORE, "supérieur", "supérieure", "supérieurs", "supérieures"),
        **_with_to(_LESS, "inférieur", "inférieure", "inférieurs", "inférieures"),
        **_with_to(_LEAST, "supérieur ou égal", "supérieure ou égale", "égal ou supérieur", "égale ou supérieure"),
        **_with_to(_LEAST, "supérieurs ou égaux", "supérieures ou égales", "égaux ou supérieurs"),
        **_with_to(_MOST, "inférieur ou égal", "inférieure ou égale", "égal ou inférieur", "égale ou inférieure"),
        **_with_to(_MOST, "jusqu'", "limité", "limitée", "plafonné", "plafonnée"),
        **_with_of(_LEAST, "à partir"),
        **_with_of(_EXACTLY, "en plus", "de plus en plus", "en moins"),
        **_each(_ABOUT, "environ", "quelque", "quelques", "presque", "à peu près", "approximativement", "grosso modo"),
        **_each(_ABOUT, "à peu de choses près", "dans les", "pratiquement", "quasiment", "quasi", "env."),
        **_each(_LEAST, "au moins", "au minimum", "minimum", "a minima", "au bas mot"),
        **_each(_MOST, "au plus", "tout au plus", "au maximum", "maximum", "jusqu'à", "jusqu'aux", "à peine"),
        **_each(_MORE, "dépasse", "dépassent", "dépassait", "dépassaient", "dépassant", "dépassé", "dépasser"),
        **_each(_MORE, "excède", "excèdent", "excédant", "excédait", "excéder", "excédé", "franchi", "franchit"),
        **_each(_LESS, "sous la barre des", "sous le seuil de", "sous le seuil des", "n'atteint pas"),
        **_each(_MORE, "la barre des", "le cap des", "la barre de"),
        **_each(_MOST, "ne dépasse pas", "ne dépassent pas", "sans dépasser", "ne dépassant pas", "n'excède pas"),
        **_each(_MOST, "sans excéder", "n'excédant pas", "n'excèdent pas", "ne peut excéder", "ne peut dépasser"),
        **_each(_LEAST, "≥", "⩾", ">="),
        **_each(_MOST, "≤", "⩽", "<="),
        **_each(_MORE, ">"),
        **_each(_LESS, "<"),
        **_each(_ABOUT, "≈", "~", "≃", "±"),
    },
    during=frozenset(("dans les",)),
    fillers=("les", "le", "la", "l'", "un total de", "un nombre de", "l'âge de"),
    openers=("un peu", "bien", "beaucoup", "nettement", "largement", "légèrement", "soit", "à"),
    after={
        **_each(_LEAST, "ou plus", "et plus", "ou davantage", "et davantage", "au moins", "au minimum", "minimum"),
        **_each(_LEAST, "et au-delà", "ou au-delà", "et au delà"),
        **_each(_MOST, "ou moins", "et moins", "au plus", "tout au plus", "au maximum", "maximum"),
        **_each(_ABOUT, "environ", "à peu près", "approximativement"),
    },
)

ENGLISH = Measures(
    decimal=".",
    group=",",
    words=(
        r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
        r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
        r"|million|billion|trillion"
    ),
    joint="and",
    one="one|an?",
    bare=frozenset(("hundred", "thousand", "million", "billion", "trillion")),
    vague=r"(?:several|few|many|some\sfew|couple\sof|couple)\s",
    scales={
        "hundred": Decimal(100),
        "thousand": _THOUSAND,
        "million": _MILLION,
        "billion": _BILLION,
        "trillion": _THOUSAND * _BILLION,
        "dozen": Decimal(12),
        "mn": _MILLION,
        "bn": _BILLION,
    },
    suffixes={
        "k": _THOUSAND,
        "m": _MILLION,
        "M": _MILLION,
        "mn": _MILLION,
        "bn": _BILLION,
        "b": _BILLION,
        "B": _BILLION,
        "tn": _THOUSAND * _BILLION,
        "K": _THOUSAND,
    },
    half_more=r"\sand\sa\shalf",
    half_between=r"\sand\sa\shalf",
    about={"dozen": Decimal(12)},
    of=r"\s",
    halves=r"(?:(?:one|a)[\s-])?half(?=\s(?:of|the|all|a|an|their|its|these|those|our|as)(?!\w))|one\shalf",
    half_outside=r"(?:first|second|other|latter|former|last|better|next)\s",
    shares={
        "third": 3,
        "thirds": 3,
        "quarter": 4,
        "quarters": 4,
        "fifth": 5,
        "fifths": 5,
        "sixth": 6,
        "sixths": 6,
        "seventh": 7,
        "sevenths": 7,
        "eighth": 8,
        "eighths": 8,
        "ninth": 9,
        "ninths": 9,
        "tenth": 10,
        "tenths": 10,
        "hundredth": 100,
        "hundredths": 100,
    },
    share_heads=r"an?|one",
    share_of=r"\s(?:of)(?!\w)",
    ratio=r"in(?:\severy)?|out\sof(?:\severy)?",
    percent=r"per\s?cent|pct\.?",
    permille=r"per\s(?:thousand|mille?)",
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "dollar": "USD",
        "dollars": "USD",
        "us dollars": "USD",
        "pound": "GBP",
        "pounds": "GBP",
        "pounds sterling": "GBP",
        "canadian dollars": "CAD",
        "australian dollars": "AUD",
        "swiss francs": "CHF",
        "yen": "JPY",
        "yuan": "CNY",
    },
    to=r"to|through",
    between=r"between",
    conjunction="and",
    either="or",
    moving=r"r[oi]se|rises|rising|f[ae]ll|fallen|increas|grew|grow|went|going|jump|climb|drop|declin|mov|up|down",
    years=r"years?(?:['’]|-)?",
    lapses=r"(?:months?|weeks?|days?|hours?|minutes?|seconds?|centur(?:y|ies)|quarters?|decades?|fortnights?)(?:['’])?",
    old=r"[\s-](?:olds?|of\sage)",
    aged=(
        r"(?:aged|ages?|age\sof|ages\sof|turned|turns|turning)\s(?:between\s|from\s|of\s)?(?:under\s|over\s)?"
        r"|(?:children|girls|boys|minors|kids|people|those|anyone|everyone|users|victims|adolescents|teenagers)"
        r"\s(?:(?:aged\s)?(?:under|over|below|above)|younger\sthan|older\sthan)\s"
    ),
    lasting=NEVER,
    sentence=NEVER,
    teens=r"(?:thir|four|fif|six|seven|eigh|nine)teens(?!\w)",
    people=r"s(?!\w)",
    hyphened="(?<=under-)|(?<=over-)",
    single="one",
    compounds=r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?!\w)",
    in_year=(
        r"in|since|during|from|until|till|by|before|after|mid|early|late|year|the|this|spring|summer|autumn"
        r"|fall|winter|act|(?:act|law)\sof|report|end|circa|throughout"
    ),
    month_first=True,
    any_case=False,
    more_months={"Sept": 9},
    date_to=r"to|and|until|till|through|or",
    date_part=r"(?:the\s)?(?:end\sof|early|late|mid|beginning\sof|start\sof)(?:\s|-)|the\s",
    decades=NEVER,
    labels=(
        r"arts?\.|articles?|nos?\.|(?-i:Nos?)|numbers?|№|pp?\.|pages?|paras?\.?|paragraphs?|§§?|ss?\.|secs?\.|sections?|chapters?|ch\."
        r"|vol\.|volumes?|figs?\.|figures?|tables?|annex|annexes|appendix|notes?|lines?|clauses?|recitals?|part|schedule"
        r"|directive|regulation|version|v\.|recommendations?|steps?|items?|options?|question|phase|level|resolution"
        r"|goal|target|sdg|iso|rfc|grade|type|class|protocol|convention|case|amendments?|points?|principle"
    ),
    links=r"and|to|or|&",
    ordinals=r"st|nd|rd|th|ths|rds",
    ordinal_words=(
        r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:first|second|third|fourth|fifth|sixth|seventh"
        r"|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
        r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|hundredth"
    ),
    clock=r"(?:a|p)\.?m(?:\.|(?!\w))|o['’]clock",
    at=NEVER,
    plural=(
        r"(?!(?:was|is|has|as|us|this|its|his|hers|ours|theirs|yes|thus|across|always|perhaps|does|towards|years|months"
        r"|weeks|days|says|sees|shows|finds|reports\s(?:that|by)|less|versus|plus|minus|unless|besides|afterwards)(?!\w))"
        r"[a-z’'-]{2,}s|children|people|men|women|minors|persons|girls|boys|data|offspring|AI-generated|images?"
    ),
    before={
        **_each(_MORE, "more than", "over", "above", "exceeding", "exceeds", "exceed", "exceeded", "in excess of"),
        **_each(_MORE, "greater than", "upwards of", "upward of", "higher than", "beyond", "well over", "just over"),
        **_each(_MORE, "topped", "tops", "surpassed", "surpassing", "surpasses", "older than", "longer than"),
        **_each(_LESS, "fewer than", "less than", "under", "below", "lower than", "smaller than", "just under"),
        **_each(_LESS, "well under", "short of", "younger than"),
        **_each(_LEAST, "at least", "no fewer than", "no less than", "not less than", "not fewer than", "minimum"),
        **_each(_LEAST, "a minimum of", "minimum of", "starting from", "greater than or equal to", "as least"),
        **_each(
            _MOST,
            "at most",
            "up to",
            "as many as",
            "no more than",
            "not more than",
            "maximum",
            "a maximum of",
            "maximum of",
        ),
        **_each(_MOST, "not exceeding", "does not exceed", "do not exceed", "not over", "less than or equal to"),
        **_each(_MOST, "must not exceed", "may not exceed", "shall not exceed", "without exceeding", "not to exceed"),
        **_each(_ABOUT, "about", "around", "approximately", "roughly", "some", "nearly", "almost", "close to", "circa"),
        **_each(_ABOUT, "an estimated", "estimated", "in the region of", "in the order of", "on the order of", "ca."),
        **_each(_ABOUT, "approx.", "approx", "something like", "more or less", "just about", "virtually", "near"),
        **_each(_EXACTLY, "exactly", "precisely", "all over", "turned over"),
        **_each(_LEAST, "≥", "⩾", ">="),
        **_each(_MOST, "≤", "⩽", "<="),
        **_each(_MORE, ">"),
        **_each(_LESS, "<"),
        **_each(_ABOUT, "≈", "~", "≃", "±"),
    },
    fillers=("the", "a", "an", "a total of", "the age of"),
    during=frozenset(("over", "some")),
    openers=("well", "just", "slightly", "far", "significantly", "considerably", "much", "a little", "a bit", "many"),
    after={
        **_each(_LEAST, "or more", "or over", "or above", "and over", "and above", "or older", "and older", "at least"),
        **_each(_LEAST, "or longer", "or greater", "minimum", "and up", "upwards"),
        **_each(_MOST, "or less", "or fewer", "or under", "and under", "or below", "or younger", "at most", "maximum"),
        **_each(_ABOUT, "or so", "approximately", "or thereabouts"),
    },
)

MEASURES: Mapping[str, Measures] = {"fr": FRENCH, "en": ENGLISH}
"""Every language whose numbers are read, under its BCP 47 primary tag."""


def measures(lang: str) -> Measures:
    """What is known of a language, ``NEUTRAL`` where that is nothing."""
    return MEASURES.get(primary(lang), NEUTRAL)
