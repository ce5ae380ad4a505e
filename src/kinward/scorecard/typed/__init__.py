"""The parts of reading `measures.csv`: rows, what a measure is, its target and its readings."""
