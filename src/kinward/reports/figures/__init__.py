"""From the summary to each chart: picks the rows, names them, and gives the chart's finding."""
