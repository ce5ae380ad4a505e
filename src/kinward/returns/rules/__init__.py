"""The rules of the return, one a file."""
