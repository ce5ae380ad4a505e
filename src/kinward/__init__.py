"""Kinward: planning for the children a council looks after.

The way the data goes, stage by stage (a test holds this list, `pipeline.py` and the import contract
equal): measures, reference, returns, cohort, reports.
"""
