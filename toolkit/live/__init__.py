"""The room's live connection: a conflating hub, its streams, and the server that carries both."""
