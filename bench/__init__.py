"""Measuring: each figure of the program beside what this machine could do without it."""
