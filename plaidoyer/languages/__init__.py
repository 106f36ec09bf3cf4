"""Languages: how a text is set, cut into sentences, numbered and dated in French and in English."""
