"""Essaim: from a voice to a euro, and back, every link visible both ways."""

__version__ = "0.1.0"
