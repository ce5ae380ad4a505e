"""Reading a programme from files, folders and zips: its plan, savings, registers and boards."""
