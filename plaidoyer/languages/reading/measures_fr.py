"""How French speaks of numbers: see ``measure_fields.Measures``."""

from __future__ import annotations

from decimal import Decimal

from plaidoyer.languages.reading.measure_fields import BILLION, MILLION, THOUSAND, Measures, each
from plaidoyer.records.sources import Qualifier

_ABOUT, _MORE, _LEAST = Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST
_LESS, _MOST, _EXACTLY = Qualifier.LESS_THAN, Qualifier.AT_MOST, Qualifier.EXACTLY


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
    unclear="billions?|billiards?|trillions?|trilliards?",
    scales={
        "millier": THOUSAND,
        "milliers": THOUSAND,
        "mille": THOUSAND,
        "million": MILLION,
        "millions": MILLION,
        "milliard": BILLION,
        "milliards": BILLION,
    },
    suffixes={"k": THOUSAND, "M": MILLION, "Md": BILLION, "Mds": BILLION, "Mrd": BILLION, "Mrds": BILLION},
    half_more=r"\set\sdemie?",
    half_after="fois",
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
        "millier": THOUSAND,
    },
    of=r"\s(?:de\s|d')",
    halves=r"(?:la|une)\smoitié",
    half_words=frozenset(("moitié",)),
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
    part_of=r"\sde\s",
    point="virgule",
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
    amounting=r"(?:hausses?|baisses?|augmentations?|diminutions?|réductions?|reculs?|chutes?|bonds?)\s(?:d'environ|de)",
    minus="moins",
    no_minus=r"au|du|plus ou|ni",
    years=r"ans?|années?",
    lapses=r"mois|semaines?|jours?|heures?|minutes?|secondes?|siècles?|trimestres?|semestres?|décennies?|h|j|min|mn",
    old=r"(?:ou\splus\s)?révolus?",
    aged=(
        r"(?:âgée?s?|agée?s?|mineure?s?|enfants?|jeunes|adolescente?s?|ados?|filles?|garçons?|fillettes?|élèves?"
        r"|collégiens?|lycéens?|victimes?|personnes?|bébés?|nourrissons?|public|l'âge)"
        r"\s(?:d'|de\s|des\s|entre\s)?(?:plus\sd[e']\s?|moins\sd[e']\s?|à\spartir\sde\s)?"
    ),
    lasting=(
        r"(?:pendant|durant|depuis|dans|après|sous|en|d'ici|il\sy\sa|au\sbout\sde|tous\sles|toutes\sles|peines?\sde"
        r"|punie?s?\sde|condamnée?s?\sà|port(?:ée?s?|e|er|ant)\s(?:à|de)|encourt|encourent|durée\sde|emprisonnement\sde|prison\sde|réclusion\sde|détention\sde|délai\sde|période\sde|l'espace\sde"
        r"|l'espace\sd'|terme\sde|horizon\sde|sur|tranche\sde|soit|les\s(?:dernier|dernière|prochain|prochaine)s)\s?"
    ),
    sentence=(
        r"\s(?:d'(?:emprisonnement|expérience|existence|ancienneté|application|enquête|études|inéligibilité"
        r"|interdiction|exercice|activité|incarcération)|de\s(?:prison|réclusion|détention|peine|travail|travaux"
        r"|recul|retard|sursis|suivi|mandat|procédure|lutte|combat|plus)|plus\st(?:ôt|ard)|après|avant|auparavant"
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
        r"|livres?|annexes?|vol\.|volumes?|fig\.|figures?|tableaux?|sections?|paragraphes?|par\.|points?"
        r"|lignes?|décision|arrêt|directive|règlement|tome|t\.|pièces?|considérants?|version|recommandations?"
        r"|mesures?|axe|objectifs?|odd|phase|niveau|iso|amendements?|amdt|rapport\sn°|loi\sn°|étape|option|question"
        r"|résolution|convention|protocole|classe|niveau|zone|ligne|numéro|appel\sau"
    ),
    loose_labels=(r"notes?|compos(?:er|ez)|appel(?:er|ez)|contact(?:er|ez)|téléphone|tél\.?|#|bac\spro|BP|CS|chaîne"),
    numbered="Paris|Lyon|Lille|Rennes|Toulouse|Bordeaux|Grenoble|Montpellier|France|Canal|Radio",
    places=(
        r"[0-9](?<![\w.,-].)(?:[0-9]{0,3}(?=\s?(?:bis|ter|quater)?,?\s(?:[Rr]ue|[Aa]venue|av\.|[Bb]oulevard|[Bb]d|[Qq]uai"
        r"|[Aa]llée|[Cc]hemin|[Ii]mpasse|[Ss]quare|[Ff]aubourg|[Pp]lace|[Rr]oute|[Vv]illa)(?!\w))"
        r"|(?:(?<=0)[1-9]|(?<=[1-8])[0-9]|(?<=9)[0-8])[0-9]{3}(?=[ \u00a0]"
        r"[A-ZÀ-Þ](?![\w-]*(?:ais|aises|ois|oises|ens|iennes|éennes|ains|aines|ands|andes|ols|oles)(?![\w-]))[\w-]+))"
    ),
    levels=r"(?<=[Bb]ac)\s?\+\s?[0-9](?![0-9.,]*[0-9%])|(?<=(?<!\w)[JHTDMS])\s?\+\s?[0-9]{1,3}(?!\w)",
    links=r"et|à|ou|&",
    direct=r"le|au|du|ce",
    ordinals=r"ers?|re|res|ère|ères|e|es|è|ème|èmes|eme|emes|ième|ièmes|nde?s?",
    ordinal_words=(
        r"premiers?|premières?|seconds?|secondes?(?=\s\w)|deuxièmes?|troisièmes?|quatrièmes?|cinquièmes?|sixièmes?"
        r"|septièmes?|huitièmes?|neuvièmes?|dixièmes?|onzièmes?|douzièmes?|treizièmes?|quatorzièmes?|quinzièmes?"
        r"|seizièmes?|vingtièmes?|trentièmes?|quarantièmes?|cinquantièmes?|soixantièmes?|centièmes?|millièmes?"
    ),
    clock=r"h|heures?",
    at=r"à|vers|dès|avant|après|jusqu'à|entre|de|et",
    persons=(
        r"(?:ans|âges?|anniversaire)(?!\w)[^\n]{0,100}(?<!\w)(?:elle|il)\sen\s(?:a|avait|aura)\s"
        r"|(?:garçon|fille|fillette|enfant|adolescente?|ado|mineure?|collégien|collégienne)\sde\s"
        r"|(?:à|dès|avant|vers)\sl'âge\sde\s|les\s(?:moins|plus)\sde\s"
    ),
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
        **each(_ABOUT, "environ", "quelque", "quelques", "presque", "à peu près", "approximativement", "grosso modo"),
        **each(_ABOUT, "plus ou moins"),
        **each(_ABOUT, "à peu de choses près", "dans les", "pratiquement", "quasiment", "quasi", "env."),
        **each(_LEAST, "au moins", "au minimum", "minimum", "a minima", "au bas mot"),
        **each(_MOST, "au plus", "tout au plus", "au maximum", "maximum", "jusqu'à", "jusqu'aux", "à peine"),
        **each(_MORE, "dépasse", "dépassent", "dépassait", "dépassaient", "dépassant", "dépassé", "dépasser"),
        **each(_MORE, "excède", "excèdent", "excédant", "excédait", "excéder", "excédé", "franchi", "franchit"),
        **each(_LESS, "sous la barre des", "sous le seuil de", "sous le seuil des", "n'atteint pas"),
        **each(_MORE, "la barre des", "le cap des", "la barre de"),
        **each(_MOST, "ne dépasse pas", "ne dépassent pas", "sans dépasser", "ne dépassant pas", "n'excède pas"),
        **each(_MOST, "sans excéder", "n'excédant pas", "n'excèdent pas", "ne peut excéder", "ne peut dépasser"),
        **each(_LEAST, "≥", "⩾", ">="),
        **each(_MOST, "≤", "⩽", "<="),
        **each(_MORE, ">"),
        **each(_LESS, "<"),
        **each(_ABOUT, "≈", "~", "≃", "±"),
    },
    during=frozenset(("dans les",)),
    fillers=("les", "le", "la", "l'", "un total de", "un nombre de", "l'âge de"),
    openers=("un peu", "bien", "beaucoup", "nettement", "largement", "légèrement", "soit", "à"),
    after={
        **each(_LEAST, "ou plus", "et plus", "ou davantage", "et davantage", "au moins", "au minimum", "minimum"),
        **each(_LEAST, "et au-delà", "ou au-delà", "et au delà"),
        **each(_MOST, "ou moins", "et moins", "au plus", "tout au plus", "au maximum", "maximum"),
        **each(_ABOUT, "environ", "à peu près", "approximativement"),
    },
)
