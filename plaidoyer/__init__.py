"""A policy-brief generator: cited records and a brief become a PDF that a lawmaker can check."""
