"""The children looked after: counts, measures, single journeys."""
