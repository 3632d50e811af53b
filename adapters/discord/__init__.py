"""Discord, on discord.py: parsed in, rendered out, written down before acknowledged."""
