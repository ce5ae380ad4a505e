"""The record of who saw and changed what. Rows are added and never changed."""
