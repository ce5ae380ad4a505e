"""The repairs of the return: each with a code, a count, and the source row it was made to.

A repair never changes what was read: it makes new tables. The order matters and is told in
`episodes.ROWS` and `episodes.ENDS`.
"""
