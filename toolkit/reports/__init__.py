"""A workshop as plain data, ready for page, PDF, Markdown, CSV and JSON."""
