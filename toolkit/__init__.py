"""A workshop facilitation toolkit that joins paper and screen."""

__version__ = "0.1.0"
