"""Choosing the instructions that lead from one text to another: the shortest that stay legible."""
