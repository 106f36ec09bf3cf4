"""From a sentence to the record behind it: claims, what their links name, and derived figures."""
