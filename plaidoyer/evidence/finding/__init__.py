"""Words found in a text, word for word. ``matching`` is the door."""
