"""Pages about what happens in the room: the phone, the wall, the facilitator's desk."""
