"""Who will enter care, and when: how many cases a month, and which children they bring."""
