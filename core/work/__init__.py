"""Jobs: the ledger of their states, the flows that carry them, the dispatch that runs them."""
