"""Citations: what the works of a build cite, set by a CSL style. Pandoc is named nowhere else."""
