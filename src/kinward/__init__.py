"""Kinward: planning for the children a council looks after.

The way the data goes, stage by stage (a test sees that this list, that of `pipeline.py` and the
import contract agree): measures, reference, returns, cohort, ledger, edge_of_care, forecast,
scenarios, budget, programme, scorecard, reports.
"""
