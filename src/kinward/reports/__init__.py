"""What leaves: HTML, Excel, CSV, with small numbers hidden where it is public."""
