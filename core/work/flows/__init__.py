"""The flows of jobs: re-entrant functions that carry a job to its end."""
