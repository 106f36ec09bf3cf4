"""The three grammars as tables: a form of wording, and the order that it gives.

The law article, in the indicative, and the amendment, in the infinitive, are never mixed (Guide de légistique, fiche
3.4.1; published amendments of the two chambers).
"""

from __future__ import annotations

from plaidoyer.law.reading import acts
from plaidoyer.law.reading.forms import form

_AGAIN = (
    form("[{times} ,] procéder [, {times} ,] à la même substitution [, {times}]", acts.replace_again),
    form("[{times} ,] procéder [, {times} ,] à la même insertion [, {times}]", acts.insert_again),
    form("[{times} ,] procéder [, {times} ,] à la même suppression [, {times}]", acts.delete_again),
)
"""« II. – En conséquence, à l’alinéa 5, procéder à la même substitution. »"""

LAW_GROUP = form("{of:chain=the} {be} ainsi {done=modifié} :", acts.rename).elements

LAW = (
    # Words.
    form(
        "[{times} ,] {old=the} [, {times}] , {be} [, {times} ,] {done=remplacé} [, {times} ,] par {new}", acts.replace
    ),
    form("{old=the} , {be} [, {each} ,] {done=remplacé} [, {each} ,] par {new=many} [, {each}]", acts.replace),
    form("[{times} ,] {side} {old=the} [, {times}] , {be} {done=inséré|ajouté} [, {times} ,] {new}", acts.insert),
    form("{new} {be} {done=inséré|ajouté} [, {times} ,] {side} {old=the}", acts.insert),
    form("[{times} ,] {old=the} [, {times}] , {be} [, {times} ,] {done=supprimé} [, {times}]", acts.delete),
    form("{be} {done=ajouté|inséré} {new}", acts.add),
    # The end and the beginning of an alinéa or a sentence.
    form("{side=after} {old=the} , la fin [{of:chain=of}] est ainsi rédigée : {block}", acts.rewrite_end),
    form("{side=after} {old=the} , la fin [{of:chain=of}] est supprimée", acts.rewrite_end),
    form("la fin [{of:chain=of}] est ainsi rédigée : {block}", acts.rewrite_end),
    form("le début [{of:chain=of}] est ainsi rédigé : {block}", acts.rewrite_start),
    form("le début [{of:chain=of}] , jusqu'{old=to} [, {inclusive}] , est ainsi rédigé : {block}", acts.rewrite_start),
    # What is completed.
    form("{of:chain=the} {be} {done=complété} par {units} : {block}", acts.complete_units),
    form("{of:chain=the} {be} {done=complété} par {new} et [par] {units} : {block}", acts.complete_both),
    form("{of:chain=the} {be} {done=complété} par {new}", acts.complete),
    # Alinéas, sentences, items, articles.
    form("{of:chain=the} {be} {done=supprimé|abrogé}", acts.suppress),
    form("{of:chain=the} {be} ainsi {done=rédigé|rétabli} : {block}", acts.rewrite),
    form("{of:chain=the} {be} {done=remplacé} par {units} : {block}", acts.rewrite),
    form("{of:chain=the} {be} {done=précédé} de la mention : {block}", acts.precede),
    form("{of:chain=the} {become} {names}", acts.rename),
    form("{side} {of:chain=the} , {be} {done=inséré|ajouté} {units} : {block}", acts.insert_units),
    form("{be} {done=ajouté|inséré} {units} : {block}", acts.add_units),
)
"""« Au premier alinéa, les mots : « A » sont remplacés par les mots : « B » »."""

ASSEMBLY = (
    form("[{times} ,] substituer [, {times} ,] {old=to} [, {times}] , {new}", acts.replace),
    form("[{each} ,] substituer [, {each} ,] {old=to} , [{each} ,] {new=many} [, {each}]", acts.replace),
    form("[{times} ,] {side} {old=the} [, {times}] , insérer [, {times} ,] {new}", acts.insert),
    form("{side=after} {old=the} , rédiger ainsi la fin [{of:bill=of}] : {block}", acts.rewrite_end),
    form("{side=after} {old=the} , supprimer la fin [{of:bill=of}]", acts.rewrite_end),
    form("rédiger ainsi la fin [{of:bill=of}] : {block}", acts.rewrite_end),
    form("rédiger ainsi le début [{of:bill=of}] : {block}", acts.rewrite_start),
    form("rédiger ainsi le début [{of:bill=of}] , jusqu'{old=to} [, {inclusive}] : {block}", acts.rewrite_start),
    form("[{times} ,] supprimer [, {times} ,] {old=the} [, {times}]", acts.delete),
    *_AGAIN,
    form("(insérer|ajouter) {new}", acts.add),
    form("compléter {of:bill=the} par {units:following} : {block}", acts.complete_units),
    form("compléter {of:bill=the} par {new} et [par] {units:following} : {block}", acts.complete_both),
    form("compléter {of:bill=the} par {new}", acts.complete),
    form("supprimer {of:bill=the}", acts.suppress),
    form("rédiger ainsi {of:bill=the} : {block}", acts.rewrite),
    form("substituer {of:bill=to} {units:following} : {block}", acts.rewrite),
    form("{side} {of:bill=the} , insérer {units:following} : {block}", acts.insert_units),
    form("{side} l' {number} , insérer l'article suivant : {block}", acts.add_article),
)
"""« À l’alinéa 4, substituer aux mots : « A » les mots : « B ». »"""

SENATE = (
    form("[{times} ,] remplacer [, {times} ,] {old=the} [, {times} ,] par {new}", acts.replace),
    form("[{each} ,] remplacer [, {each} ,] {old=the} [, {each} ,] par {new=many} [, {each}]", acts.replace),
    form("[{times} ,] {side} {old=the} [, {times}] , insérer [, {times} ,] {new}", acts.insert),
    form("{side=after} {old=the} , rédiger ainsi la fin [{of:bill=of}] : {block}", acts.rewrite_end),
    form("{side=after} {old=the} , supprimer la fin [{of:bill=of}]", acts.rewrite_end),
    form("rédiger ainsi la fin [{of:bill=of}] : {block}", acts.rewrite_end),
    form("rédiger ainsi le début [{of:bill=of}] : {block}", acts.rewrite_start),
    form("rédiger ainsi le début [{of:bill=of}] , jusqu'{old=to} [, {inclusive}] : {block}", acts.rewrite_start),
    form("[{times} ,] supprimer [, {times} ,] {old=the} [, {times}]", acts.delete),
    *_AGAIN,
    form("(insérer|ajouter) {new}", acts.add),
    form("compléter {of:bill=the} par {units} : {block}", acts.complete_units),
    form("compléter {of:bill=the} par {new} et [par] {units} : {block}", acts.complete_both),
    form("compléter {of:bill=the} par {new}", acts.complete),
    form("supprimer {of:bill=the}", acts.suppress),
    form("rédiger ainsi {of:bill=the} : {block}", acts.rewrite),
    form("remplacer {of:bill=the} par {units} : {block}", acts.rewrite),
    form("{side} l' {number} , insérer un article additionnel ainsi rédigé : {block}", acts.add_article),
)
"""« Alinéa 4, deuxième phrase / Remplacer les mots : « A » par les mots : « B » »: what follows the place."""

SENATE_BESIDE = (form("insérer {units} : {block}", acts.insert_units),)
"""What follows « Après l’alinéa 4 » or « Alinéa 4, après la première phrase » at the Sénat."""
