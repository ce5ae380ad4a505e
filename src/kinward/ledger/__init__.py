"""The commitment record: what each placement costs, and where the budget stands."""
