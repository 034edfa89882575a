"""Planning: the agenda of a workshop as its facilitator writes it, one edit at a time, each of which can be undone."""
