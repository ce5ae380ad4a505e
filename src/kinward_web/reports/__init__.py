"""Reports that were built, to download."""
