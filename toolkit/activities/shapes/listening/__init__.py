"""Listening: the room listens, talks or looks, and gives nothing."""

from toolkit.activities.shapes import Shape

SHAPE = Shape()
