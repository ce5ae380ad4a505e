"""Labelled errors, planted in clean returns so that the rules can be scored."""
