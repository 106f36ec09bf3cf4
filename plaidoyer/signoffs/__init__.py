"""Sign-offs: what reviewers said of claims, as files that cannot be edited, and for how long it stands."""
