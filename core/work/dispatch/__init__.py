"""Which process runs which job, and when: one protocol, two implementations."""
