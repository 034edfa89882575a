"""Pages about workshops and the people in them: the way in, the console, the room."""
