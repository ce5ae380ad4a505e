"""Figures that were worked out once and are shown many times: sections with charts and tables."""
