"""The text of a plan, changed a little at a time: what is not changed stays to the byte."""
