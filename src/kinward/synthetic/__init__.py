"""A made-up authority that looks real, for demonstrations and tests. Nobody in it exists."""

from kinward.synthetic.authority import Synthesised, synthesise

__all__ = ["Synthesised", "synthesise"]
