"""Writing: files appear whole or not at all, and a manifest says what they were made from."""
