"""The plan file: what is to be reached, and the actions that are to reach it.

`read_plan` reads and checks it, `dump_plan` writes it back, `effect_at` says how much of an action
is there on a day, `refuse_outside` holds its dates against the time that is looked at.
"""
