"""Reading a programme's plan, deliverables, updates, savings and risks from CSV and XLSX files."""
