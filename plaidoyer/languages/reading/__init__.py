"""Reading numbers in text: how much, of what sign, how qualified, and what for. ``quantities`` is the door."""
