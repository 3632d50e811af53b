"""What is answered at once, without a job: commands, buttons, questions about credits or state."""
