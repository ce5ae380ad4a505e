"""Programmes as pages show them."""
