"""The budget: what is planned, beside what is forecast, and papers held against themselves."""
