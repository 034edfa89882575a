"""Listening: the room listens, talks or looks, and gives nothing."""
