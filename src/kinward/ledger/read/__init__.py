"""Reading the files of the ledger, each into a named frame or a frozen value, with findings."""
