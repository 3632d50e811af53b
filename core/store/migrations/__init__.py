"""Schema steps, applied in order under a lock; never edited once released."""
