"""Ideas: appended one after the other, many for each person, never changed."""
