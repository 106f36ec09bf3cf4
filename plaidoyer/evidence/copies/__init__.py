"""Saved copies of sources: whether they are here, the text that is read in them, and what they say of themselves."""
