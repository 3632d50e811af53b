"""The entry point and the wiring: command line, settings, composition root, health."""

__version__ = "0.1.0"
