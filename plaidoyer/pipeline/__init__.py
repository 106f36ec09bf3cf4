"""The hall: the only room that knows the others. Plain values go in and out.

    records → evidence → checks → citations → compose → render → typeset → publish

A brief goes through in three strides. ``study``: read, its links resolved, its rules run, its citations
formatted. ``page``: arranged and filled into its template, as a draft or as final, then typeset.
``run``: a whole check or build; what goes wrong with one brief becomes a finding, and the others go on.
"""
