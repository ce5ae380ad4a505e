"""The forecast: where the cohort is heading, child by child, and how sure that is."""
