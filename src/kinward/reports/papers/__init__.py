"""Papers for a meeting: one model, written as Word, tagged PDF, HTML and a workbook."""
