"""The programme: its actions, savings, risks and boards, and the rules that judge them."""
