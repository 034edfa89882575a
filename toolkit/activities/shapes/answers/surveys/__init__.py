"""Surveys: what people say of the room, the day or themselves, with the templates that show it."""
