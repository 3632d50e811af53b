"""Pure functions on language: no I/O, no clock, no state."""
