"""Sheets: files of every format as rows of text, with what cannot be told in rows said beside them."""
