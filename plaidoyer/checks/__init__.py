"""Judging: one rule, one entry in RULES; one place sorts findings and silences those that may be."""
