"""Files that come in, their versions and findings, and which of them the figures rest on."""
