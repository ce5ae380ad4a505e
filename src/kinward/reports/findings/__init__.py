"""Sentences made from the figures: what stands out, and a heading for each part of the report.

Every function is pure: summary in, sentences out. A figure that is missing or hidden leaves its
sentence, or its clause, out.
"""
