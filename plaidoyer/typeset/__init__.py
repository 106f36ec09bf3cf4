"""HTML → PDF bytes."""
