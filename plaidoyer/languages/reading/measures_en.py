"""How English speaks of numbers: see ``measure_fields.Measures``."""

from __future__ import annotations

from decimal import Decimal

from plaidoyer.languages.reading.measure_fields import BILLION, MILLION, THOUSAND, Measures, each
from plaidoyer.records.sources import Qualifier

_ABOUT, _MORE, _LEAST = Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST
_LESS, _MOST, _EXACTLY = Qualifier.LESS_THAN, Qualifier.AT_MOST, Qualifier.EXACTLY


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
    vague=r"(?:several|few|many|some\sfew|couple\sof|couple|(?:quarters?|thirds?)\sof)\s",
    scales={
        "hundred": Decimal(100),
        "thousand": THOUSAND,
        "million": MILLION,
        "billion": BILLION,
        "trillion": THOUSAND * BILLION,
        "dozen": Decimal(12),
        "lakh": 100 * THOUSAND,
        "crore": 10 * MILLION,
        "mn": MILLION,
        "bn": BILLION,
    },
    suffixes={
        "k": THOUSAND,
        "m": MILLION,
        "M": MILLION,
        "mn": MILLION,
        "bn": BILLION,
        "b": BILLION,
        "B": BILLION,
        "tn": THOUSAND * BILLION,
        "K": THOUSAND,
    },
    half_more=r"[\s-]and[\s-]a[\s-]half",
    half_between=r"[\s-]and[\s-]a[\s-]half",
    half_after="times",
    half_alone=r"half(?!-|\s(?:past|an?)(?!\w))",
    about={"dozen": Decimal(12)},
    of=r"\s",
    halves=r"(?:(?:one|a)[\s-])?half(?=\s(?:of|the|all|a|an|their|its|these|those|our|as)(?!\w))|one\shalf",
    half_words=frozenset(("half",)),
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
    part_of=r"\sof\san?\s",
    point="point",
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
    moving=(
        r"r[oi]se|rises|rising|f[ae]ll|fallen|increas|grew|grow|went|going|jump|climb|drop|declin|mov|up|down|rais|lower"
        r"|reduc|surg|soar|plung|plummet|doubl|tripl|extend"
    ),
    amounting="by|of",
    minus="minus",
    no_minus="plus or",
    years=r"years?(?:['’]|-)?",
    lapses=r"(?:months?|weeks?|days?|hours?|minutes?|seconds?|centur(?:y|ies)|quarters?|decades?|fortnights?)(?:['’])?",
    old=r"[\s-](?:olds?|of\sage)",
    aged=(
        r"(?:aged|ages?|age\sof|ages\sof|turned|turns|turning|as\syoung\sas)\s(?:between\s|from\s|of\s)?(?:under\s|over\s)?"
        r"|(?:children|girls|boys|minors|kids|people|those|anyone|everyone|users|victims|adolescents|teenagers|teens|babies|infants|toddlers|pupils)"
        r"\s(?:(?:aged\s)?(?:under|over|below|above)|younger\sthan|older\sthan)\s"
    ),
    teens="thirteens|fourteens|fifteens|sixteens|seventeens|eighteens|nineteens",
    people=r"s(?!\w)|\sage[\s-]?(?:groups?|ranges?|brackets?|bands?)(?!\w)|\s(?:(?:and|or)\s(?:older|younger)|and\s(?:under|over))(?!\w)",
    persons=(
        r"(?:boys?|girls?|child|children|teens?|teenagers?|youths?|minors?|daughter|son|kids?)\sof\s"
        r"|(?:she|he)\s(?:is|was|turned)\s(?:only\s|just\s|then\s|now\s)?|(?:she|he)['’]s\s(?:only\s|just\s)?"
    ),
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
    labels=(
        r"arts?\.|articles?|nos?\.|(?-i:Nos?)|numbers?|№|pp?\.|pages?|paras?\.?|paragraphs?|§§?|ss?\.|secs?\.|sections?|chapters?|ch\."
        r"|vol\.|volumes?|figs?\.|figures?|tables?|annex|annexes|appendix|footnotes?|lines?|clauses?|recitals?|part|schedule"
        r"|directive|regulation|version|v\.|recommendations?|steps?|items?|options?|question|phase|level|resolution"
        r"|goal|target|sdg|iso|rfc|grade|type|class|protocol|convention|case|amendments?|points?|principle"
    ),
    loose_labels=(r"notes?|call|calls|calling|dial|dialling|text|phone|ring|helpline|hotline|#"),
    numbered="Channel|Radio|Title|Tier|Group|Zone|Room",
    places=(
        r"[0-9](?<![\w.,-].)(?:"
        r"[0-9]{0,3}[A-Da-d]?(?=\s(?:[A-Z][a-z'’]+\s){1,3}(?:Street|St|Road|Rd|Avenue|Lane|Square|Drive)(?!\w))"
        r"|[0-9]?(?=\sU\.?S\.?C\.?\s))"
    ),
    links=r"and|to|or|&",
    ordinals=r"st|nd|rd|th|ths|rds",
    ordinal_words=(
        r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:first|second|third|fourth|fifth|sixth|seventh"
        r"|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
        r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|hundredth"
    ),
    clock=r"(?:a|p)\.?m(?:\.|(?!\w))|o['’]clock",
    plural=(
        r"(?!(?:was|is|has|as|us|this|its|his|hers|ours|theirs|yes|thus|across|always|perhaps|does|towards|years|months"
        r"|weeks|days|says|sees|shows|finds|reports\s(?:that|by)|less|versus|plus|minus|unless|besides|afterwards)(?!\w))"
        r"[a-z’'-]{2,}s|children|people|men|women|minors|persons|girls|boys|data|offspring|AI-generated|images?"
    ),
    before={
        **each(_MORE, "more than", "over", "above", "exceeding", "exceeds", "exceed", "exceeded", "in excess of"),
        **each(_MORE, "greater than", "upwards of", "upward of", "higher than", "beyond", "well over", "just over"),
        **each(_MORE, "topped", "tops", "surpassed", "surpassing", "surpasses", "older than", "longer than"),
        **each(_LESS, "fewer than", "less than", "under", "below", "lower than", "smaller than", "just under"),
        **each(_LESS, "well under", "short of", "younger than"),
        **each(_LEAST, "at least", "no fewer than", "no less than", "not less than", "not fewer than", "minimum"),
        **each(_LEAST, "as few as", "as little as"),
        **each(_ABOUT, "plus or minus", "plus-or-minus"),
        **each(_LEAST, "a minimum of", "minimum of", "starting from", "greater than or equal to", "as least"),
        **each(
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
        **each(_MOST, "not exceeding", "does not exceed", "do not exceed", "not over", "less than or equal to"),
        **each(_MOST, "must not exceed", "may not exceed", "shall not exceed", "without exceeding", "not to exceed"),
        **each(_ABOUT, "about", "around", "approximately", "roughly", "some", "nearly", "almost", "close to", "circa"),
        **each(_ABOUT, "an estimated", "estimated", "in the region of", "in the order of", "on the order of", "ca."),
        **each(_ABOUT, "approx.", "approx", "something like", "more or less", "just about", "virtually", "near"),
        **each(_EXACTLY, "exactly", "precisely", "all over", "turned over"),
        **each(_LEAST, "≥", "⩾", ">="),
        **each(_MOST, "≤", "⩽", "<="),
        **each(_MORE, ">"),
        **each(_LESS, "<"),
        **each(_ABOUT, "≈", "~", "≃", "±"),
    },
    fillers=("the", "a", "an", "a total of", "the age of"),
    during=frozenset(("over", "some")),
    openers=("well", "just", "slightly", "far", "significantly", "considerably", "much", "a little", "a bit", "many"),
    after={
        **each(_LEAST, "or more", "or over", "or above", "and over", "and above", "or older", "and older", "at least"),
        **each(_LEAST, "or longer", "or greater", "minimum", "and up", "upwards"),
        **each(_MOST, "or less", "or fewer", "or under", "and under", "or below", "or younger", "at most", "maximum"),
        **each(_ABOUT, "or so", "approximately", "or thereabouts"),
    },
)
