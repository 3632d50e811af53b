"""The documents and what cites them."""
