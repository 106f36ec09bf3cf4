"""Processes of their own, with limits: what they break, they break alone."""
