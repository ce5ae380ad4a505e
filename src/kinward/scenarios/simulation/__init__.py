"""The simulation of plans: the forecast's children, lived again where a plan touches them."""
