"""A deck as a folder of TOML files: read, written, and replaced at once."""
