"""Texts of law: their changes, the wording of these, and its proof."""
