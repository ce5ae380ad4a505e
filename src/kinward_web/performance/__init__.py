"""The scorecard: measures against targets, what people type of them, and who owns them."""
