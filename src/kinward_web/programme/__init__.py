"""Programmes: actions, savings, risks, boards and what came of them."""
