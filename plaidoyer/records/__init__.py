"""Reading: YAML and Markdown files become frozen records that know file, line and column."""
