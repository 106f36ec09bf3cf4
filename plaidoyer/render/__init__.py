"""Document → HTML."""
