"""What is put to the room, and what the room gives."""
