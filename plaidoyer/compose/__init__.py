"""Arranging: a checked brief becomes one frozen Document, all that a template may see."""
