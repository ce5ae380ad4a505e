"""The children looked after: their history, and every figure made from it."""
