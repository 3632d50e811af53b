"""Tests of the studio's media: recognising, measuring, refusing."""
