"""Preventive services: how often they succeed, how sure that is, and what it avoids."""
