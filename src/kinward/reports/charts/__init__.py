"""The charts of the report: each module draws one, from the frames that its table also shows."""
