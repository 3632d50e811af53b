"""The entry point and the wiring: command line, settings, composition root, health."""
