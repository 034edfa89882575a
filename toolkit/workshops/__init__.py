"""The workshop: its code, its tables, the people in it and what each may do."""
