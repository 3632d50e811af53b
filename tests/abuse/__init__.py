"""Attacks on the bot as a process of its own, on loopback: what one person does harms nobody else.

What needs no process of its own is tested in its room; docs/security.md names each attack's test.
"""
