"""What papers for boards, committees and councillors say: each part in a module of its own."""
