"""What the addresses of help are about."""

ADDRESSES = {"chapter": lambda _: {"key": "glossary"}}
