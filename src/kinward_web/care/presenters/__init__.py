"""The children's pages, tables and files."""
